"""Pictures of every card for the documentation: `python -m tests.acceptance.screenshots FOLDER`."""

import re
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

from tests.acceptance.demo_page import DemoPage, find_browser, open_page, running_demo

TALL = 2200
"""Pixels: a card that does not fit into the window is cut off by what floats over it."""
PHONE = 390
SLOT_SECONDS = 180.0
"""A slot of the next minute comes, and its brief is posted, by then."""


def take_screenshots(address: str, browser: str, folder: Path) -> list[Path]:
    """Take them all into `folder` and return them in order."""
    folder.mkdir(parents=True, exist_ok=True)
    taken: list[Path] = []

    def shoot(demo: DemoPage, name: str, message: int | None = -1) -> None:
        taken.append(folder / f"{name}.png")
        demo.shoot(taken[-1], message=message)

    with open_page(address, browser) as demo:
        shoot(demo, "demo", None)
    with open_page(address, browser, height=TALL) as demo:
        shoot(demo, "edition-ja", 0)
        shoot(demo, "edition-en", 1)
        demo.open("読む", nth=0)
        shoot(demo, "brief-ja")
        demo.open("出典")
        shoot(demo, "brief-sources-ja")
        demo.run("ask", question="メタは今、オープンウェイトについてどんな立場ですか")
        shoot(demo, "answer-ja")
        demo.press("English")
        shoot(demo, "answer-en")
        demo.open("Sources")
        shoot(demo, "answer-sources-en")
        demo.run("ask", question="任天堂はオープンウェイトについて何と述べていますか")
        shoot(demo, "abstention-ja")
        demo.run("source list")
        shoot(demo, "sources-ja")
        demo.run("schedule set", time="08:00", timezone="Asia/Tokyo", topics="OpenAI、半導体")
        shoot(demo, "schedule-ja")
        demo.run("source add", url="http://10.0.0.1/feed")
        shoot(demo, "error-ja")
        demo.view_as("Alex (English)")
        demo.run("stance", company="Mistral AI")
        shoot(demo, "stance-en")
        demo.run("ask", question="What has Nintendo said about open weights?")
        shoot(demo, "abstention-en")
    with open_page(address, browser, height=TALL) as demo:
        demo.run("stories")
        shoot(demo, "stories-ja")
        demo.open("読む")
        shoot(demo, "story-ja")
        demo.press("English")
        shoot(demo, "story-en")
        demo.open("フォロー")
        shoot(demo, "follow-ja")
    with open_page(address, browser, height=TALL) as demo:
        demo.run("timeline", company1="OpenAI")
        shoot(demo, "timeline-ja")
        demo.press("English")
        shoot(demo, "timeline-en")
        demo.run("compare", company1="Meta", company2="Mistral AI")
        shoot(demo, "compare-ja")
        demo.press("English")
        shoot(demo, "compare-en")
        demo.open("👎")
        shoot(demo, "reason-ja")
    with open_page(address, browser, height=TALL) as demo:
        demo.run("help")
        shoot(demo, "help-ja")
        demo.press("English")
        shoot(demo, "help-en")
        demo.run("privacy")
        shoot(demo, "privacy-ja")
        demo.view_as("Alex (English)")
        demo.run("privacy")
        shoot(demo, "privacy-en")
    with open_page(address, browser, width=PHONE, height=TALL) as demo:
        shoot(demo, "phone-edition-ja", 0)
        demo.run("timeline", company1="OpenAI")
        shoot(demo, "phone-timeline-ja")
        demo.run("stories")
        shoot(demo, "phone-stories-ja")
    return taken


def take_admin_screenshots(address: str, browser: str, folder: Path) -> list[Path]:
    """The cards that a server's admins use, in both languages, two of them at the width of a phone."""
    folder.mkdir(parents=True, exist_ok=True)
    taken: list[Path] = []

    def shoot(demo: DemoPage, name: str) -> None:
        taken.append(folder / f"admin-{name}.png")
        demo.shoot(taken[-1], message=-1)
        # Few colours say all that these cards do, in a third of the bytes.
        Image.open(taken[-1]).convert("RGB").quantize(96).save(taken[-1], optimize=True)

    with open_page(address, browser, height=TALL) as demo:
        demo.run("setup")
        shoot(demo, "setup-ja")
        demo.run("source list")
        shoot(demo, "source-list-ja")
        feed = str(demo.page.locator(".channel-message").last.locator("a").first.get_attribute("href"))
        demo.run("source remove", source="1")
        demo.run("source add", url=feed)
        shoot(demo, "source-preview-ja")
        demo.press("登録する")
        demo.run("source starter")
        shoot(demo, "starter-ja")
        demo.run("review")
        shoot(demo, "review-queue-ja")
        demo.press("1件ずつ確認する")
        shoot(demo, "review-item-ja")
        demo.press("承認")
        demo.run("settings show")
        shoot(demo, "settings-ja")
        demo.run("status")
        shoot(demo, "status-ja")
        demo.run("audit")
        shoot(demo, "audit-ja")
        demo.view_as("Alex (English)")
        demo.run("setup")
        shoot(demo, "setup-en")
        demo.press("Start")
        shoot(demo, "setup-done-en")
        demo.run("source add", url=feed)
        shoot(demo, "source-preview-en")
        demo.run("source list")
        shoot(demo, "source-list-en")
        demo.run("source export")
        shoot(demo, "source-export-en")
        demo.run("review")
        demo.press("Review one by one")
        shoot(demo, "review-item-en")
        demo.run("settings show")
        shoot(demo, "settings-en")
        demo.run("status")
        shoot(demo, "status-en")
        demo.run("audit")
        shoot(demo, "audit-en")
    with open_page(address, browser, width=PHONE, height=TALL) as demo:
        demo.run("setup")
        shoot(demo, "phone-setup-ja")
        demo.run("review")
        demo.press("1件ずつ確認する")
        shoot(demo, "phone-review-item-ja")
    return taken


def take_schedule_screenshots(address: str, browser: str, folder: Path) -> list[Path]:
    """What would go out now, and what became of a slot that has come, in both languages. Waits up to two minutes."""
    folder.mkdir(parents=True, exist_ok=True)
    taken: list[Path] = []

    def shoot(demo: DemoPage, name: str) -> None:
        taken.append(folder / f"schedule-{name}.png")
        demo.shoot(taken[-1], message=-1)
        Image.open(taken[-1]).convert("RGB").quantize(96).save(taken[-1], optimize=True)

    with open_page(address, browser, height=TALL) as demo:
        demo.run("schedule set", time="08:00", timezone="Asia/Tokyo", topics="OpenAI、半導体")
        # The demo's clock is not the host's: its own messages say what time it is there.
        hour, minute = map(int, re.findall(r"(\d\d):(\d\d)", demo.last_text())[0])
        soon = 60 * hour + minute + 2
        demo.run("schedule set", time=f"{soon // 60 % 24:02}:{soon % 60:02}", timezone="Asia/Tokyo")
        demo.run("schedule preview")
        shoot(demo, "preview-ja")
        demo.view_as("Alex (English)")
        demo.run("schedule preview")
        shoot(demo, "preview-en")
        until = time.monotonic() + SLOT_SECONDS
        while time.monotonic() < until:
            demo.run("schedule status")
            if "#ai-briefs" in demo.last_text():
                break
            time.sleep(10)
        shoot(demo, "status-en")
        demo.view_as("さくら（日本語）")
        demo.run("schedule status")
        shoot(demo, "status-ja")
        demo.run("schedule list")
        shoot(demo, "list-ja")
    return taken


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    browser = find_browser()
    if browser is None:
        sys.exit("No Chromium found.")
    with tempfile.TemporaryDirectory() as home, running_demo(Path(home)) as address:
        for picture in take_screenshots(address, browser, Path(sys.argv[1])):
            print(picture)
        for picture in take_admin_screenshots(address, browser, Path(sys.argv[1])):
            print(picture)
        for picture in take_schedule_screenshots(address, browser, Path(sys.argv[1])):
            print(picture)


if __name__ == "__main__":
    main()
