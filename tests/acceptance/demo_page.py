"""Drives the simulated Discord of `run` in a real Chromium, as a person would: for the browser test and screenshots."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
START_SECONDS = 180.0
_URL = re.compile(r"http://127\.0\.0\.1:\d+/#\S+")


def find_browser() -> str | None:
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


@contextmanager
def running_demo(folder: Path, *arguments: str, module: str = "bot") -> Iterator[str]:
    """`run` with an empty home in `folder`; yields the address of its simulated Discord, and ends it as Ctrl-C does."""
    log = folder / "run.log"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("KAWARABAN_", "DISCORD_"))}
    environment |= {"HOME": str(folder), "XDG_DATA_HOME": str(folder / "data"), "COLUMNS": "200"}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", module, "run", "--port", "0", *arguments],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            yield _wait_for_address(process, log)
        finally:
            os.killpg(process.pid, signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _wait_for_address(process: subprocess.Popen[bytes], log: Path) -> str:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        said = log.read_text(encoding="utf-8", errors="replace")
        if found := _URL.search(said):
            return found[0]
        if process.poll() is not None:
            break
        time.sleep(0.2)
    raise AssertionError(f"the simulated Discord did not start:\n{log.read_text(errors='replace')[-3000:]}")


class DemoPage:
    """One tab. Messages are told apart by their place: `last` is the newest that the viewer can see."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def wait(self, what: str, seconds: float = 90.0) -> None:
        """Until the expression `what` is true in the page (its policy forbids Playwright's own way of waiting)."""
        self.wait_until(lambda: bool(self.page.evaluate(what)), what, seconds)

    def wait_until(self, holds: Callable[[], bool], what: str, seconds: float = 90.0) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if holds():
                return
            time.sleep(0.1)
        raise AssertionError(f"never came true: {what}\n{self.text()[-1500:]}")

    def text(self) -> str:
        return str(self.page.evaluate("document.getElementById('channel-timeline').innerText"))

    def wait_for_text(self, words: str) -> None:
        quoted = words.replace("\\", "\\\\").replace("'", "\\'")
        self.wait(f"document.getElementById('channel-timeline').innerText.includes('{quoted}')")

    def view_as(self, name: str) -> None:
        self.page.select_option("#viewer-picker", label=name)
        time.sleep(1)
        self.wait("window.simcordPreview.ready")

    def run(self, command: str, **options: str) -> None:
        """Choose a command in the picker, fill its options in the order given, and send it."""
        for _ in range(3):
            self._choose(command)
            for name, value in options.items():
                self._field(name).click()
                self.page.keyboard.insert_text(value)
            self._send()
            # What is posted meanwhile draws the page anew, and the command may be said instead of used.
            if not self.last_text().rstrip().endswith(f"\n/{command}"):
                return

    def pick(self, command: str, option: str, typed: str, offered: str) -> None:
        """Type into an option, take what autocomplete offers under this name, and send the command."""
        self._choose(command)
        field = self._field(option)
        suggestion = self.page.locator(".command-popup [role=option]", has_text=offered).first
        for _ in range(3):
            field.click()
            field.fill("")
            self.page.keyboard.type(typed, delay=50)
            # Each key asks anew, and what arrives late takes the choice back: until it stands, choose again.
            self.page.locator(".command-popup-heading", has_text=re.compile(f"{typed}$", re.IGNORECASE)).wait_for()
            time.sleep(0.7)
            suggestion.click()
            time.sleep(0.5)
            if field.input_value() == offered:
                break
        self._send()

    def _choose(self, command: str) -> None:
        leave = self.page.locator(".command-context-close")
        if leave.is_visible():  # the draft of an earlier command stays open after a change of viewer
            leave.click()
        composer = self.page.locator("#channel-composer-input")
        composer.click()
        composer.fill("")
        self.page.keyboard.type(f"/{command}")
        self.page.locator(".command-entry.is-active").wait_for()
        self.page.keyboard.press("Enter")
        leave.wait_for()  # else the words would be sent as they are

    def _field(self, option: str) -> Any:
        field = self.page.locator(f"input.command-option-input[data-option='{option}']")
        if not field.count():
            self.page.locator(".command-ghost").click()
            self.page.locator(".command-popup [role=option]", has_text=option).first.click()
        return field

    def _send(self) -> None:
        count = self._count()
        self.page.locator("#send-message").click()
        self.wait(f"document.querySelectorAll('.channel-message').length > {count}")
        self.settle()

    def press(self, label: str, *, nth: int = -1) -> None:
        """Press the newest (or the n-th) button with this label, which changes its message."""
        button = self.button(label, nth)
        before = self.text()
        button.click()
        self.wait_until(lambda: self.text() != before, f"{label} changes the message")
        self.settle()

    def open(self, label: str, *, nth: int = -1) -> None:
        """Press the newest (or the n-th) button whose label starts so, which brings a new message."""
        count = self._count()
        self.button(re.compile(f"^{re.escape(label)}"), nth).click()
        self.wait_until(lambda: self._count() > count, f"{label} brings a message")
        self.settle()

    def button(self, label: str | re.Pattern[str], nth: int = -1) -> Any:
        found = self.page.locator("#channel-timeline").get_by_role("button", name=label, exact=True)
        return found.last if nth == -1 else found.nth(nth)

    def count(self, label: str) -> int:
        """How many buttons have this label."""
        found = self.page.locator("#channel-timeline").get_by_role("button", name=label, exact=True)
        return int(found.count())

    def settle(self) -> None:
        """Until nothing is under way and the newest message is in view."""
        time.sleep(0.5)
        self.wait("!document.querySelector('.channel-message[aria-busy=true]')")
        newest = self.page.locator("#new-messages")
        if newest.is_visible():
            newest.click()
        if self.page.locator(".command-popup").is_visible():
            self.page.keyboard.press("Escape")
        # While an action is under way the buttons are dimmed.
        self.wait(
            "!document.querySelector('button.component-button:disabled, button.component-button[aria-disabled=true]')"
        )
        # A picture may still be loading.
        self.wait("[...document.querySelectorAll('.channel-message img')].every(one => one.complete)")
        time.sleep(0.7)

    def last_text(self) -> str:
        return str(self.page.evaluate("[...document.querySelectorAll('.channel-message')].at(-1).innerText"))

    def shoot(self, path: Path, *, message: int | None = None) -> None:
        """A picture of the page, or of one message alone (-1: the newest)."""
        size = self.page.viewport_size or {"width": 1, "height": 1}
        self.page.mouse.move(size["width"] - 1, size["height"] - 1)  # nothing is hovered over
        if message is None:
            self.page.screenshot(path=path)
            return
        messages = self.page.locator(".channel-message")
        one = messages.nth(messages.count() + message if message < 0 else message)
        one.scroll_into_view_if_needed()
        one.screenshot(path=path)

    def _count(self) -> int:
        return int(self.page.evaluate("document.querySelectorAll('.channel-message').length"))


@contextmanager
def open_page(address: str, browser: str, *, width: int = 1100, height: int = 900) -> Iterator[DemoPage]:
    with sync_playwright() as playwright:
        chromium: Any = playwright.chromium.launch(executable_path=browser, args=list(ARGUMENTS))
        try:
            page = chromium.new_page(viewport={"width": width, "height": height}, device_scale_factor=1.5)
            page.goto(address)
            demo = DemoPage(page)
            demo.wait("!!(window.simcordPreview && window.simcordPreview.ready)")
            yield demo
        finally:
            chromium.close()
