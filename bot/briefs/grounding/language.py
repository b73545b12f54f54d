"""A point is wholly in its language: no Chinese forms in Japanese, no leftover English clause, no broken bytes."""

import re
from collections.abc import Iterator

from bot.briefs.grounding.evidence import Evidence
from bot.briefs.grounding.faults import Fault
from bot.text.language import chinese_forms

_KANA = re.compile(r"[\u3041-\u309f\u30a1-\u30ff]")
_HIRAGANA = re.compile(r"[\u3041-\u309f]")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_CJK_RUN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]+")
_OTHER_SCRIPT = re.compile(r"[\u0400-\u052f\u0590-\u06ff\u0900-\u097f\u0e00-\u0e7f\uac00-\ud7af]")
_LATIN_RUN = re.compile(r"[A-Za-z][A-Za-z'’,.;:\d-]*(?:\s+[A-Za-z0-9'’$,.;:%-]+){2,}")
_WORDS = re.compile(r"[A-Za-z'’]+")
_FUNCTION = frozenset(
    re.findall(
        r"\S+",
        "the of to in is are was were be been that for it as with by on not this have has from or had an they which "
        "we will would said its and a into at "
        "his her their can may also than but when did does",
    )
)
_LOWER_ENGLISH = re.compile(
    r"(?<![A-Za-z])(?:trained|began|begin|feature|released|announced|company|said|trial|launched|will|the|of|and|"
    r"into|with|for)(?![A-Za-z])"
)
_BROKEN = re.compile(
    r"\ufffd|[\u0080-\u009f]|â€|Ã[\u00a0-\u00bf©¨¢§±¶]|Â[\u00a0-\u00bf]|ã[\u0080-\u00bf‚ƒ„…†‡]|"
    r"[繧縺繝]{1}[\u3000-\u30ff\u4e00-\u9fff\uff61-\uff9f]?[繧縺繝]|"
    r"[\uff61-\uff9f][繧縺繝]|[繧縺繝][\uff61-\uff9f]|&(?:amp|quot|lt|gt|nbsp|#\d+);|\\u[0-9a-f]{4}|<\|?/?[a-z_]+\|?>|"
    r"\[/?INST\]|^\s*[{}\[]\s*\""
)
# Written alike in both, but words of Chinese news only.
_CHINESE_WORDS = re.compile(
    r"視頻|芯片|宣布|手機|軟件|硬件|人工智能|互聯網|用戶|模型|發佈|发布|服務器|網絡|優化|數據|訊息|信息技術|程序員|"
    r"算力|机器人|聊天|大模型|目前|以及|進行了|通過|公司表示|此外"
)
_CHINESE_IN_JA = re.compile(
    r"視頻|芯片|宣布|手機|軟件|硬件|人工智能|互聯網|用戶|模型(?!機|店|図)|發佈|发布|服務器|網絡|算力|机器人|聊天"
)


def check_language(text: str, lang: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    if broken := _BROKEN.search(text):
        yield Fault.LANGUAGE, broken.group()
    if strange := _OTHER_SCRIPT.search(text):
        yield Fault.LANGUAGE, strange.group()
    if lang == "ja":
        yield from _check_japanese(text, evidence)
    elif lang == "en":
        yield from _check_english(text, evidence)


def _check_japanese(text: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    if not _KANA.search(text):
        yield Fault.LANGUAGE, text
        return
    quoted = re.sub(r"「[^」]*」|『[^』]*』|\"[^\"]*\"", "", text)
    held = evidence.known if evidence.langs & {"ja"} else ""
    forms = [form for form in chinese_forms(text) if form not in held] + [
        word for word in _CHINESE_IN_JA.findall(text) if word not in held
    ]
    if forms:
        yield Fault.LANGUAGE, "".join(forms)
    for run in _LATIN_RUN.findall(quoted):
        words = [word.lower() for word in _WORDS.findall(run)]
        small = [word for word in _WORDS.findall(run) if word.islower()]
        if len(set(words) & _FUNCTION) >= 2 or len(small) >= 3 or (len(words) >= 4 and set(words) & _FUNCTION):
            yield Fault.LANGUAGE, run
            return
    loose = _LOWER_ENGLISH.findall(quoted)
    if len(loose) >= 2:
        yield Fault.LANGUAGE, " ".join(loose)


def _check_english(text: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    runs = _CJK_RUN.findall(text)
    outside = re.sub(r"\([^)]*\)|（[^）]*）|\"[^\"]*\"|「[^」]*」", "", text)
    if not runs:
        return
    if len(_CJK.findall(text)) > 0.1 * len(text) or any(
        _HIRAGANA.search(run) or len(run) > 4 for run in _CJK_RUN.findall(outside)
    ):
        yield Fault.LANGUAGE, runs[0]
