"""Which sentences can stand alone in a brief: whole, free of page furniture and commands, and clear without the rest.

A sentence that leans on its neighbours ("He said so too", 同氏は…) misleads once it is taken out; it is refused here,
before anything is ranked.
"""

import re
from collections.abc import Collection

from bot.briefs.furniture import is_furniture, without_opening, without_register
from bot.briefs.quoted import outside_quotes
from bot.briefs.standing_alone_en import leans_en
from bot.briefs.standing_alone_ja import leans_ja

__all__ = ["cleaned", "is_clear", "is_safe", "is_whole", "outside_quotes", "presentable"]

SHORTEST = {"en": 30, "ja": 14}
_SHORT = {"en": 40, "ja": 18}
"""Below this a sentence needs a figure or a day to be worth telling."""
_FIGURE_OR_DAY = re.compile(r"[0-9０-９]|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_FOREIGN = 0.3
"""Share of letters of another script from which a sentence is none of its article's language: a caption, a quote."""
_ALIEN = {"en": re.compile(r"[ぁ-ヿ一-鿿가-힯]"), "ja": re.compile(r"[가-힯]")}
_HAN, _KANA = re.compile(r"[一-鿿]"), re.compile(r"[ぁ-ヿ]")
_MANY_HAN = 10
"""So many Han characters without one kana are Chinese."""
LONGEST = {"en": 300, "ja": 160}
"""In characters. A longer sentence fills a phone screen by itself."""

_PAIRS = (("「", "」"), ("『", "』"), ("“", "”"), ("（", "）"), ("(", ")"), ("【", "】"), ("〈", "〉"), ("[", "]"))

# Words that speak to a reader, or to a machine that reads: a source informs us, it never tells us what to do.
_COMMAND = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instruction|previous|prior|above|rule|prompt)|"
    r"\b(?:system prompt|as an ai\b|language model,? you|you (?:must|should|need to|are now|will now)|"
    r"(?:summari[sz]e|translate|respond|reply|answer|output|print|write|say) (?:this|the following|with|only|exactly|"
    r"that)\b"
    r"(?=.{0,60}\b(?:reader|summary|answer|response|message|everyone|user)))|"
    r"以前の(?:指示|命令)|上記の(?:指示|命令)|(?:指示|命令|プロンプト)を(?:無視|忘れ)|システムプロンプト|"
    r"(?:して|って|んで|いて|えて|ないで)(?:ください|下さい|ほしい。|ね。)|しなさい|せよ。",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(
    r"^(?:please|note that|remember|see |visit |check |watch |listen|download |join |try |get |buy |don't |do not |"
    r"ignore |tell |send |share |post |reveal |print |output |reply |respond )\b",
    re.IGNORECASE,
)
_LINKS = re.compile(
    r"https?://|www\.|@everyone|@here|<[@#/!a-zA-Z]|\]\(|```|\bdiscord\.gg\b|[\u202a-\u202e\u2066-\u2069]"
)

_LEADING_EN = re.compile(
    r"^(?:(?:But|And|Yet|So|Still)|(?:However|Meanwhile|Still|Also|Separately|Moreover|Furthermore|Nevertheless|"
    r"Nonetheless|Instead|In addition|By contrast|In contrast|On the other hand|At the same time|For now|Indeed|"
    r"Of course|Notably|Importantly),)\s+(?=[A-Z])"
)
_LEADING_JA = re.compile(
    r"^(?:(?:一方で?|また|さらに|ただし?|しかし|だが|つまり|なお|そして|もっとも|このほか|加えて|他方|その一方で|"
    r"とはいえ|"
    r"それでも|実際|なかでも|とりわけ|例えば|たとえば)、)"
)
# What hangs on at the end after a comma and takes nothing back: no attribution, no condition, no negation.
_TRAILING_EN = re.compile(r",\s+(?:which|who|whose|where|adding|joining|including|making it)\s[^\"“”]*$")
# When somebody answered a report: the report has a point of its own.
_TRAILING_OCCASION_EN = re.compile(
    r",\s+(?:(?:an?|one|two|three|\d+) (?:day|hour|week)s?|hours|days|weeks) after [^,\"“”]{2,60}\breport(?:ed|s)?\b"
    r"[^\"“”]*$"
)
_BINDING_EN = re.compile(
    r"\b(?:said|says|told|according|report\w*|den\w+|not|never|no|unless|if|until|except|but|without)\b", re.IGNORECASE
)
_ASIDE_JA = re.compile(r"（[^（）\d０-９]*）")
_ENDS_JA = re.compile(r"[。！][」』）]?$")
_ENDS_EN = re.compile(r"[.!][\"”')\]]*$")


def presentable(sentence: str, lang: str, names: Collection[str] = ()) -> str | None:
    """The part of `sentence` that can be shown alone, or None. `names`: organisations as the sentence spells them."""
    shown = cleaned(sentence, lang)
    return shown if shown is not None and is_clear(shown, lang, names) else None


def cleaned(sentence: str, lang: str) -> str | None:
    """The sentence in one line as it may be shown, or None where it is not whole or not safe.

    Words only ever go, none is added: the dateline, time or bullet and a "But" or 一方、 in front, entries of a company
    register in brackets, ", a day after a paper reported …" at the end; and from a sentence that is too long a
    trailing relative clause, which takes nothing back (_TRAILING_EN, _BINDING_EN), or bracketed asides without figures
    (_ASIDE_JA). No sentence is cut elsewhere.
    """
    words = " ".join(sentence.split())
    shown = without_register(without_opening(words, lang))
    shown = (_LEADING_JA if lang == "ja" else _LEADING_EN).sub("", shown)
    if lang == "en":
        shown = _TRAILING_OCCASION_EN.sub(".", shown)
    if len(shown) > LONGEST["ja" if lang in ("ja", "zh") else "en"]:
        shown = _shorter(shown, lang)
    return shown if is_whole(shown, lang) and is_safe(words) and is_in_script(shown, lang) else None


def is_clear(shown: str, lang: str, names: Collection[str] = ()) -> bool:
    """Whether a reader knows without its neighbours whom and what the sentence means."""
    return not (leans_ja(shown, names) if lang == "ja" else leans_en(shown, names))


def _shorter(words: str, lang: str) -> str:
    if lang == "ja":
        return _ASIDE_JA.sub("", words)
    found = _TRAILING_EN.search(words)
    if found is None or _BINDING_EN.search(found.group()):
        return words
    return words[: found.start()] + "."


def is_safe(words: str) -> bool:
    """No link, mention, markup, page furniture or command: may be shown at all."""
    if _LINKS.search(words) or _COMMAND.search(words) or _IMPERATIVE.search(words):
        return False
    return not is_furniture(words)


def is_in_script(words: str, lang: str) -> bool:
    """Whether the words are written as `lang` is: no Chinese in a Japanese report, no Japanese in an English one."""
    letters = sum(letter.isalpha() for letter in words)
    if lang in _ALIEN and len(_ALIEN[lang].findall(words)) > _FOREIGN * letters:
        return False
    return lang != "ja" or len(_HAN.findall(words)) < _MANY_HAN or _KANA.search(words) is not None


def is_whole(words: str, lang: str) -> bool:
    """One complete sentence of a length for a phone, with every quote and bracket closed."""
    size = "ja" if lang in ("ja", "zh") else "en"
    if not SHORTEST[size] <= len(words) <= LONGEST[size]:
        return False
    if len(words) < _SHORT[size] and not _FIGURE_OR_DAY.search(words):
        return False
    if any(words.count(opener) != words.count(closer) for opener, closer in _PAIRS) or words.count('"') % 2:
        return False
    return bool((_ENDS_JA if size == "ja" else _ENDS_EN).search(words))
