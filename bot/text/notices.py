"""How a report says of itself that it is corrected or withdrawn: in its headline, or in a notice in its text."""

import re

_PIECE = r"(?:article|story|report|post|column|piece)"
RETRACTED_TITLE = re.compile(
    r"^\W*(?:retract(?:ed|ion)|withdrawn)\s*[:：\])—–-]|^[【［\[(（](?:撤回|記事(?:の)?(?:撤回|取り?消し))[】］\])）]"
    r"|^記事(?:の)?(?:撤回|取り?消し)(?:について|のお知らせ|とお詫び)",
    re.IGNORECASE,
)
CORRECTED_TITLE = re.compile(
    r"^\W*correct(?:ed|ion|s)\s*(?:\([^)]{1,20}\))?\s*[:：\])—–-]|\((?:correct(?:ed|s|ion)[^)]{0,20})\)\s*$"
    r"|^[【［\[(（](?:訂正|お詫び|おわび)[^】］\])）]{0,8}[】］\])）]|[（(]訂正[）)]$|^(?:お詫び|おわび)と訂正",
    re.IGNORECASE,
)
RETRACTED = re.compile(
    r"\b(?:we|this (?:newspaper|publication|website|outlet))\b[^.]{0,40}"
    rf"\b(?:retract|withdr[ae]w)\w*\b[^.]{{0,20}}\b{_PIECE}\b"
    rf"|\b(?:this|our) {_PIECE}\b[^.]{{0,30}}\b(?:has (?:since )?been|was|is)\b[^.]{{0,12}}\b(?:retracted|withdrawn)\b"
    r"|(?:本|この|当該)(?:記事|報道)[^。]{0,20}(?:撤回|取り?消)|記事を(?:撤回|取り?消)(?:し(?:ます|ました)|いた)",
    re.IGNORECASE,
)
CORRECTED = re.compile(
    rf"^\W*(?:correction|clarification)\s*(?:\([^)]{{1,30}}\))?\s*[:：]"
    rf"|\b(?:an )?(?:earlier|previous) version of (?:this|our) {_PIECE}\b"
    rf"|\bthis {_PIECE} (?:has been|was) (?:corrected|(?:updated|amended) to correct)\b"
    rf"|\b{_PIECE}\b[^.]{{0,40}}\b(?:updated|amended) to correct\b"
    r"|^[【［\[(（]?訂正[】］\])）:：]|(?:お詫び|おわび)して訂正"
    r"|(?:記事|本文|見出し|初出|当初)[^。]{0,60}(?:訂正(?:いた)?し(?:ます|ました)|(?:の|は)誤り(?:でした|です))。?[）)]?$"
    r"|初出時[^。]{0,60}(?:誤|正しくは)",
    re.IGNORECASE,
)

_LONGEST = 30_000


def is_marked(title: str) -> bool:
    """Whether a headline says of itself that it corrects or withdraws."""
    return bool(CORRECTED_TITLE.search(title.strip()) or RETRACTED_TITLE.search(title.strip()))


def holds_notice(text: str) -> bool:
    """Whether a line of a text is a notice that the text is corrected or withdrawn."""
    return any(CORRECTED.search(line) or RETRACTED.search(line) for line in text[:_LONGEST].splitlines())
