"""Which language a text is written in, from its script first.

Statistical models call a fifth of Japanese headlines without kana Chinese, so they decide only between languages in
Latin script, for long texts whose feed or page declares nothing and whose function words are not English.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

UNKNOWN = "und"
"""BCP 47's tag for a language that nobody could determine."""

_SAMPLE = 4_000
"""Characters looked at: the language of an article does not change after them, and a hostile text is no longer."""
_LATIN_SAMPLE = 200
"""Fewest characters for which the statistical model is worth asking."""

_KANA = re.compile(r"[\u3041-\u3096\u309d\u309e\u30a1-\u30fa\u30fc-\u30fe\u31f0-\u31ff\uff66-\uff9f]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ebef々〆]")
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]{2,}")
_LINKS = re.compile(r"https?://\S+|[\w.+-]+@[\w.-]+|[@#]\w+")
_OTHER_SCRIPTS = {
    "ko": re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]"),
    "ru": re.compile(r"[\u0400-\u052f]"),
    "ar": re.compile(r"[\u0600-\u06ff\u0750-\u077f]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
    "el": re.compile(r"[\u0370-\u03ff]"),
    "hi": re.compile(r"[\u0900-\u097f]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
}
_CLASSED = 20_000
"""Characters whose class is remembered: all that news uses, and not all that a hostile text may invent."""
_SAME_SCRIPT = {
    "ru": {"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"},
    "ar": {"ar", "fa", "ur", "ps", "ckb"},
    "he": {"he", "yi"},
    "hi": {"hi", "mr", "ne", "sa"},
}
_NOT_LATIN = {"ja", "zh", "ko", "th", "el"}.union(*_SAME_SCRIPT.values()) - {"sr", "kk", "mn"}
_COMMON_MISTAKES = {"jp": "ja", "cn": "zh", "tw": "zh", "kr": "ko", "gb": "en", "uk-en": "en", "us": "en", "iw": "he"}
# Forms that Chinese uses and Japanese writes otherwise (traditional ones; simplified ones fail in Shift_JIS).
_TRADITIONAL = frozenset(
    "發會國學對點這們說與為來讓關應實體經濟權數據當將萬區廣總產戰價圖團圍變處號證譯擇擴從徑樂稱轉輕醫齊餘聲聽續觀歸"
    "營獨獎狀黨氣麼嗎你妳您她啟佈臺灣裡內還單兩歲帶舉雖豐邊顯驗參壓廳廢爲龍龜沒"
)
# Of these, forms that Japanese keeps in words (行為) or in people's names (國分, 齊藤, 渡邊).
_ALSO_JAPANESE = frozenset("為龍爲國廣齊邊龜沒變聲豐")
# Forms that only Japanese uses.
_SHINJITAI = frozenset(
    "発気広対総経済権関応実戦価図団囲変処号証訳択拡従径楽称転軽斉余声聴続観帰営独奨様歩円両単厳庁廃竜込働峠枠畑辻匂"
)
_ENGLISH_WORDS = frozenset(
    re.findall(
        r"\w+",
        "the of and to in a is that for it as was with be by on not he his but at are this have from or had an they "
        "which its we were you has their said will would been more than who about also can after new into over our",
    )
)


def detect_language(text: str, declared: str | None = None) -> str:
    """Primary BCP 47 tag (`ja`, `en`, `zh`, …) of `text`; `und` where there is nothing to go by.

    `declared` is what the feed or page claims. It settles what the script leaves open and is not believed against it.
    """
    prior = primary_tag(declared)
    sample = text[:_SAMPLE]
    if any(mark in sample for mark in ("://", "@", "#")):
        sample = _LINKS.sub(" ", sample)
    if sample.isascii():
        # No other script to count: half of all texts, and counting is a fifth of reading a feed.
        return _latin(sample, prior) if _LATIN_WORD.search(sample) else prior or UNKNOWN
    found = _count(sample)
    if found.other > max(found.east_asian, found.latin_words):
        return prior if prior in _SAME_SCRIPT.get(found.other_lang, set()) else found.other_lang
    if found.is_east_asian(prior):
        return _east_asian(found, prior)
    if found.latin_words:
        return _latin(sample, prior)
    return prior or UNKNOWN


def chinese_forms(text: str) -> list[str]:
    """Characters of `text` that Chinese uses and Japanese writes otherwise."""
    simplified = [char for char in text if _HAN.match(char) and not _is_in_cp932(char)]
    traditional = [char for char in text if char in _TRADITIONAL and char not in _ALSO_JAPANESE]
    return simplified + traditional


def primary_tag(declared: str | None) -> str | None:
    """`en` of `en-US` or `en_US.UTF-8`, mending country codes given for languages; None if it is no tag."""
    if not declared:
        return None
    tag = declared.strip().lower().replace("_", "-")
    tag = _COMMON_MISTAKES.get(tag, tag)
    primary = re.split(r"[-.,;\s]", tag)[0]
    primary = _COMMON_MISTAKES.get(primary, primary)
    return primary if re.fullmatch(r"[a-z]{2,3}", primary) and primary not in {"und", "mul", "zxx"} else None


@dataclass(frozen=True, slots=True)
class _Counts:
    kana: int
    han: int
    chinese: int
    """Forms that Chinese uses and Japanese does not."""
    shinjitai: int
    """Forms that only Japanese uses."""
    latin_words: int
    other: int
    other_lang: str

    @property
    def east_asian(self) -> int:
        return self.kana + self.han

    def is_east_asian(self, prior: str | None) -> bool:
        """Whether Japanese or Chinese characters carry the text: names in Latin letters are common in it, and one
        Latin word weighs about as much as two characters. Between clear cases the declared language decides."""
        if self.east_asian > self.latin_words:
            return True
        if self.east_asian * 4 <= self.latin_words:
            return False
        return prior in {"ja", "zh"} or (prior is None and self.kana > 0)


def _count(sample: str) -> _Counts:
    # By distinct character: a text of thousands has some hundred of them.
    classes: Counter[str] = Counter()
    for char, times in Counter(sample).items():
        for one in _classes_of(char):
            classes[one] += times
    other_lang = max(_OTHER_SCRIPTS, key=lambda lang: classes[lang])
    return _Counts(
        kana=classes["kana"],
        han=classes["han"],
        chinese=classes["chinese"],
        shinjitai=classes["shinjitai"],
        latin_words=len(_LATIN_WORD.findall(sample)),
        other=classes[other_lang],
        other_lang=other_lang,
    )


@lru_cache(_CLASSED)
def _classes_of(char: str) -> tuple[str, ...]:
    """What the character speaks for: `kana`, `han`, `chinese` or `shinjitai` forms, or a language of another script."""
    if char.isascii():
        return ()
    classes = [lang for lang, pattern in _OTHER_SCRIPTS.items() if pattern.match(char)]
    if _KANA.match(char):
        classes.append("kana")
    if _HAN.match(char):
        classes.append("han")
    if char in _TRADITIONAL or (_HAN.match(char) and not _is_in_cp932(char)):
        classes.append("chinese")
    if char in _SHINJITAI:
        classes.append("shinjitai")
    return tuple(classes)


def _is_in_cp932(char: str) -> bool:
    try:
        char.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


def _east_asian(found: _Counts, prior: str | None) -> str:
    if found.kana:
        # Chinese brands like a single の; real Japanese has far more kana than Chinese-only characters.
        return "ja" if found.kana > found.chinese or found.kana * 10 >= found.east_asian else "zh"
    if found.chinese != found.shinjitai:
        return "zh" if found.chinese > found.shinjitai else "ja"
    return prior if prior in {"ja", "zh", "ko"} else "ja"


def _latin(sample: str, prior: str | None) -> str:
    if prior and prior not in _NOT_LATIN:
        return prior
    words = [word.lower() for word in _LATIN_WORD.findall(sample)]
    if sum(1 for word in words if word in _ENGLISH_WORDS) * 5 >= len(words) or len(sample) <= _LATIN_SAMPLE:
        return "en"
    return _statistical(sample)


def _statistical(sample: str) -> str:
    # Imported when first needed: it brings 120 MB and most of a second, and few texts need it.
    from py3langid import classify

    found: str = classify(sample)[0]
    return "en" if found in _NOT_LATIN else found
