"""What the simulated Discord does differently: direct messages are shown in its one channel, one for each follow."""

from datetime import timedelta

from bot.delivery.teller import Teller
from bot.discord_app.demo_messages import OnlyFollows, ShownMessenger
from bot.domain.reader import Topic
from bot.storage.personal_follows import PersonalFollowStore
from tests.conftest import NOW
from tests.integration.discord.conftest import World
from tests.integration.discord.test_discord_brief import EN, JA, TITLES


async def test_a_new_follow_is_told_of_one_thing_of_the_last_day_and_of_nothing_twice(world: World):
    source = await world.follow("paper")
    first = await world.story(source, EN, JA, titles=TITLES)
    store = PersonalFollowStore(world.app.database)
    await store.agree(world.ken.id, NOW)
    await store.follow(
        world.ken.id, world.guild.id, Topic.STORY, str(first.story_id), "ja", NOW + timedelta(minutes=1), limit=9
    )
    await store.follow(world.ken.id, world.guild.id + 1, Topic.STORY, str(first.story_id), "ja", NOW, limit=9)
    messenger = ShownMessenger(world.env.bot, world.channel.id, {world.ken.id: "けん"})
    follows = OnlyFollows(world.app, world.guild.id)
    teller = Teller(follows, world.app.stories, world.app.articles, messenger, world.app.clock)
    assert await teller.tick() == 1
    [message] = [one for one in world.channel.history() if one.author.bot]
    words = str([part.to_dict() for part in message.components])
    assert "けんだけに届くダイレクトメッセージです" in words
    assert JA[1] in words
    assert await teller.tick() == 0
