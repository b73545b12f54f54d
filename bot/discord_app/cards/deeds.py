"""The readers' buttons as cards carry them: the same words and the same order everywhere."""

from bot.discord_app.reader_buttons import Deed, ReaderButton, ReaderPress
from bot.domain.language import Lang, other
from bot.i18n.catalog import text


def about_button(subject: str, lang: Lang) -> ReaderButton:
    return ReaderButton(ReaderPress(Deed.ABOUT, subject, lang), text("reader-button-about", lang))


def follow_button(subject: str, lang: Lang) -> ReaderButton:
    return ReaderButton(ReaderPress(Deed.FOLLOW, subject, lang), text("reader-button-follow", lang))


def story_button(story_id: int, lang: Lang) -> ReaderButton:
    return ReaderButton(ReaderPress(Deed.STORY, f"s{story_id}", lang), text("reader-button-story", lang))


def share_button(subject: str, lang: Lang, page: int | None = None) -> ReaderButton:
    return ReaderButton(ReaderPress(Deed.SHARE, subject, lang, page), text("reader-button-share", lang))


def day_button(subject: str, lang: Lang) -> ReaderButton:
    return ReaderButton(ReaderPress(Deed.DAY, subject, lang), text("reader-button-day", lang))


def opinion_buttons(subject: str, lang: Lang, revision: int | None = None) -> list[ReaderButton]:
    return [
        ReaderButton(ReaderPress(Deed.GOOD, subject, lang, revision), "👍"),
        ReaderButton(ReaderPress(Deed.BAD, subject, lang, revision), "👎"),
    ]


def page_count(n: int, on_a_page: int) -> int:
    return max(1, -(-n // on_a_page))


def page_buttons(subject: str, lang: Lang, page: int, pages: int) -> list[ReaderButton]:
    """Back and forth, as far as there is anything."""
    return [
        ReaderButton(ReaderPress(Deed.PAGE, subject, lang, n), text(key, lang, n=n, of=pages))
        for n, key in ((page - 1, "reader-button-back"), (page + 1, "reader-button-on"))
        if 1 <= n <= pages
    ]


def page_toggle(subject: str, shown: Lang, page: int) -> ReaderButton:
    """The same page in the other language, labelled in that language."""
    press = ReaderPress(Deed.PAGE, subject, other(shown), page)
    return ReaderButton(press, text("discord-button-this-language", other(shown)))
