"""Whose word it is stays: a report is told as one, a spokesperson is no chief executive, a critic is not the firm."""

import re
from collections.abc import Iterator, Sequence

from bot.briefs.grounding.alignment import aligned_sentences
from bot.briefs.grounding.clauses import sentences_of
from bot.briefs.grounding.evidence import Evidence
from bot.briefs.grounding.faults import Fault
from bot.briefs.grounding.quotes import folded, quotes_in
from bot.briefs.grounding.relations import actors_in, same_name

_ROLES = (
    ("spokesperson", r"\bspokes(?:person|man|woman|people)\b|広報(?:担当|部|責任)?|報道官"),
    ("ceo", r"(?<![A-Za-z])CEO(?![A-Za-z])|\bchief executive(?! team)\b|最高経営責任者"),
    ("president", r"\bpresident(?!ial)\b|社長|頭取|プレジデント|大統領|総裁|学長|理事長"),
    ("chair", r"\bchair(?:man|woman|person)?\b|会長|議長|董事長"),
    ("cfo", r"(?<![A-Za-z])CFO(?![A-Za-z])|\b(?:chief financial officer|finance chief)\b|最高財務責任者"),
    ("coo", r"(?<![A-Za-z])COO(?![A-Za-z])|\bchief operating officer\b|最高執行責任者"),
    ("cto", r"(?<![A-Za-z])CTO(?![A-Za-z])|\b(?:chief technology officer|technology chief)\b|最高技術責任者"),
    ("scientist", r"\bchief scientist\b|主任科学者|チーフサイエンティスト"),
    ("founder", r"\b(?:co-?)?founders?\b|創業者|創設者|設立者"),
    ("vice president", r"\bvice president\b|(?<![A-Za-z])S?VP(?![A-Za-z])|副社長|バイスプレジデント"),
    ("director", (r"\bdirector\b|\bboard (?:member|seat)s?\b|院長|所長|ディレクター|取締役(?!会)|"
        r"部長|専務|常務|役員|\bhead\b|"
        r"\bchief\b(?! (?:executive|financial|operating|technology|scientist))|"
        r"(?<![営行務術])責任者|トップ|\bleader\b|\bexecutive\b|\bchief \w+ officer\b")),
    ("lawyer", r"\b(?:lawyers?|attorneys?|counsel)\b|弁護士|代理人|弁護団"),
    ("judge", r"\bjudges?\b|判事|裁判官"),
    ("analyst", r"\banalysts?\b|アナリスト"),
    ("minister", r"\bminister\b|大臣|首相|[一-龥]{2}相(?=[がはも])|\bsecretary\b"),
    ("professor", r"\bprofessor\b|教授"),
    ("mayor", r"\bmayor\b|市長|\bgovernor\b|知事"),
    ("rival", r"\b(?:rivals?|competitors?)'? (?:\w+ )?(?:said|says|told|argued)|(?:競合|ライバル)[社企業他]*[はが]"),
    ("official", (r"\bofficials?\b|\bregulators?\b|\bagency\b|\bauthorit(?:y|ies)\b|\bministry\b|\bwatchdog\b|"
        r"\bcommission\b|\bdepartment\b|\bcommittee\b|\bpanel\b|\bboard\b|当局者|当局|[一-龥]{2,}[省庁](?![略一-龥])|委員会|職員|(?<!広報)担当者")),
)  # fmt: skip
_ROLE_PATTERNS = [(role, re.compile(pattern, re.IGNORECASE)) for role, pattern in _ROLES]
_SAME = {
    "ceo": {"ceo", "president", "founder", "chair"}, "president": {"president", "ceo"}, "chair": {"chair", "president"},
    "founder": {"founder", "ceo"}, "vice president": {"vice president", "president"},
    "director": {"director", "president"},
    "official": {"official", "minister", "mayor", "spokesperson", "judge"},
}  # fmt: skip
_SPEAKS = re.compile(
    r"\b(?:said|says|say|told|wrote|added|stated|announced|believes?|expects?|argued|warned|denied|denies|stressed|"
    r"explained|posted|according to|"
    r"disclosed|confirmed|cautioned|replied|called|commented|vowed|promised|insisted|tells)\b|"
    r"述べ|語[っりる]|話し|話す|主張|説明|明らかに|表明|強調|指摘|コメント|発表|否定|認め|みて|によると|によれば|応じ|批判|訴え|伝え|書い|約束"
)
_REPORTED = re.compile(
    r"\b(?:people|persons?|sources?|insiders|employees|officials|person)\s+(?:\w+\s+){0,2}(?:familiar|close to|with "
    r"(?:direct )?knowledge|briefed|who (?:asked|spoke|declined|were not))|"
    r"\b(?:sources|people|insiders) (?:say|said|told)\b|\breportedly\b|\b(?:is|are|was|were|has been|have been|been) "
    r"(?:reported|said) to\b|\bis reported to\b|\baccording to (?:two|three|four|several|multiple|\d+)?\s?(?:people|"
    r"sources|an? (?:\w+ )?(?:memo|document|report)|insiders|reports?|media)|"
    r"\breports? (?:that|said|say|says)\b|\bmemo\b|\bseen by\b|\bhas learned\b|\b(?:[A-Z]\w+ ){1,3}reported\b|"
    r"\bmedia reports?\b|\bunnamed\b|\banonymous\b|\bleaked (?:memo|document|e-?mail|message|recording|slide|audio)|"
    r"\bciting (?:people|sources|current|former|unnamed|anonymous|two|three)|\breported (?:as|that)\b|, reported\b|"
    r"\bit (?:has been|was) learned\b|\bit (?:has )?emerged\b|\bthe people said\b|\bsources\b|"
    r"関係者|詳しい(?:人|\d+人|複数|幹部)|匿名|情報筋|事情に詳しい|報じ|報道|メモ(?!リ)|社内文書|内部文書|ことが(?:\d+日、?)?(?:分かった|わかった|判明)|取材で|リーク(?!オープン)|取り沙汰|と伝え(?:た|て|られ)|"
    r"によると(?=.*(?:検討|協議|準備))",
    re.IGNORECASE,
)
_NOT_A_REPORT = re.compile(
    r"mixture[- ]of[- ]experts|reported (?:first|second|third|fourth|full|quarter|annual|record|revenue|sales|profit|"
    r"a profit|a loss|earnings)[\w-]*|denie[ds] (?:the |a )?reports?|報道機関|報道各社|報道について|"
    r"報道を(?:否定|受け)|報道陣|報道官|blog|報道発表|"
    r"after (?:the )?reports?|\bUniversity of [A-Z]\w+ reported|"
    r"\b(?:university|institute|ministry|agency|office|hospital|cent(?:er|re)|"
    r"council|lab\w*|company|team|researchers) reported",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    r"\bannounced\b|\bofficially\b|\bsaid (?:on \w+day )?(?:that )?it\b|\bthe compan(?:y|ies) (?:has |have )?(?:said|"
    r"announced|confirmed)\b|\bconfirm(?:ed|s)\b|\bjoint statement\b|\bpress release\b|"
    r"発表し|正式に|公式に|公表し|声明|認めた|明らかにした",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\b(?:analysts?|critics?|commentators?|experts?|observers?|"
    r"former (?:\w+ )?(?:employees?|executives?|researchers?|officials?|staff|workers?|engineers?)|"
    r"economists?|columnist)\b|\b(?:believes?|"
    r"argue[sd]?|alleg\w+|thinks?|expects?(?= (?:\w+ ){0,4}to (?:struggle|win|fail|lose))|in (?:his|her|my|their) "
    r"view|accus\w+)\b|"
    r"アナリスト|専門家|評論家|批評家|元(?:社員|研究者|幹部|従業員)|とみている|との見方|主張|批判|とみる",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:said|says|say|told|believes?|expects?|according to|argues?|argued|thinks?|wrote|warned|estimates?|"
    r"alleg\w+|claims?|claimed|accus\w+|view|reportedly|forecasts?|predicts?|criticis\w+|criticiz\w+)\b|"
    r"述べ|語|話|主張|によると|によれば|とみ|見方|指摘|批判|という。|説明|予想|見込|訴え|として|明らかに|見通し|考え|強調|評し|評価|論じ|切り捨て|警告|同意|懸念|疑問|訴|異議|judged|"
    r"judges|concluded|complain\w*|worr\w+|welcom\w+|object\w*|fear\w*|dispute\w*|"
    r"called|supports?|opposes?|pointed out|notes?|noted",
    re.IGNORECASE,
)
_HEARSAY_JA = re.compile(r"という。|という$|とされ|とみられ|そうだ。")
_GROUP = re.compile(
    r"\b(?:players|users|employees|customers|critics|workers|residents|investors|rivals|developers|regulators|"
    r"parents|students|fans|lawmakers) (?:said|wrote|say|told|argued|warned|complained)\b"
)
_OUTSIDER = re.compile(
    r"\b(?:officials?|analysts?|lawyers?|critics?|researchers?|former \w+) (?:\w+ ){0,2}(?:said|says|told)\b|当局者|"
    r"アナリスト|弁護士|専門家",
    re.IGNORECASE,
)
_NO_COMMENT = re.compile(
    r"declin\w+ to comment|did not (?:immediately )?(?:respond|reply|comment)|no comment|コメントを(?:控え|避け)|"
    r"コメントしな|回答を控え|"
    r"応じな|spokes|広報|comment|コメント",
    re.IGNORECASE,
)


def check_speakers(text: str, lang: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    yield from _strange_roles(text, evidence)
    near = aligned_sentences(text, lang, evidence)
    sentences = [sentence for _, sentence in near]
    if not sentences:
        return
    yield from _provenance(text, sentences, evidence)
    yield from _strange_quoted(text, lang, evidence)


def _strange_quoted(text: str, lang: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    """Words in quotes that somebody else of the passages said."""
    group = _GROUP.search(text)
    if group and group.group() not in evidence.text and quotes_in(text):
        yield Fault.SPEAKER, group.group()
        return
    quotes = [quote for quote in quotes_in(text) if len(quote) >= 5]
    outside = text
    for quote in quotes:
        outside = outside.replace(quote, " ")
    ours = actors_in(outside, lang)
    for quote in quotes:
        for passage in evidence.passages:
            theirs, subject = _speakers_of(quote, passage.text, passage.lang)
            if (
                theirs
                and ours
                and not any(same_name(a, b) for a in ours for b in theirs | (subject if not theirs else set()))
            ):
                yield Fault.SPEAKER, ours[0]
                return


def _speakers_of(quote: str, text: str, lang: str) -> tuple[set[str], set[str]]:
    """The names in the sentence of `text` that holds `quote`, without the quote; and those of the sentence before."""
    needle = folded(quote)
    before: set[str] = set()
    sentences = sentences_of(text, lang)
    for number, sentence in enumerate(sentences):
        joined = sentence + (sentences[number + 1] if number + 1 < len(sentences) and sentence.count('"') % 2 else "")
        if needle[:30] in folded(joined):
            return set(actors_in(joined.replace(quote, " "), lang)), before
        before = set(actors_in(sentence, lang))
    return set(), set()


def roles_in(text: str) -> dict[str, str]:
    found = {}
    for role, pattern in _ROLE_PATTERNS:
        if match := pattern.search(text):
            found[role] = match.group()
    if "vice president" in found and not re.search(r"(?<!vice )\bpresident\b|(?<!副)社長", text, re.IGNORECASE):
        found.pop("president", None)
    return found


def _strange_roles(text: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    """A post that nobody holds in the passages."""
    if not _SPEAKS.search(text):
        return
    held = set(roles_in(evidence.known))
    for role, words in roles_in(text).items():
        if not ({role} | _SAME.get(role, set())) & held or (
            role == "ceo" and held and "ceo" not in held and not held & {"president", "founder", "chair"}
        ):
            yield Fault.SPEAKER, words
            return


def _provenance(text: str, sentences: Sequence[str], evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    is_reported = _is_report(text) or any(passage.outlet and passage.outlet in text for passage in evidence.passages)
    held = [_is_report(sentence) for sentence in sentences]
    if all(held) and not is_reported and not _NO_COMMENT.search(text):
        yield Fault.PROVENANCE, "a report from unnamed sources"
    elif (
        all(held)
        and _OFFICIAL.search(text)
        and not any(_OFFICIAL.search(sentence) for sentence in sentences)
        and not re.search(r"(?:関係者|詳しい|people|sources).*(?:明らかにした|said)|発表したもの", text)
    ):
        yield Fault.PROVENANCE, "a report from unnamed sources, not an announcement"
    elif (
        _OFFICIAL.search(text)
        and all(_OUTSIDER.search(sentence) and not _OFFICIAL.search(sentence) for sentence in sentences)
        and not roles_in(text)
    ):
        yield Fault.SPEAKER, text
    elif (
        is_reported
        and not any(held)
        and not any(_is_report(f"{passage.text} {passage.title}") for passage in evidence.passages)
        and not _HEARSAY_JA.search(evidence.text)
        and _is_report(text)
    ):
        yield Fault.PROVENANCE, "the company's own word"
    elif (
        all(_OPINION.search(_NOT_A_REPORT.sub(" ", sentence)) for sentence in sentences)
        and not _HEDGED.search(text)
        and not _holder_told(text, sentences, evidence)
    ):
        yield Fault.PROVENANCE, "somebody's opinion"


def _holder_told(text: str, sentences: Sequence[str], evidence: Evidence) -> bool:
    """Whether the point names the one whose opinion it is."""
    ours = actors_in(text, "ja" if re.search(r"[ぁ-ん]", text) else "en")
    theirs = [
        name
        for sentence in sentences
        for name in actors_in(sentence, "ja" if re.search(r"[ぁ-ん]", sentence) else "en")
    ]
    return any(same_name(a, b) for a in ours[:1] for b in theirs[:2]) and not re.search(
        r"former|元(?:社員|研究者|幹部|従業員)", " ".join(sentences)
    )


def _is_report(text: str) -> bool:
    return _REPORTED.search(_NOT_A_REPORT.sub(" ", text)) is not None
