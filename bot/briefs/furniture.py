"""What a page carries besides its news: datelines, bylines, captions, share text, disclosures, a release's tail.

A word alone proves nothing (a suit over copyright is news, a copyright line is not), so the rules look for whole
phrases, for how a line begins, and for headings after which no news follows.
"""

import re
from collections.abc import Iterator

_MONTH_EN = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY_EN = rf"(?:{_MONTH_EN}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH_EN})(?:,?\s+\d{{4}})?"
_DASH = r"\s*[-–—]{1,2}\s*"

_FURNITURE_EN = re.compile(
    r"\bsubscribe (?:to|now|today|here|for)\b|\bsign up (?:for|to|here)\b|\b(?:our|free|daily|weekly) newsletters?\b|"
    r"\blog ?in to\b|\bsign in to\b|\bread more\b|\bclick (?:here|to|below|on|the)\b|\btap here\b|\bfollow us\b|"
    r"\bfollow along\b|\ball rights reserved\b|\bshare this\b|\brelated (?:articles|stories|coverage)\b|"
    r"\bour (?:terms|privacy|cookie)|\bwe use cookies\b|\baccept (?:all )?cookies\b|"
    r"\bphoto(?:graph)?s?(?: by|:| credit|/)|\bimages?(?: credit| courtesy|:)|\bgetty images\)?[.]?$|/getty\b|"
    r"\b(?:AP|AFP|Reuters) photo\b|^advertisement\b|^sponsored\b|\bsponsored (?:content|post)\b|"
    r"\bcopyright (?:\d|©|\(c\))|©|\(reporting by|\(?additional reporting by|editing by|"
    r"\bthis (?:article|story|post|report|press release|column) (?:was|is|has been|contains|originally|appeared|may)\b|"
    r"\boriginally (?:appeared|published)\b|\bget(?:s)? (?:it|them|stories) in your inbox\b|\bin your inbox\b|"
    r"\brefresh (?:this|the) page\b|\bcheck back\b|\bdeveloping story\b|\bstay tuned\b|\bmore to come\b|"
    r"\bgot a tip\b|\bcontact (?:the (?:author|reporter)|us|him|her) (?:at|on|securely|via|by)\b|"
    r"\bforward-looking statements?\b|\bfor (?:more|further) information\b|\bto learn more\b|"
    r"\b(?:the|this) (?:author|writer|reporter|columnist) (?:is|was|owns|holds|has|works)\b|"
    r"\b(?:views|opinions) expressed\b|^(?:full )?disclosure:|\bour (?:standards|parent company)\b|"
    r"\blisten to this article\b|\bmin(?:ute)? read\b|^\W*(?:by|words|text) [A-Z][\w.'-]+ [A-Z][\w.'-]+\W*$|"
    r"\bthis (?:site|website|page) (?:uses|may earn)\b|\bmay earn (?:a|an) (?:\w+ )?commission\b",
    re.IGNORECASE,
)
_FURNITURE_JA = re.compile(
    r"続きを読む|続きは(?:こちら|会員|有料)|関連記事|関連リンク|(?:あわせて|併せて|こちらも)読|会員(?:限定|登録)|ログイン(?:して|する|が必要|は)|"
    r"無断(?:転載|複製)|転載を禁|著作権は[^。]{0,20}(?:帰属|に属)|メルマガ|ニュースレター(?:に|の|を|は)?(?:登録|購読|こちら|申)|"
    r"(?:写真|画像|提供|撮影|出典|イラスト)[=＝：:]|購読(?:はこちら|する|の申|者限定|のお)|(?:X|SNS|チャンネル|ぜひ)?[^。]{0,8}フォローして|"
    r"シェアする|ツイート(?:する)|はてなブックマーク|(?:この|本)記事(?:は|が|を|の|では)|当サイト|^(?:広告|PR(?![A-Za-z])|［PR］|\[PR\])|"
    r"スポンサー(?:リンク|ド)|利用規約に(?:同意|基づ)|プライバシーポリシー(?:に同意|はこちら|をご)|クッキーを(?:使|利)用|クリック(?:して|すると|で)|"
    r"お問い合わせ|【PR】|（取材|記者＝|聞き手|取材・文|文・写真|ご覧(?:ください|いただ)|お届けします|チャンネル登録|"
    r"^※|編集部注|^(?:文|撮影|構成)[/／]"
)
# From such a heading on a page holds no news any more.
_TAIL = re.compile(
    r"^(?:About (?:[A-Z][\w.&'’-]*|the)(?: [\w.&'’,-]+){0,5}:?|(?:Cautionary (?:Note|Statement).*|"
    r"Forward[- ]Looking Statements?.*|"
    r"Safe Harbor.*)|(?:Media|Press|Investor|Public) (?:Contacts?|Relations|Inquiries|Enquiries).{0,40}|Contacts?:?|"
    r"Notes? to editors?:?|#{2,}|[-–—]\s?(?:30|ENDS?|end)\s?[-–—]|(?:Read|Up) next:?|"
    r"(?:More|Most) (?:from|on|read|popular)\b.{0,40}|"
    r"Related(?: (?:stories|articles|coverage|topics|reading))?:?|Recommended.{0,30}|"
    r"[■◆●▼【〈＜［]?\s?(?:会社概要|企業情報|(?:株式会社)?[^。]{2,24}(?:社)?について|本件(?:に関する|の)[^。]{0,20}|"
    r"(?:報道|プレス|メディア|取材)[^。]{0,10}(?:お?問い?合わせ|連絡)先?.{0,20}|お?問い?合わせ(?:先)?.{0,12}|"
    r"関連(?:記事|リンク|サイト).{0,20}|(?:人気|おすすめ)(?:の)?記事.{0,10}|以上)\s?[】〉＞］]?)\s*$"
)
_CAPTION = re.compile(
    r"\((?:[^()]{0,40}\b(?:AP|AFP|Reuters|Getty|Bloomberg|Photo|Shutterstock|handout)\b[^()]{0,40})\)\.?$|"
    r"(?:Photo(?:graph)?|Image|Illustration|Credit|Courtesy)\s?(?:by|:|/|of)\s|"
    r"(?:=|＝|：|:|（|/|／)(?:写真|撮影|提供|代表撮影|ロイター|AFP|共同)[^。]{0,20}$|(?:提供|撮影|資料)(?:写真)?）$",
)
_LONGEST_CAPTION = 220
_RELEASE = re.compile(
    r"\btoday announced\b|/PRNewswire/|\(BUSINESS WIRE\)|\bforward-looking statements\b|^About [A-Z].{1,60}$|"
    r"お知らせ(?:いた)?します|(?:を|と)発表(?:いた)?します|^[■【]?会社概要|本件に関する(?:お問い合わせ|報道)",
    re.IGNORECASE | re.MULTILINE,
)
_QUESTION_LINE = re.compile(r"^(?:[—―–-]{2,}|Q\d{0,2}\s?[.:：、]|Q\s)")
_SPEAKER_LINE = re.compile(
    r"^(?:A\d{0,2}\s?[.:：、]|[一-龥ァ-ヶーA-Za-z.]{1,12}(?:氏|さん|CEO|社長|会長)?[　：:]\s?\S)"
)

_CITY_EN = r"[A-Z][A-Z.'’/-]+(?: [A-Z][A-Z.'’/-]+){0,2}"
_REGION_EN = r"(?:,\s[A-Z][A-Za-z.]{1,14}(?:\s[A-Z][a-z.]+)?)?"
_DATELINES_EN = (
    # BOSTON, Mass. and OSAKA, Japan, Jan. 27, 2026 (WIRE) --
    re.compile(
        rf"^{_CITY_EN}{_REGION_EN}(?:\s(?:and|&)\s{_CITY_EN}{_REGION_EN})?(?:,\s+{_DAY_EN})?(?:{_DASH})?"
        rf"\s*(?:/[\w .&-]{{2,30}}/|\([\w .&-]{{2,30}}\)){_DASH}(?=[\"“'‘A-Z])"
    ),
    re.compile(
        rf"^[A-Z][A-Z.'’/ -]{{2,40}}(?:,\s[A-Z][A-Za-z.]{{1,14}}(?:\s[A-Z][a-z.]+)?)?(?:,\s+{_DAY_EN})?"
        rf"\s*(?:[/(][\w .,&-]{{2,40}}[/)])?{_DASH}(?:\([\w .&]{{2,40}}\){_DASH})?(?=[\"“'‘A-Z])"
    ),
    re.compile(rf"^{_DAY_EN}\s*\([^()]{{2,40}}\){_DASH}(?=[\"“'‘A-Z])"),
    re.compile(
        rf"^[A-Z][a-z]+(?:[ -][A-Z][a-z]+){{0,2}}(?:,\s[A-Z][A-Za-z.]+)?,?\s+\(?{_DAY_EN}\)?{_DASH}(?=[\"“'‘A-Z])"
    ),
    re.compile(rf"^[A-Z][a-z]+,\s[A-Z][a-z]+{_DASH}{_DAY_EN}{_DASH}(?=[\"“'‘A-Z])"),
    re.compile(rf"^\((?:AP|AFP|UPI|Reuters|Bloomberg|[A-Z][\w ]{{2,24}})\){_DASH}(?=[\"“'‘A-Z])"),
)
_DATELINES_JA = (
    re.compile(r"^【[^】]{1,24}】\s*"),
    re.compile(r"^[［\[][^］\]]{2,36}[］\]]\s*[-－–—]?\s*"),
    re.compile(r"^[（(][^（）()]{2,24}[=＝][^（）()]{1,14}[）)]\s*"),
    re.compile(r"^[＜〈<][^＞〉>]{1,12}[＞〉>]\s*"),
)
_CLOCK = re.compile(
    r"^\(?\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?,?\s?(?:[A-Z]{2,4}(?![a-z]))?\)?\s*[:：—–-]?\s+(?=\S)|"
    r"^\d{1,2}(?:：|:|時)\d{2}分?\s*(?:[ 　]|[—–-]|（[^）]{1,8}）)\s*",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^(?:[■◆●▼▲○◇□・•*▶►]|[-–]\s|\d{1,2}[.)．]\s)\s*(?=\S)")
_REGISTER = re.compile(
    r"[（(](?:[^（）()]*(?:本社|所在地|代表(?:取締役|者)|証券コード|東証|以下[、「]|NASDAQ|Nasdaq|NYSE|LSE|TSE|TYO|Euronext)[^（）()]*|"
    r"(?:the )?[\"“](?:the )?[\w ]{2,30}[\"”](?: or the [\"“]\w+[\"”])?)[）)]"
)


def is_furniture(words: str) -> bool:
    """Whether a sentence belongs to the page and not to its news."""
    return bool(_FURNITURE_EN.search(words) or _FURNITURE_JA.search(words))


def is_release(text: str) -> bool:
    """Whether the article is an organisation's own press release: all that it says is then that side's word."""
    return bool(_RELEASE.search(text))


def news_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that can hold news, each with its place in `text`: no captions, no questions and answers, no tail."""
    offset = 0
    asked = 0
    for line in text.split("\n"):
        words = line.strip()
        if _TAIL.match(words):
            return
        if _QUESTION_LINE.match(words):
            asked += 1
        elif words and not _is_caption(words) and not (asked and _SPEAKER_LINE.match(words)):
            yield offset, line
        offset += len(line) + 1


def _is_caption(words: str) -> bool:
    return len(words) <= _LONGEST_CAPTION and _CAPTION.search(words) is not None


def without_opening(words: str, lang: str) -> str:
    """The sentence without a dateline, a time of day or a bullet in front of it."""
    words = _BULLET.sub("", words, count=1)
    words = _CLOCK.sub("", words, count=1)
    for pattern in _DATELINES_JA if lang == "ja" else _DATELINES_EN:
        words = pattern.sub("", words, count=1)
    return words.lstrip("　 ")


def without_register(words: str) -> str:
    """The sentence without bracketed entries of a company register: seat, officers, ticker, "hereinafter"."""
    return _REGISTER.sub("", words).replace(" ,", ",").replace("  ", " ")
