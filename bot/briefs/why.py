"""Why a story is in an edition or not, in one line for people."""

from collections.abc import Callable

from bot.domain.language import Lang
from bot.i18n.catalog import text
from bot.stories.ranking import Merits, Novelty
from bot.stories.selection import Standing, Verdict

CompanyName = Callable[[str], str]
_MOST_NAMED = 3


def why_line(verdict: Verdict, lang: Lang, company_name: CompanyName) -> str:
    """What became of the story, and the facts that decided it."""
    if verdict.merits is None:
        return text(f"stories-why-{verdict.standing.value.replace('_', '-')}", lang)
    facts = _facts(verdict.merits, lang, company_name)
    if verdict.standing is Standing.TOLD:
        day = verdict.told_at.date().isoformat() if verdict.told_at else ""
        return text("stories-why-told", lang, day=day)
    key = "stories-why-chosen" if verdict.standing is Standing.CHOSEN else "stories-why-below"
    return text(key, lang, place=verdict.place or 0, facts=facts)


def _facts(merits: Merits, lang: Lang, company_name: CompanyName) -> str:
    said = [text("stories-why-outlets", lang, n=merits.outlets)]
    if merits.languages > 1:
        said.append(text("stories-why-languages", lang))
    if merits.is_official:
        said.append(text("stories-why-official", lang))
    if merits.novelty is not Novelty.NEW:
        said.append(text("stories-why-novelty", lang, novelty=merits.novelty.value))
    named = [_named(company, company_name) for company in merits.companies] + list(merits.keywords)
    if named:
        joined = text("stories-why-join", lang).join(named[:_MOST_NAMED])
        said.append(text("stories-why-tracked", lang, names=joined))
    hours = round(merits.hours)
    said.append(text("stories-why-hours", lang, n=hours) if hours else text("stories-why-just-now", lang))
    return text("stories-why-join", lang).join(said)


def _named(company: str, company_name: CompanyName) -> str:
    try:
        return company_name(company)
    except KeyError:
        return company
