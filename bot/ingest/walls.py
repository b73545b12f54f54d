"""What stands between a reader and an article: paywalls, which leave the beginning, and notices, which leave nothing.

The words are those that walls themselves use; a page that only mentions subscriptions or cookies is none of them.
"""

import re
from collections.abc import Iterable, Sequence

from bot.ingest.weight import weight

WALL_LINE = 260
"""Characters of the longest line that is read as a wall's: an article may quote one in passing."""
LINES_AT_END = 6
"""A wall stands where the reading ends."""
STUB_WEIGHT = 1_600
"""Weight up to which an article that calls itself paid for is taken for its beginning: longer ones come with their
whole text, hidden only by the page's looks."""

_WALL_EN = re.compile(
    r"""\W*(?:(?:please|simply|just|or|you(?:'|’)?ll?\s+(?:need|have)\s+to|you\s+(?:must|need\s+to|have\s+to))\s+)?(?:
      (?:subscribe|sign\ (?:up|in)|log\ ?in|register|create\ an?\ (?:free\ )?account
        |become\ an?\ (?:paid\ )?(?:member|subscriber)
        |start\ your\ (?:free\ )?trial|upgrade)\b.{0,60}?\bto\s+(?:continue|keep|unlock|read|access|view|see)\b
        .{0,30}?(?:\breading|\bstory|\barticle|\bpost|\brest|\bmore|\bcontent|\bfull|[.!…]?$)
    | (?:continue|keep)\ reading\ (?:with|by|for\ (?:free|just|only)|this\ (?:article|story|post)\ (?:with|by|for))
    | (?:this|the\ (?:rest|remainder)\ of\ this|the\ full)\ (?:article|story|post|content|page|piece|report)\b.{0,30}?
        \b(?:is|are)\ (?:only\ |exclusively\ )?(?:for|available\ (?:only\ )?(?:to|for)|reserved\ for
        |exclusive\ to|restricted\ to|locked\ (?:for|to))
        .{0,40}?(?:\bsubscri\w+|\b(?:paying|paid|premium|registered)\b|\bmembers?\b)
    | (?:already|are\ you)\ an?\ (?:subscriber|(?:paid\ |registered\ )?member)\b
    | you(?:'|’)?(?:ve|\ have)\ (?:reached|read|used\ up|hit)\ (?:your|all|the)\b.{0,40}?\b(?:free|limit|monthly)\b
    | (?:subscribers?|members?)[-\ ]only\ (?:article|story|content|post)
    | to\ (?:continue|keep)\ reading,?\ (?:please\ )?(?:subscribe|sign|log|register|create|become|buy|purchase)
    | unlock\ (?:this|the\ full|the\ rest\ of\ (?:this|the))\ (?:article|story|post)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""Matched at the start of a sentence: a wall speaks to its reader, while news tells that others have to sign in."""
_WALL_JA = re.compile(
    r"""(?:この|本)(?:記事|コンテンツ|ページ)(?:の続き)?は[、\ ]?.{0,12}(?:会員|購読者|有料
        |登録).{0,12}?(?:限定|専用|のみ|です|記事)
    | (?:残り|あと|続き)\s*[：:]?\s*[0-9０-９,，]{2,7}\s*(?:文字|字)
    | (?:続き|全文|記事全文|この先)(?:を|は|の閲覧|をお読み|をご覧).{0,40}?(?:会員|登録|ログイン|購読|有料|購入|申し?込)
    | (?:会員登録|無料登録|ログイン|購読|有料会員に登録|お申し?込み)(?:を|する|して|すると|いただくと|のうえ
        |の上).{0,20}?(?:続き|全文|お読み|読め|閲覧|ご覧)
    | (?:有料|プレミアム|購読)会員(?:になると|の方は|のみ|に登録すると).{0,20}?(?:読|ご覧|閲覧)
    | ここから先は.{0,16}?(?:会員|有料|購読|限定)
    | 有料(?:会員|購読者)?限定(?:の)?記事です""",
    re.VERBOSE,
)
_CONSENT = re.compile(
    r"""\bcookies?\b|\b(?:our|the)\s+(?:\d+\s+)?(?:advertising\s+)?partners\b|\bprivacy\s+(?:policy|settings
        |choices|preferences)\b
    |\bpersonali[sz]ed\s+(?:ads?|content|advertising)\b|\b(?:accept|reject)\s+all\b|\blegitimate\s+interest\b
        |\bconsent\b
    |\bpersonal\s+data\b|\btracking\s+technolog\w+
    |クッキー|Cookie|パーソナライズ(?:された|ド)|個人(?:情報|データ)の(?:取り?扱い|利用|処理)|すべて(?:を?許可|(?:に|を)?同意|受け入れ|拒否)
    |プライバシー(?:ポリシー|設定|センター)|トラッキング技術""",
    re.IGNORECASE | re.VERBOSE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")
_GATE = re.compile(
    r"""\b(?:enable|turn\ on)\s+(?:javascript|cookies)(?:\s+and\s+(?:javascript|cookies))?\s+(?:to\s+continue
        |in\s+your\s+browser)
    | \bchecking\s+(?:your\s+browser|if\s+the\s+site\s+connection\s+is\s+secure)
    | \b(?:verify|confirm|prove|checking)\s+(?:that\s+)?(?:you(?:'re|’re|\ are)?
        |if\ you\ are)\s+(?:not\s+a\s+(?:robot|bot)|(?:a\s+)?human)
    | \b(?:unusual|suspicious|automated)\s+(?:traffic|activity)\s+from\s+your\s+(?:network|computer|ip)
    | \byou\s+(?:have\s+been|are)\s+blocked\b | \baccess\s+(?:to\s+this\s+(?:page|site)\s+(?:has\s+been
        |is)\s+)?denied\b
    | \b(?:page|article|post)\s+(?:you(?:'re|’re|\ are|\ were)?\s+(?:looking\s+for|requested)\s+)?(?:was\s+not
        |could\s+not\s+be|cannot\s+be|can(?:'|’)?t\s+be|isn(?:'|’)t|not)\s+found
    | \b(?:page|article)\s+you(?:'re|’re|\ are|\ were)?\s+looking\s+for\b.{0,40}?\b(?:moved|removed|exist|deleted)
    | \bnot\s+available\s+in\s+your\s+(?:country|region|location)
    | アクセスが(?:拒否|制限)され | (?:ロボット|ボット)では(?:ない|ありません)(?:こと|か) | JavaScript\s*を?\s*有効に
    | (?:お探しの|ご指定の|指定された|該当する)(?:ページ|記事)(?:は|が)(?:見つかり|存在し|表示でき|削除)
    | お住まいの(?:国|地域)(?:では|からは)(?:ご?利用|閲覧|アクセス)でき""",
    re.IGNORECASE | re.VERBOSE,
)
_GATE_TITLES = re.compile(
    r"""(?:just\ a\ moment|attention\ required|access\ denied|are\ you\ a\ (?:robot|human)
        |before\ you\ continue.{0,40}
    |(?:error\ )?(?:40[134]|410|429|50[0234])(?:\s*[-–—:|]?\s*(?:error|not\ found|forbidden|unauthori[sz]ed|gone
        |bad\ gateway|service\ unavailable|too\ many\ requests|ページ|見つかりません).{0,30})?
        |page\ not\ found.{0,40}|not\ found|we\ value\ your\ privacy
        |security\ check.{0,30}
    |(?:your\ )?privacy\ (?:choices|settings|preferences)|robot\ (?:check|or\ human)\??
        |(?:sign|log)\ ?in(?:\ (?:to|with|or)\ .{0,30})?
        |subscribe(?:\ now)?
    |ログイン(?:画面|ページ|してください)?|ページが見つかりません.{0,20}|アクセスが(?:拒否|制限).{0,20})[\s.…!]*""",
    re.IGNORECASE | re.VERBOSE,
)
_END = re.compile(r"[.!?。！？…\"'”’」』）)\]]$")
_CUT_MARK = re.compile(r"(?:…|\.\.\.|・・・|‥)[\s」』”\"')）\]]*$")


def without_wall(text: str) -> tuple[str, bool]:
    """The text before a paywall's own words, and whether there were any.

    Only short lines near the end are read, and from the first of them on everything goes: offers follow a wall.
    """
    lines = text.split("\n")
    for place in range(max(0, len(lines) - LINES_AT_END), len(lines)):
        kept = _before_wall(lines[place])
        if kept is not None:
            return "\n".join([*lines[:place], kept] if kept else lines[:place]), True
    return text, False


def is_wall_line(line: str) -> bool:
    """Whether a short line of a page, of which this is the whole text, is a paywall's."""
    if len(line) > WALL_LINE:
        return False
    return any(_WALL_EN.match(one) or _WALL_JA.search(one) for one in _SENTENCE_END.split(line))


def is_beginning_only(text: str, *, is_free: bool | None, word_count: int | None, walls: Iterable[str]) -> bool:
    """Whether the extracted `text` is only the start of its article, by what the page says of itself.

    `is_free` is schema.org's isAccessibleForFree, `word_count` its wordCount, `walls` the page's lines that are a
    paywall's. A whole text that a page only hides from sight is whole.
    """
    if word_count and text.isascii() and len(text.split()) * 2 < word_count:
        return is_free is False or any(walls)
    if weight(text) > STUB_WEIGHT:
        return False
    last = text.rstrip()[-40:]
    is_cut = bool(_CUT_MARK.search(last)) or not _END.search(last)
    return (
        is_free is False or any(walls) or (is_cut and bool(_CUT_MARK.search(last)) and weight(text) < STUB_WEIGHT // 2)
    )


def notice_in(title: str, text: str) -> str | None:
    """Why a page's text is a notice instead of an article (consent, robot check, missing page), or None."""
    lines = [line for line in text.split("\n") if line]
    if _GATE_TITLES.fullmatch(title.strip()) and weight(text) < STUB_WEIGHT:
        return "a notice by its title"
    if weight(text) < STUB_WEIGHT and _share(lines, _GATE) >= 0.34:
        return "a robot check or an error page"
    if _share(lines, _CONSENT) >= 0.6:
        return "a consent notice"
    return None


def _before_wall(line: str) -> str | None:
    """What of a line stands before the wall's sentence; None where the line holds none."""
    if len(line) > WALL_LINE * 8:
        return None
    start = 0
    for sentence in _SENTENCE_END.split(line):
        place = line.find(sentence, start)
        if sentence and is_wall_line(sentence):
            return line[:place].rstrip()
        start = max(place, start)
    return None


def _share(lines: Sequence[str], words: re.Pattern[str]) -> float:
    """How much of the lines' text stands in sentences with one of these words."""
    sentences = [one for line in lines for one in _SENTENCE_END.split(line[:4_000]) if one]
    whole = sum(map(weight, sentences))
    return sum(weight(one) for one in sentences if words.search(one)) / whole if whole else 0.0
