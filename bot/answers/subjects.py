"""Finds the subject that a question brings itself though nothing else shows it to be a name: 「任意電機の立場は？」.

In a thread such a question is about nobody spoken of before. Every word that the tables know is a matter instead
(「ライセンスは？」), and so is a word of the record, unless the question has it speak or act.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from bot.answers.concepts import find_concepts
from bot.answers.lexicon import any_word, phrase, table, words
from bot.answers.names import NamedThing, blank, find_named, named_thing
from bot.answers.question import Question
from bot.answers.record import Record
from bot.answers.terms import stem

_KANA = "ァ-ヺー"
_HAN_OR_KANA = f"一-鿿々ヶ{_KANA}"
_NOUN = f"[{_HAN_OR_KANA}・A-Za-z0-9&]+"
_ENDS_THERE = r"(?:(?:は|って|も)?(?:どう(?:です(?:か)?|でしょう(?:か)?|なの|なん(?:です)?)?)?[。?？!\s]*$)"
_FRAME = rf"(?:の|は|が|も|って|とは|では|なら|だと|に(?:ついて|関して){_ENDS_THERE}|{_ENDS_THERE})"
_NOUNS = re.compile(rf"(?P<name>{_NOUN}(?:の{_NOUN})*)(?P<mark>さん)?(?={_FRAME})")
_OPENER = r"(?:(?:では|じゃあ?|それでは|それなら|あと|ちなみに|なら|で)、?)?"
_HIRAGANA = re.compile(
    rf"(?:(?P<firm>株式会社)|(?:^|[、。\s]){_OPENER})(?P<name>[ぁ-ゖー]{{2,8}}?)(?:さん)?(?=の|は|が|も|って|なら|に(?:ついて|関して)は)"
)
# It speaks, thinks or acts, which a matter does not.
_ACTS = re.compile(
    r"(?:さん)?(?:の[^、。は]{0,12}?(?:立場|方針|姿勢|考え|見解|見方|スタンス|態度|主張|意見|発言|コメント|言い分|路線|約束"
    r"|CEO|CTO|社長|会長|代表|創業者|幹部|経営陣|広報|トップ|責任者)"
    r"|(?:は|が|も|って).*(?:言っ|言う|述べ|語っ|話し|発言|コメント|主張|考え|思っ|賛成|反対|支持|批判|約束|同じ|オープン"
    r"|クローズ|公開し|公開する|リリースし|発表し|出し|やめ|撤回|方針|立場|どういう|変え))"
)
_ABSTRACT = re.compile(
    r"[一-鿿々]{2,}(?:性|化|的|率|量|者|員|版|度|論|策|費|額|値|法|数|点|語|系|用|時|後|前|中|面|勢|派|型|案|側|先)"
)
_ENGLISH = (
    re.compile(
        r"^\W*(?:(?:and|but|so|or|ok|okay|then|also|now)\W+)*(?:(?:what|how) about\W+)?"
        r"(?P<name>[A-Za-z][\w&-]+(?: [A-Za-z][\w&-]+){0,2})\W*$",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<name>[A-Za-z][\w&-]+)['’]s (?=\w)", re.IGNORECASE),
    re.compile(r"\b(?:does|did|has) (?P<name>[A-Za-z][\w&-]+)(?<!s) (?=\w)", re.IGNORECASE),
)


def find_own_subject(read: Question, record: Record) -> NamedThing | None:
    """The name of somebody whom neither the record nor a table knows, where the question is about that; else None.

    For a question in which nothing else was found that is a name.
    """
    quoted = [match.span() for words_said in read.quoted for match in re.finditer(re.escape(words_said), read.text)]
    text = blank(read.text, [*read.dates.spans, *quoted])
    is_japanese = bool(re.search(f"[ぁ-ゖ{_HAN_OR_KANA}]", text))
    found = chain(_in_japanese(text, record), _in_hiragana(text)) if is_japanese else _in_english(text, record)
    return next(found, None)


def is_on_record(thing: NamedThing, record: Record) -> bool:
    """Whether any statement has the name."""
    return bool(find_named(thing, record.entries))


def _in_japanese(text: str, record: Record) -> Iterator[NamedThing]:
    for match in _NOUNS.finditer(text):
        for start, end in _unknown_parts(match["name"], match.start()):
            thing = named_thing(text[start:end], start)
            is_marked = bool(match["mark"] and end == match.end("name")) or _is_organisation(thing.surface)
            if is_marked or _ACTS.match(text, end) or not is_on_record(thing, record):
                yield thing
    for match in _with_organisation_end().finditer(text):
        if not _opens_no_name(match["name"]) and not re.search(r"[のるた]$", match["name"]):
            yield named_thing(match.group(), match.start())


def _in_hiragana(text: str) -> Iterator[NamedThing]:
    for match in _HIRAGANA.finditer(text):
        name, end = match["name"], match.end("name")
        is_subject = match["firm"] or _ACTS.match(text, end) or re.match(_ENDS_THERE, text[end:])
        if is_subject and not _opens_no_name(name) and not find_concepts(name):
            yield named_thing(name, match.start("name"))


def _unknown_parts(name: str, start: int) -> Iterator[tuple[int, int]]:
    """Spans of the parts between の that no table knows; single characters only as a row (「木の実」 has two)."""
    row: list[tuple[int, int]] = []
    for part in re.finditer(r"[^の]+", name):
        span = (start + part.start(), start + part.end())
        if _is_unknown(part.group()):
            yield span
        row = [*row, span] if _is_letter(part.group()) else []
        if len(row) == 2:
            yield row[0][0], row[1][1]
        if _is_matter(part.group()):
            return  # 「オープンソースの定義」: what belongs to a matter is one


def _is_matter(part: str) -> bool:
    is_country = any(country.search(part) for country in table("countries").values())
    return not is_country and bool(find_concepts(part) or phrase("openness").search(part))


def _is_letter(part: str) -> bool:
    return len(part) == 1 and part not in words("matters_ja") and part not in words("generic_ja")


def _is_unknown(noun: str) -> bool:
    if _is_organisation(noun):
        return True
    if _ABSTRACT.fullmatch(noun) or any(_is_whole(noun, hit.start, hit.end) for hit in find_concepts(noun)):
        return False
    return len(_rest(noun)) > 1 and noun not in words("organisation_ends_ja")


def _is_whole(noun: str, start: int, end: int) -> bool:
    """Whether the span is more than a character, and no piece of a longer katakana word."""
    kana = re.compile(f"[{_KANA}]{{2}}")
    return end - start > 1 and not (
        kana.fullmatch(noun[start - 1 : start + 1]) or kana.fullmatch(noun[end - 1 : end + 1])
    )


def _is_organisation(noun: str) -> bool:
    """Whether it ends as names of organisations do, after something that no table knows."""
    end = re.search(f"(?:{any_word('organisation_ends_ja').pattern})$", noun)
    return bool(end and len(_rest(noun[: end.start()])) > 1)


def _rest(noun: str) -> str:
    """The longest piece of a noun that is left without Latin letters and without the words that the tables know."""
    for known in _known():
        noun = known.sub(lambda match: "\n" if len(match.group()) > 1 else match.group(), noun)
    return max(re.split(r"[\nA-Za-z0-9&・]+", noun), key=len)


@cache
def _known() -> tuple[re.Pattern[str], ...]:
    listed = words("matters_ja") | words("generic_ja")
    katakana = [word for word in listed if re.fullmatch(f"[{_KANA}]+", word)]
    whole = f"(?<![{_KANA}])(?:{'|'.join(sorted(katakana, key=len, reverse=True))})(?![{_KANA}])"
    other = "|".join(sorted((re.escape(word) for word in listed - set(katakana)), key=len, reverse=True))
    return (
        re.compile(whole), re.compile(other), *table("countries").values(), *table("roles_asked").values(),
        *(pattern for name, pattern in table("phrases").items() if name not in _OF_WHOLE_SENTENCES),
    )  # fmt: skip


_OF_WHOLE_SENTENCES = ("list", "instruction")


@cache
def _with_organisation_end() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![ぁ-ゖ{_HAN_OR_KANA}])(?P<name>[ぁ-ゖー]{{2,8}})(?:{any_word('organisation_ends_ja').pattern})(?={_FRAME})"
    )


def _opens_no_name(hiragana: str) -> bool:
    return hiragana in words("no_pair_ja") or any(hiragana.startswith(opening) for opening in words("no_name_ja"))


def _in_english(text: str, record: Record) -> Iterator[NamedThing]:
    for pattern in _ENGLISH:
        for match in pattern.finditer(text):
            spoken = [word for word in match["name"].split(" ") if not _is_plain(word)]
            is_matter = any(find_concepts(word) or record.has(f"w:{stem(word)}") for word in spoken)
            known = (*table("phrases").values(), *table("countries").values(), *table("roles_asked").values())
            if spoken and not is_matter and not any(each.search(match["name"]) for each in known):
                name = " ".join(spoken)
                yield named_thing(name, text.find(spoken[0], match.start("name")))


def _is_plain(word: str) -> bool:
    lower = word.lower()
    return any(lower in words(listed) for listed in ("stop", "generic_en", "common_names", "matters_en"))
