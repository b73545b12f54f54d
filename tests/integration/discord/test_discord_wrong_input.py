"""What a newcomer types wrongly is answered with what to do, in their language; and times and days as people write them."""

from datetime import time
from typing import Any

import pytest

from tests.integration.discord.conftest import World, shown
from tests.integration.discord.test_discord_brief import story_in
from tests.integration.discord.test_discord_review import all_told

LOCALES = {"ja": "ja", "en": "en-US"}
WRONG: list[tuple[str, dict[str, str], str, str]] = [
    ("brief", {"story": "no such"}, "「/話題一覧」から開いて", "open one from /stories"),
    ("brief", {"story": "1", "company": "Meta"}, "どれか一つだけ", "one thing only"),
    ("brief", {"url": "http://10.0.0.1/"}, "公開されたhttp(s)のアドレスを", "Give a public http(s) address"),
    ("brief", {"url": "not a url"}, "http:// または https:// で始まる", "starts with http:// or https://"),
    ("brief", {"company": "Mistrol"}, "もしかして：ミストラルAI", "Did you mean Mistral AI?"),
    ("stories", {"day": "sometime"}, "年-月-日で入力", "Write it as YYYY-MM-DD"),
    ("follow story", {"story": "no such"}, "候補から選ぶ", "offered as you type"),
    ("follow stop", {"which": "no such"}, "「no such」はフォローしていません", "You do not follow “no such”"),
    ("follow stop", {"which": "999"}, "もうフォローしていません", "You do not follow it any more"),
    ("source remove", {"source": "99"}, "「/情報源 一覧」で確かめて", "see /source list"),
    ("watch remove", {"name": "no such"}, "「/追跡 一覧」で確かめて", "with /watch list"),
    ("schedule preview", {}, "「/定期配信 設定」で", "with /schedule set"),
    ("schedule run-now", {}, "「/定期配信 設定」で", "with /schedule set"),
    ("schedule set", {"time": "25:00", "timezone": "Asia/Tokyo"}, "08:00 のように", "for example 08:00"),
]


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize(("command", "options", "ja", "en"), WRONG, ids=[f"{one[0]} {one[1]}" for one in WRONG])
async def test_wrong_input_is_answered_with_what_to_do(
    world: World, lang: str, command: str, options: dict[str, Any], ja: str, en: str
):
    person = world.person("newcomer", LOCALES[lang], manage_guild=True)
    told = all_told(await person.slash(world.channel, command, **options))
    assert (ja if lang == "ja" else en) in told
    assert "KAWARABAN_" not in told


async def test_times_zones_and_days_are_typed_as_people_write_them(world: World):
    await story_in(world)
    await world.admin.slash(world.channel, "schedule set", time="午後8時半", timezone="東京")
    [schedule] = await world.app.schedules.list_schedules(world.guild.id)
    assert (schedule.at, schedule.timezone) == (time(20, 30), "Asia/Tokyo")
    listed = shown((await world.ken.slash(world.channel, "stories", day="昨日")).response)
    assert "2025年7月15日" in listed
    offered = await world.alex.autocomplete(world.channel, "stance", "as_of", "a year")
    assert offered[-1] == {"name": "A year ago · Tuesday, July 16, 2024", "value": "2024-07-16"}


async def test_what_is_followed_already_is_opened_and_not_added_again(world: World, site: Any):
    feed = site.put("/feed", FEED.format(host=site.host), "application/rss+xml")
    first = (await world.admin.slash(world.channel, "source add", url=feed)).response
    await world.admin.click(first, label="登録する")
    again = (await world.admin.slash(world.channel, "source add", url=feed)).response
    assert "### すでに登録しています" in shown(again)
    await world.admin.click(again, label="この情報源を開く")
    assert "一時停止" in str(again.components)


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Paper</title><link>http://{host}/</link>
<item><title>AI news of the lab</title><link>http://{host}/a</link><pubDate>Tue, 15 Jul 2025 08:00:00 GMT</pubDate></item>
</channel></rss>"""
