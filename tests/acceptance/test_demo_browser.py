"""The simulated Discord of `run`, used by a person with a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.demo_page import DemoPage, find_browser, open_page, running_demo

BROWSER = find_browser()
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium found (looked for chromium, google-chrome)"),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_demo(tmp_path_factory.mktemp("home")) as found:
        yield found


@pytest.fixture
def demo(address: str) -> Iterator[DemoPage]:
    assert BROWSER is not None
    with open_page(address, BROWSER) as opened:
        yield opened


def test_a_newcomer_reads_asks_and_changes_the_language(demo: DemoPage, tmp_path: Path):
    demo.wait_for_text("AI業界ブリーフ")
    demo.wait_for_text("AI industry brief")

    demo.run("brief")
    assert "AI業界ブリーフ" in demo.last_text()
    demo.press("English")
    assert "AI industry brief" in demo.last_text()
    demo.open("Read")
    assert "Only you can see this" in demo.last_text()
    demo.open("Sources")
    assert "127.0.0.1" in demo.last_text()

    demo.run("ask", question="メタは今、オープンウェイトについてどんな立場ですか")
    assert "回答 · 2025年7月16日" in demo.last_text()
    assert "[1]" in demo.last_text()
    demo.press("English")
    assert "Answer · as of" in demo.last_text()

    picture = tmp_path / "demo.png"
    demo.shoot(picture)
    assert picture.stat().st_size > 20_000


def test_each_viewer_reads_in_their_own_language(demo: DemoPage):
    demo.run("source list")
    assert "情報源（6件）" in demo.last_text()
    demo.view_as("Alex (English)")
    assert "情報源（6件）" not in demo.text()
    demo.run("source list")
    assert "6 sources" in demo.last_text()


def test_a_company_is_picked_from_what_autocomplete_offers(demo: DemoPage):
    demo.view_as("Alex (English)")
    demo.pick("stance", "company", "mist", "Mistral AI")
    assert "Mistral AI: " in demo.last_text()


def test_an_error_is_a_sentence_with_what_to_do(demo: DemoPage):
    demo.run("source add", url="http://10.0.0.1/feed")
    assert "うまくいきませんでした" in demo.last_text()
    assert "公開されたhttp(s)のアドレスだけです" in demo.last_text()


def test_what_is_followed_is_told_of_where_the_page_can_show_it(demo: DemoPage):
    demo.view_as("Alex (English)")
    demo.run("follow company", company="Meta")
    demo.press("Yes, send me direct messages")
    demo.wait_for_text("A direct message to Alex (English) alone")


def test_an_admin_reviews_and_sets_up(demo: DemoPage):
    demo.run("review")
    demo.press("1件ずつ確認する")
    assert "掲載記事" in demo.last_text()
    demo.press("却下")
    assert "却下しました" in demo.last_text()
    demo.press("取り消す")
    assert "直前の判断を取り消しました" in demo.last_text()
    demo.run("setup")
    assert "Asia/Tokyo" in demo.last_text()
    demo.press("始める")
    assert "設定が完了しました" in demo.last_text()
    demo.run("audit")
    assert "発言を却下" in demo.last_text()
    assert "/初期設定" in demo.last_text()
