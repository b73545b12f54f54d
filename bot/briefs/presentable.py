"""Which sentences can stand alone in a brief: whole, free of page furniture and commands, and clear without the rest.

A sentence that leans on its neighbours ("He said so too", 同氏は…) misleads once it is taken out; it is refused here,
before anything is ranked.
"""

import re
from collections.abc import Collection

SHORTEST = {"en": 40, "ja": 18}
LONGEST = {"en": 300, "ja": 160}
"""In characters. A longer sentence fills a phone screen by itself."""

_PAIRS = (("「", "」"), ("『", "』"), ("“", "”"), ("（", "）"), ("(", ")"), ("【", "】"), ("〈", "〉"), ("[", "]"))

_FURNITURE_EN = re.compile(
    r"\b(?:subscribe|newsletter|sign (?:up|in)|log ?in|read more|click|tap here|follow us|all rights reserved|"
    r"photo(?:graph)?(?: by|:|credit)|image(?: credit| courtesy|:)|getty|advertisement|sponsored|cookies?|share this|"
    r"related (?:articles|stories)|terms of (?:use|service)|privacy policy|copyright|©|\(reporting by|editing by|"
    r"this (?:article|story|post) (?:was|is|has been)|originally (?:appeared|published)|correction:)",
    re.IGNORECASE,
)
_FURNITURE_JA = re.compile(
    r"続きを読む|関連記事|会員(?:限定|登録)|ログイン|無断転載|転載を禁|著作権|メルマガ|ニュースレター|(?:写真|画像|"
    r"提供|撮影)[=＝：:]|"
    r"購読|フォローして|シェアする|この記事は|本記事|広告|スポンサー|利用規約|プライバシーポリシー|クッキー|クリック|"
    r"お問い合わせ|【PR】|"
    r"（取材|記者＝|ご覧ください|お届けします"
)
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

_NOUN_AGAIN = (
    r"company|firm|start-?up|laborator(?:y|ies)|lab|group|model|models|move|step|decision|announcement|report|reports|"
    r"answer|reply|statement|letter|post|remark|remarks|words|plan|plans|deal|agreement|licen[cs]e|release|delay|"
    r"people|"
    r"person|sources?|newspaper|outlet|paper|latter|former|two|three|pair|duo|same|other|others|result|results|talks|"
    r"change|changes|product|service|tool|project|phrase|distinction|terms|date|notice|researcher|researchers|"
    r"executive|spokes\w+|author|authors|study|system|update|version|files?|question|reasoning|promise|document|"
    r"sentence|article|headline|interview|filing|lawsuit|case|judge|court|amount|figure|number|investment|round|"
    r"funding|founder|chief executive|chip|chips"
)
_LEANING_EN = re.compile(
    r"^[\"“']?(?:(?:He|She|They|It|This|That|These|Those|His|Her|Hers|Their|Theirs|Its|We|I|You|Our|My|Such|Both|"
    r"Neither|Either|Each|Another|Others?|Some|Here|There|Then|Thus|Hence|Therefore|Instead|One|Most|Many of|Nor|So|"
    r"Here's|There's|It's|That's|Anyone|Anybody|Everybody|Everyone|Nobody|Until now|Until then|Since then|By then|"
    r"At that time|At the time|As a result|A (?:second|third|fourth)|If so|What|Because of (?:this|that)|Readers)\b|"
    rf"The\s+(?:\w+\s+){{0,2}}(?:{_NOUN_AGAIN})(?:'s)?\b(?!\s+(?:of|by|at|behind|from|between|led|for)\b))"
)
_PRONOUN_EN = re.compile(r"\b(?:he|she|him|his|her|hers)\b", re.IGNORECASE)
_PERSON_EN = re.compile(r"(?<![Tt]he )\b[A-Z][a-z'’-]+\s+(?:[A-Z]\.\s+)?(?:(?:de|van|von|bin|al|la)\s+)?[A-Z][a-z'’-]+")
_CAPITALISED_EN = re.compile(r"[A-Za-z]*[A-Z][\w'’+-]*")
_CALENDAR_EN = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "I",
    ]
)
_OPENERS_EN = frozenset(
    [
        "A",
        "About",
        "According",
        "After",
        "All",
        "Although",
        "An",
        "And",
        "Another",
        "Any",
        "Around",
        "As",
        "At",
        "Because",
        "Before",
        "Behind",
        "But",
        "By",
        "Commercial",
        "Despite",
        "Developers",
        "During",
        "Each",
        "Earlier",
        "Even",
        "Every",
        "Few",
        "First",
        "For",
        "From",
        "Here",
        "How",
        "If",
        "In",
        "Instead",
        "Into",
        "Its",
        "Large",
        "Last",
        "Later",
        "Less",
        "Like",
        "Many",
        "More",
        "Most",
        "Much",
        "New",
        "No",
        "None",
        "Nor",
        "Not",
        "Nothing",
        "Now",
        "Of",
        "On",
        "Once",
        "One",
        "Only",
        "Open",
        "Or",
        "Other",
        "Others",
        "Outside",
        "Over",
        "People",
        "Previously",
        "Several",
        "Since",
        "So",
        "Some",
        "Still",
        "Such",
        "Than",
        "That",
        "The",
        "Their",
        "Then",
        "There",
        "These",
        "They",
        "This",
        "Those",
        "Though",
        "Through",
        "Thus",
        "To",
        "Today",
        "Two",
        "Under",
        "Unlike",
        "Until",
        "Users",
        "Via",
        "What",
        "When",
        "Where",
        "Whether",
        "Which",
        "While",
        "Who",
        "Why",
        "With",
        "Within",
        "Without",
        "Words",
        "Yet",
    ]
)
_COMPANY_AGAIN_EN = re.compile(r"\bthe (?:company|firm|start-?up|newspaper)\b")
_PLACES_EN = frozenset(
    [
        "United",
        "States",
        "US",
        "U.S",
        "UK",
        "EU",
        "Europe",
        "China",
        "Chinese",
        "Japan",
        "Japanese",
        "American",
        "European",
        "AI",
        "World",
    ]
)
_POINTER_EN = re.compile(
    r"\bin that way\b|\b(?:this|these|such)\s+(?!year|month|week|weekend|summer|spring|autumn|fall|winter|quarter|"
    r"morning|as\b)\w",
    re.IGNORECASE,
)
_POINTER_JA = re.compile(r"(?:この|こうした|そうした|上記の|前述の)(?!ほど|ほか|うち|よう)")
_FIRST_PERSON_EN = re.compile(r"\b(?:I|we|my|our|us|me|I'm|I've|we're|we've)\b")
_DANGLING_WHEN_EN = re.compile(
    r"\b(?:that (?:day|month|year|week)|the same (?:day|month|year|week|occasion)|(?:a|one|two|three|four) (?:day|"
    r"week|month|"
    r"year)s? (?:later|earlier|before(?=[,.])|after(?=[,.]))|at the time)\b",
    re.IGNORECASE,
)
_DATED_EN = re.compile(
    r"\b(?:(?:19|20)\d\d|(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)\s+\d)"
)

_LEANING_JA = re.compile(
    r"^(?:「[^」]*」)?(?:同(?:社|氏|紙|誌|局|省|庁|日|月|年|州|国|研究|モデル|サービス|製品|グループ|大学|部門|法|案|"
    r"じ|様|行|席|じく)|"
    r"これ|それ|その|この|こうした|そうした|ここ|そこ|あれ|彼|彼女|両社|両氏|両者|前者|後者|いずれ|どちら|ほか|"
    r"そのため|このため|"
    r"だから|なぜなら|すなわち|次いで|続いて|あわせて|併せて|もう一つ|もう一方|二つ目|三つ目|同時に|同時に|第二|第三|"
    r"上記|前述|後述|今回の|当時|"
    r"私|筆者|我々|われわれ|当社|弊社|わが社|つまり|要するに|一方|また|さらに|ただ|しかし|だが|でも|それで|すると|"
    r"とはいえ|そして)"
)
_AGAIN_JA = re.compile(r"同(?:社|氏|紙|誌|局|省|庁|国|グループ|大学|部門)")
_SAME_TIME_JA = re.compile(
    r"同(?:日|月|年)|同じ(?:日|月|年|週)|その(?:日|後|年|月)|当時|翌(?:日|月|年|週)|前(?:日|月|年|週)"
)
_LOANWORD_JA = (
    r"(?:モデル|オープン|クローズド|ソース|ウェイト|ウエイト|サービス|アプリ|ライセンス|データ|コード|ユーザー|"
    r"メーカー|ツール|サーバー|コミュニティー?|"
    r"システム|ソフト|ウェア|ハード|ビジネス|プロジェクト|リスク|エコ|エージェント|チップ|パラメーター?|ネット|"
    r"ワーク|メディア|インタビュー|"
    r"ベンチマーク|テスト|バージョン|シリーズ|グループ|チーム|メンバー|フロー|ブログ|リリース|セキュリティー?|コスト|"
    r"インフラ|クラウド|"
    r"ダウンロード|オンライン|プラットフォーム|プログラム|トップ|スタート|アップ|ポッドキャスト|ドル|ユーロ|センター|"
    r"レベル|ニュース|インターネット|・)"
)
_NAMED_JA = re.compile(
    rf"(?<![ァ-ヶー・])(?!{_LOANWORD_JA}+(?![ァ-ヶー・]))[ァ-ヶー・]{{2,}}|\b[A-Z][\w.+-]+|\b[a-z]+[A-Z0-9][\w.+-]*|"
    r"[一-龥]{2,}(?:社|大学|研究所|省|庁|党|銀行|新聞|機構|協会|財団)|[一-龥]{2,}氏",
    re.ASCII,
)
_NOT_NAMES_JA = re.compile(r"\b(?:AI|API|LLM|CEO|CTO|COO|CFO|GPU|PC|IT|SNS|X)\b", re.ASCII)
_TOPIC_JA = re.compile(r"(?<![にでとへも])[はが](?:、|[^、。」])")
_DATED_JA = re.compile(r"\d{1,2}日|\d{1,2}月|\d{4}年|[一二三四五六七八九十]+月")
_ENDS_JA = re.compile(r"[。！][」』）]?$")
_ENDS_EN = re.compile(r"[.!][\"”')\]]*$")


def presentable(sentence: str, lang: str, names: Collection[str] = ()) -> str | None:
    """The part of `sentence` that can be shown alone, or None. `names`: organisations as the sentence spells them.

    The result is a substring of the sentence with its blanks collapsed: at most a leading "But" or 一方、 is gone.
    """
    words = " ".join(sentence.split())
    shown = (_LEADING_JA if lang == "ja" else _LEADING_EN).sub("", words)
    if not is_whole(shown, lang) or not is_safe(words):
        return None
    if lang == "ja":
        leans = (
            any(check(shown) for check in _CHECKS_JA) or _again_without_name(shown, names) or _nameless_ja(shown, names)
        )
    else:
        leans = any(check(shown) for check in _CHECKS_EN) or _nameless_en(shown, names)
        leans = leans or _company_without_name(shown, names)
    return None if leans else shown


def is_safe(words: str) -> bool:
    """No link, mention, markup, page furniture or command: may be shown at all."""
    if _LINKS.search(words) or _COMMAND.search(words) or _IMPERATIVE.search(words):
        return False
    return not (_FURNITURE_EN.search(words) or _FURNITURE_JA.search(words))


def is_whole(words: str, lang: str) -> bool:
    """One complete sentence of a length for a phone, with every quote and bracket closed."""
    size = "ja" if lang in ("ja", "zh") else "en"
    if not SHORTEST[size] <= len(words) <= LONGEST[size]:
        return False
    if any(words.count(opener) != words.count(closer) for opener, closer in _PAIRS) or words.count('"') % 2:
        return False
    return bool((_ENDS_JA if size == "ja" else _ENDS_EN).search(words))


def outside_quotes(words: str) -> str:
    """The sentence with quoted words left out, quote marks kept."""
    return re.sub(r'"[^"]*"|“[^”]*”|「[^」]*」|『[^』]*』', '""', words)


def _leans_en(words: str) -> bool:
    plain = outside_quotes(words)
    if plain.startswith('""'):
        # A quote that opens the sentence stands on its speaker: "…," he said / the spokesperson said.
        plain = plain[2:].lstrip(" ,")
        plain = plain[:1].upper() + plain[1:]
    return bool(_LEANING_EN.search(plain)) and not _opens_with_name(plain)


def _opens_with_name(words: str) -> bool:
    # "The New York Times reported" and "This American Life" begin with a name, not with a word that points back.
    return bool(re.match(r"(?:The|This|That|These)\s+[A-Z]", words))


def _pronoun_without_person(words: str) -> bool:
    plain = outside_quotes(words)
    pronoun = _PRONOUN_EN.search(plain)
    if pronoun is None:
        return False
    before = plain[: pronoun.start()]
    first = before.split(" ", 1)[0].strip(",'’\"")
    return not (_PERSON_EN.search(before) or (first[:1].isupper() and first not in _OPENERS_EN))


def _nameless_en(words: str, known: Collection[str]) -> bool:
    """No name of anybody or anything: nobody knows what it is about."""
    if any(name in words for name in known):
        return False
    plain = outside_quotes(words).lstrip('" ')
    names = _CAPITALISED_EN.findall(plain)
    first = plain.split(" ", 1)[0].strip(",")
    if names and names[0] == first and (first in _OPENERS_EN or not _acts(plain, first)):
        names = names[1:]
    return not any(name not in _CALENDAR_EN for name in names)


def _acts(plain: str, first: str) -> bool:
    """Whether the opening word is a name: it has capitals or digits inside, an 's, or speaks."""
    if re.search(r"[A-Z\d]", first[1:]) or first.endswith(("'s", "’s")):
        return True
    return bool(
        re.match(
            r"\S+(?:,[^,]*,)?\s+(?:has|had|will|said|says|wrote|told|released|published|announced|launched|plans)\b",
            plain,
        )
    )


def _company_without_name(words: str, known: Collection[str]) -> bool:
    plain = outside_quotes(words)
    again = _COMPANY_AGAIN_EN.search(plain)
    if again is None:
        return False
    before = plain[: again.start()]
    names = [name for name in _CAPITALISED_EN.findall(before) if name not in _OPENERS_EN | _CALENDAR_EN | _PLACES_EN]
    return not names and not any(name in before for name in known)


def _speaks_for_itself_en(words: str) -> bool:
    return bool(_FIRST_PERSON_EN.search(outside_quotes(words)))


def _only_a_quote(words: str) -> bool:
    rest = re.sub(r"[\W_]+", "", outside_quotes(words))
    return len(rest) < 6


def _loose_time_en(words: str) -> bool:
    found = _DANGLING_WHEN_EN.search(words)
    return found is not None and not _DATED_EN.search(words[: found.start()])


def _points_back_en(words: str) -> bool:
    return bool(_POINTER_EN.search(outside_quotes(words)))


def _points_back_ja(words: str) -> bool:
    return bool(_POINTER_JA.search(outside_quotes(words)))


def _leans_ja(words: str) -> bool:
    return bool(_LEANING_JA.search(words))


def _again_without_name(words: str, names: Collection[str]) -> bool:
    found = _AGAIN_JA.search(words)
    return found is not None and not _is_named_ja(words[: found.start()], names)


def _loose_time_ja(words: str) -> bool:
    found = _SAME_TIME_JA.search(words)
    return bool(found) and not _DATED_JA.search(words[: found.start() if found else 0])


def _nameless_ja(words: str, names: Collection[str]) -> bool:
    """Japanese drops the subject: without a topic and a name nobody knows who is meant."""
    return not (_TOPIC_JA.search(outside_quotes(words)) and _is_named_ja(words, names))


def _is_named_ja(words: str, names: Collection[str]) -> bool:
    return any(name in words for name in names) or bool(_NAMED_JA.search(_NOT_NAMES_JA.sub("", words)))


_CHECKS_EN = (_leans_en, _points_back_en, _pronoun_without_person, _speaks_for_itself_en, _only_a_quote, _loose_time_en)
_CHECKS_JA = (_leans_ja, _points_back_ja, _loose_time_ja, _only_a_quote)
