"""Pictures of every card in both languages, on a desk and on a phone, and a page that lists them.

`python -m tests.acceptance.screenshots FOLDER [SCENE|LANGUAGE|WIDTH...]` drives the simulated Discord of `run` in a Chromium; with
scenes (`readers`, `direct`, `record`, `sources`, `admins`, `schedules`, `errors`, `refusals`), languages or widths only
those are taken anew.
"""

import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from bot.domain.language import LANGS, Lang
from bot.i18n.catalog import text
from tests.acceptance.demo_page import DemoPage, find_browser, open_page, running_demo

TALL = 2400
"""Pixels: a card that does not fit into the window is cut off by what floats over it."""
WIDTHS = {"desktop": 1000, "phone": 390}
COLOURS, COLOURS_OF_A_CHART = 96, 128
"""Few colours say all that a card does, in a third of the bytes."""
FOLLOWED = {"desktop": "Meta", "phone": "Moonshot AI"}
"""Somebody who was told of a story is not told of it again."""
SLOT_SECONDS = 240.0
"""A slot of the next minute comes, and its brief is posted, by then."""
STORIES_LISTED = 5
"""Of the samples; the second one has the most reports."""
PREFACE = (
    "Every card as the simulated Discord of `make run` shows it, made by `python -m tests.acceptance.screenshots "
    "docs/img`. The frame around them (“used /brief”, “Only you can see this”) is the simulator's own and English only."
)
ADMINS = {"ja": "さくら（日本語）", "en": "Alex (English)"}
QUESTIONS = {
    "ja": ("メタは今、オープンウェイトについてどんな立場ですか", "任天堂はオープンウェイトについて何と述べていますか"),
    "en": ("What is Meta's stance on open weights now?", "What has Nintendo said about open weights?"),
}


@dataclass
class Album:
    """Takes the pictures of one language and width."""

    demo: DemoPage
    lang: Lang
    width: str
    folder: Path

    def word(self, key: str, **values: Any) -> str:
        return text(key, self.lang, **values)

    def start(self, key: str) -> str:
        """How a label begins that holds a number."""
        return re.split(r"[\d（(]", self.word(key, n=0))[0].strip()

    def shoot(self, card: str, message: int | None = -1) -> None:
        self._keep(card, lambda path: self.demo.shoot(path, message=message))

    def shoot_form(self, card: str) -> None:
        """The form that is open; it is closed again."""
        form = self.demo.page.locator(".modal-dialog")
        form.wait_for()
        # A long form scrolls; here all of it is to be seen.
        form.evaluate("one => [one, ...one.querySelectorAll('*')].forEach(e => { e.style.maxHeight = 'none'; })")
        time.sleep(0.5)
        self._keep(card, lambda path: form.screenshot(path=path))
        self.demo.page.locator(".modal-close").click()
        form.wait_for(state="detached")

    def open_form(self, key: str) -> None:
        self.demo.button(self.word(key)).click()

    def _keep(self, card: str, take: Callable[[Path], object]) -> None:
        path = self.folder / f"{card}-{self.lang}-{self.width}.png"
        take(path)
        colours = COLOURS_OF_A_CHART if card == "timeline" else COLOURS
        Image.open(path).convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        print(path, flush=True)


def readers(album: Album) -> None:
    """News: an edition, a story's brief, its sources and its way, what readers do with them."""
    demo, word = album.demo, album.word
    demo.run("follow stop", which="all")
    demo.run("brief")
    album.shoot("edition")
    demo.open(word("discord-button-open"), nth=-1)
    album.shoot("brief")
    album.open_form("reader-button-about")
    album.shoot_form("question-form")
    demo.open(album.start("discord-button-sources"))
    album.shoot("brief-sources")
    demo.run("stories")
    album.shoot("stories")
    demo.open(word("discord-button-open"), nth=demo.count(word("discord-button-open")) - STORIES_LISTED + 1)
    album.shoot("story")
    demo.open(word("reader-button-follow"))
    album.shoot("follow-consent")
    demo.press(word("reader-button-agree"))
    album.shoot("followed")
    demo.run("follow list")
    album.shoot("follow-list")
    demo.run("follow stop", which="all")  # a direct message would stand among the cards
    demo.run("help")
    album.shoot("help")
    demo.run("privacy")
    album.shoot("privacy")
    demo.open(word("reader-button-forget-me"))
    album.shoot("privacy-confirm")


def direct(album: Album) -> None:
    """The direct message about what is followed."""
    demo = album.demo
    demo.run("follow company", company=FOLLOWED[album.width])
    if demo.count(album.word("reader-button-agree")):
        demo.press(album.word("reader-button-agree"))
    told = album.word("cards-demo-direct", name=ADMINS[album.lang])
    demo.wait_until(lambda: told[:20] in demo.last_text(), told)
    demo.settle()
    album.shoot("direct-message")
    demo.run("follow stop", which="all")


def record(album: Album) -> None:
    """What companies said: answers, stances, comparisons, the chart."""
    demo = album.demo
    known, unknown = QUESTIONS[album.lang]
    demo.run("ask", question=unknown)
    album.shoot("abstention")
    demo.run("ask", question=known)
    album.shoot("answer")
    demo.open(album.start("discord-button-sources"))
    album.shoot("answer-sources")
    demo.open("👎")
    album.shoot("reason")
    demo.run("stance", company="OpenAI")
    album.shoot("stance")
    demo.run("compare", company1="Meta", company2="Mistral AI")
    album.shoot("compare")
    demo.run("timeline", company1="OpenAI", company2="Meta")
    album.shoot("timeline")


def sources(album: Album) -> None:
    demo, word = album.demo, album.word
    demo.run("source list")
    album.shoot("source-list")
    feed = str(demo.page.locator(".channel-message").last.locator("a").first.get_attribute("href"))
    demo.run("source remove", source="1")
    demo.run("source add", url=feed)
    album.shoot("source-preview")
    demo.press(word("admin-button-follow"))
    album.shoot("source-added")
    demo.run("source starter")
    album.shoot("source-starter")
    demo.run("source export")
    album.shoot("source-export")


def admins(album: Album) -> None:
    """The set-up guide, the review, settings, status, audit, watch list and alerts."""
    demo, word = album.demo, album.word
    demo.run("setup")
    album.shoot("setup")
    demo.press(word("admin-button-finish"))
    album.shoot("setup-done")
    demo.run("review")
    album.shoot("review-queue")
    demo.press(word("admin-button-review-from"))
    album.shoot("review-item")
    for key, card in (
        ("cards-button-edit-reading", "review-reading-form"),
        ("cards-button-edit-words", "review-words-form"),
    ):
        album.open_form(key)
        album.shoot_form(card)
    demo.run("watch add", name="Sakana AI")
    demo.run("watch list")
    album.shoot("watch-list")
    demo.run("alerts set")
    album.shoot("alerts-set")
    demo.run("settings show")
    album.shoot("settings")
    demo.run("status")
    album.shoot("status")
    demo.run("audit")
    album.shoot("audit")
    demo.run("schedule off")


def schedules(album: Album) -> None:
    """What is set, what would go out now, and what became of a slot that has come."""
    demo = album.demo
    demo.run("schedule set", time="08:00", timezone="Asia/Tokyo")
    album.shoot("schedule-set")
    demo.run("schedule preview")
    album.shoot("schedule-preview")
    demo.run("schedule status")
    if "#ai-briefs" not in demo.last_text():
        _let_a_slot_come(demo)
    album.shoot("schedule-status")
    demo.run("schedule list")
    album.shoot("schedule-list")
    demo.run("schedule off")


def _let_a_slot_come(demo: DemoPage) -> None:
    # The demo's clock is not the host's: its own messages say what time it is there.
    hour, minute = map(int, re.findall(r"(\d\d):(\d\d)", demo.last_text())[0])
    soon = 60 * hour + minute + 2
    demo.run("schedule set", time=f"{soon // 60 % 24:02}:{soon % 60:02}", timezone="Asia/Tokyo")
    until = time.monotonic() + SLOT_SECONDS
    while time.monotonic() < until:
        demo.run("schedule status")
        if "#ai-briefs" in demo.last_text():
            return
        time.sleep(10)


def errors(album: Album) -> None:
    """What cannot be used, and what to do instead."""
    demo = album.demo
    demo.run("source add", url="http://10.0.0.1/feed")
    album.shoot("error-input")
    demo.run("stance", company="Mistrol")
    album.shoot("error-unknown-company")


def refusals(album: Album) -> None:
    """What one may not do, and what one may not do so often."""
    demo = album.demo
    demo.run("source add", url="http://10.0.0.1/feed")
    album.shoot("error-permission")
    demo.run("source add", url="http://10.0.0.1/feed")
    album.shoot("error-cooldown")


SCENES: dict[str, Callable[[Album], None]] = {
    one.__name__: one for one in (readers, direct, record, sources, admins, schedules, errors, refusals)
}
STRICT = ("refusals",)
"""Scenes in which nobody may manage the server."""


def take(address: str, browser: str, folder: Path, scenes: Sequence[str], chosen: Sequence[str]) -> None:
    for width, pixels in WIDTHS.items():
        for lang in LANGS:
            if not {lang, width} <= set(chosen):
                continue
            for scene in scenes:
                with open_page(address, browser, width=pixels, height=TALL) as demo:
                    if lang != "ja":
                        demo.view_as(ADMINS[lang])
                    SCENES[scene](Album(demo, lang, width, folder))


def write_index(folder: Path) -> None:
    """A page with every picture: a row for each card, a column for each language; the phone's behind a link."""
    rows = ["# The cards", "", PREFACE, "", "| Card | 日本語 | English |", "|---|---|---|"]
    for card in sorted({path.stem.rsplit("-", 2)[0] for path in folder.glob("*-ja-desktop.png")}):
        name = card.replace("-", " ").capitalize()
        shown = [_entry(folder, card, name, lang) for lang in LANGS]
        rows.append(f"| {name} | {' | '.join(shown)} |")
    (folder / "README.md").write_text("\n".join(rows) + "\n", encoding="utf-8")


def _entry(folder: Path, card: str, name: str, lang: Lang) -> str:
    words = f'<img src="{card}-{lang}-desktop.png" width="420" alt="{name}, {lang}">'
    phone = f"{card}-{lang}-phone.png"
    return f"{words}<br>[phone]({phone})" if (folder / phone).exists() else words


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    browser = find_browser()
    if browser is None:
        sys.exit("No Chromium found.")
    folder, given = Path(sys.argv[1]), sys.argv[2:]
    scenes = [one for one in given if one in SCENES] or list(SCENES)
    ways = [one for one in given if one not in SCENES]
    if unknown := set(ways) - {*LANGS, *WIDTHS}:
        sys.exit(f"No such scene, language or width: {', '.join(sorted(unknown))}")
    chosen = [one for known in (LANGS, WIDTHS) for one in ([each for each in known if each in ways] or known)]
    folder.mkdir(parents=True, exist_ok=True)
    for module, those in (
        ("bot", set(scenes) - set(STRICT)),
        ("tests.acceptance.strict_demo", set(scenes) & set(STRICT)),
    ):
        if those:
            with tempfile.TemporaryDirectory() as home, running_demo(Path(home), module=module) as address:
                if len(scenes) == len(SCENES) and module == "bot":
                    with open_page(address, browser) as demo:
                        demo.shoot(folder / "demo.png")
                take(address, browser, folder, [one for one in scenes if one in those], chosen)
    write_index(folder)


if __name__ == "__main__":
    main()
