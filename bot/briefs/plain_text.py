"""A brief as plain lines, as the terminal shows it."""

from bot.briefs.wording import extent_mark, labelled, language_name, written_by
from bot.domain.brief import Brief, StanceLine
from bot.domain.language import Lang
from bot.i18n.catalog import text
from bot.knowledge.vocabulary import shipped_vocabulary


def brief_lines(brief: Brief, lang: Lang) -> list[str]:
    """Headline, number of reports, points with [n], stance lines, sources with outlet, day and language, who wrote it.

    `lang` is the language of the words around; the brief's own is `brief.lang`.
    """
    headline = text("stories-update-headline", lang, headline=brief.headline) if brief.is_update else brief.headline
    lines = [f"■ {headline}", f"  {text('briefs-reports', lang, count=len(brief.article_ids))}"]
    lines += [f"・{labelled(point, lang)}{_marks(point.citations)}" for point in brief.points]
    lines += [f"◇ {_stance_words(line, lang)}{_marks(line.citations)}" for line in brief.stance_lines]
    lines.append(f"— {text('briefs-sources', lang)}")
    for source, numbers in brief.sources_by_article():
        shown = {"outlet": source.outlet, "day": source.published_at.date().isoformat()}
        language = language_name(source.lang, lang)
        words = text("briefs-source", lang, language=language, **shown)
        lines.append(f" {_marks(numbers)} {words}{extent_mark(source, lang)}")
        lines.append(f"      {source.url}")
    lines.append(f"  {written_by(brief, lang, brief.engine)}")
    return lines


def _marks(citations: tuple[int, ...]) -> str:
    return " " + "".join(f"[{n}]" for n in citations)


def _stance_words(line: StanceLine, lang: Lang) -> str:
    words = shipped_vocabulary()
    stance = words.name("stance", line.stance.value, lang)
    provenance = words.name("provenance", line.provenance.value, lang)
    company = line.company_name or line.company
    if line.speaker:
        return text(
            "briefs-stance-speaker", lang, company=company, stance=stance, provenance=provenance, speaker=line.speaker
        )
    return text("briefs-stance", lang, company=company, stance=stance, provenance=provenance)
