"""A reply is found again by its number only, and goes with its server."""

from bot.storage.database import Database
from bot.storage.guilds import GuildStore
from bot.storage.replies import ReplyStore
from tests.conftest import NOW


async def test_what_is_kept_is_found(database: Database):
    store = ReplyStore(database)
    body = {"question": "公開しますか 😀", "as_of": None, "stories": [1, 2]}
    reply_id = await store.save_reply("answer", 7, body, NOW)
    found = await store.get_reply(reply_id)
    assert found is not None
    assert (found.kind, found.guild_id, found.body) == ("answer", 7, body)
    assert await store.get_reply(reply_id + 1) is None


async def test_a_forgotten_server_takes_its_replies_with_it_and_no_number_returns(database: Database):
    store = ReplyStore(database)
    theirs, other = await store.save_reply("answer", 7, {}, NOW), await store.save_reply("answer", 8, {}, NOW)
    last = await store.save_reply("edition", 7, {}, NOW)
    await GuildStore(database).forget(7)
    assert await store.get_reply(theirs) is None
    assert await store.get_reply(other) is not None
    assert await store.save_reply("answer", 7, {}, NOW) > last
