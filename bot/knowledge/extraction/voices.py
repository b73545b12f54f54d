"""Who stands behind a sentence: a named person, a spokesperson, the organisation, an unnamed source, an outsider."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

_I = re.IGNORECASE
_UNNAMED = re.compile(
    r"\b(?:people|persons?|sources?|insiders|employees)\b.{0,20}\b(?:familiar|close to|briefed"
    r"|with (?:direct )?knowledge|"
    r"who asked not)|\baccording to (?:an? |the )?(?:\w+ ){0,2}reports?\b|\b(?:[A-Z]\w+ ){1,3}reported (?:on"
    r"|that)\b|\bsources (?:say|said|told)\b|\breportedly\b|"
    r"\b(?:memos?|documents?|slides?|deck|presentation|drafts?|e-?mails?|notes|minutes|messages) (?:\w+ )?"
    r"(?:seen|obtained|reviewed|viewed) by|\bunnamed\b|\banonym\w+"
    r"|\b(?:sources?|insiders|people|employees|engineers) (?:inside|within|at|close to)\b"
    r"|\baccording to (?:\w+ ){0,3}(?:people|persons?|sources?|employees|insiders|engineers|executives)\b(?! at the)"
    r"|\b(?:one|two|three|some|several) of (?:them|the people) said"
    r"|\bciting (?:an? |two |three |several |unnamed |people|employees|sources|engineers|insiders|documents)"
    r"|\b(?:one|two|three|four|five|six|several|some|\d+) (?:\w+ ){0,2}(?:people|persons|employees|staff\w*|insiders"
    r"|engineers|executives|directors|officials|researchers)\b.{0,60}\b(?:told|said|say)\b"
    r"|(?:人|名)の話として|(?:人物|筋|幹部ら|従業員ら)(?:が|は|によ|に)[^。]{0,12}(?:明かし|語|話|述べ|よれば|よる)|内部では"
    r"|関係者(?:が|は|に|の話|への|によ)|匿名|情報筋|消息筋|事情に詳しい|と報じ|社内文書|ことが(?:分か|わか|判明)",
    _I,
)
_SPOKESPERSON = re.compile(r"\bspokes(?:person|man|woman)\b|広報(?:担当|責任|部)?", _I)
_SILENT = re.compile(
    r"(?:declin\w+ to|did not|would not).{0,30}(?:comment|respond|reply|say)|no comment|コメントを(?:控|避)"
    r"|コメントしな|回答を控",
    _I,
)
_SPEECH = re.compile(
    r"\b(?:said|says|say|told|tells|wrote|writes|added|argu\w+|announc\w+|explain\w+|promis\w+|pledg\w+|vow\w+"
    r"|confirm\w+|"
    r"denied|denies|reject\w+|posted|tweeted|testif\w+|warn\w+|declar\w+|insist\w+|stat(?:ed|ement)|call(?:ed|s)|"
    r"critici[sz]ed|stress\w+|according to|laugh\w* off|scoff\w*|shrug\w*|ridicul\w*|prais\w*|defend\w*"
    r"|reaffirm\w*|dismiss\w*|rebuff\w*|mock\w*|accus\w*|blam\w*|urg\w*|chid\w*|vow\w*"
    r"|rul(?:ed|es) out|repeat\w*|retract\w*|withdrew|asked|admit\w*|conced\w+|mention\w*|respond\w*|repl(?:y"
    r"|ied|ies)"
    r"|remain\w* committed|"
    r"hit(?:s|ting)? (?:back|out)|fir(?:ed|es) back|lash\w*|slam\w*|t(?:ook|akes) aim|calling"
    r"|under (?:the )?(?:new )?(?:rules|guidelines|polic(?:y|ies))|(?:rules|guidelines|paper|charter|policy|proposals?)"
    r"(?: that| which)?(?: \w+){0,5} published"
    r"|in an? (?:letter|interview|statement|blog post|memo|post|speech|podcast))\b"
    r"|述べ|語[っりる]|話し|書い|明らかに|表明|主張|説明|発表|投稿|示し|示す|回答|コメント|強調|指摘|批判|約束|断言|否定|警告|声明|投げかけ|応じ|明かし|皮肉|冷笑|反論|分析し|分析する"
    r"|非難|一蹴|言い切"
    r"|公表|打ち出|掲げ|講演し|切り捨て|断じ|突き放|こき下ろ|酷評|評し|謝罪|明言|続け|誓|揶揄|退け|証言|書き|訴え|認め|撤回|宣言|約束|求め|答え|と話|との考え|との認識|伝え",
    _I,
)
_OUTSIDER = re.compile(
    r"\b(?<!told )(?<!to )(?<!with )(?:analysts?|critics?|lawyers?|professors?|consultan\w+|columnists?"
    r"|experts?|commentators?|"
    r"lecturers?|academics?|scholars?|bloggers?|fund managers?|partners? at|investors? (?:in|at)|users? (?:of|in)|"
    r"think[- ]tanks?|reports? (?:says|said|finds|found|ranks|places|rates)|report['’]s authors?|"
    r"watchdogs?|regulators|lawmakers|senators?|rivals|former (?:\w+ ){0,2}(?:employee|engineer|executive"
    r"|researcher|scientist|manager|staff\w*|director))\b|not connected with|"
    r"\bwho (?:teaches|studies|researches|tracks|advises|covers|follows|lectures)\b|"
    r"講師|分析官|投資家|ファンド|学者|ブロガー|准教授|シンクタンク|報告書(?:は|に|で|の著者)|著者の|アナリスト(?!に|向け|との|ら?と)|弁護士|専門家|教授|評論家|調査会社|コンサルタント|識者"
    r"|元(?:社員|幹部|従業員|研究[者員]|技術者"
    r"|エンジニア|役員)|記者は|論説",
    _I,
)
ROLE_EN = (
    r"(?:(?:co-?)?founder(?: and (?:CEO|chief executive))?|chief executive(?: officer)?|C[ETOF]O|chair(?:man"
    r"|woman)?|(?:vice |senior vice )?"
    r"president|(?:executive |managing )?director|head of [a-z]+(?: [a-z]+)?|chief [a-z]+(?: officer)?"
    r"|general counsel|(?:prime )?minister|secretary"
    r"|commissioner|boss|managing partner|research lead|vice-?chair\w*)"
)
_NAME_EN = r"(?:[A-Z][\w'’.-]{1,20}(?: (?:de |van |von |el |al-)?[A-Z][\w'’-]{1,20}){1,2})"
_SAID_EN = (
    r"(?:said|says|wrote|writes|told|tells|argue[ds]|warn(?:ed|s)|add(?:ed|s)|posted|dismissed|rejected|denied"
    r"|mocked|accused|attacked|blamed|chided|urged|criticis?z?ed|insist(?:ed|s)"
    r"|promised|pledged|vowed|announced|confirmed|stressed|explained|quipped|testified|repeated|declared"
    r"|admitted|conceded)"
)
_PERSON_EN = (
    re.compile(rf"(?P<name>{_NAME_EN}), (?:(?:its|the|an?|our|[A-Z]\w+(?:'s)?) ){{0,3}}(?P<role>(?i:{ROLE_EN}))"),
    re.compile(rf"(?P<role>(?i:{ROLE_EN})),? (?P<name>{_NAME_EN})"),
    re.compile(
        rf"(?P<name>{_NAME_EN})(?:, [^,.\"]{{1,60}},| (?:of|at"
        rf"|from) (?:the )?[A-Z][\w ]{{1,30}}?)? (?:also )?{_SAID_EN}\b"
    ),
    re.compile(rf"(?P<name>{_NAME_EN}) (?:of|at|from) (?=[A-Z])"),
    re.compile(
        rf"\b(?:said|says|wrote|writes|added|argued|argues|warned|repl(?:ies|ied)|answer(?:s|ed)|explain(?:s|ed)"
        rf"|insist(?:s|ed)|recall(?:s|ed)) (?P<name>{_NAME_EN})"
    ),
)
ROLE_JA = (
    r"(?:(?:最高(?:経営|技術|執行|財務|科学|研究)責任者(?:（C[A-Z]O）)?)|C[ETOFS]O|共同創業者|創業者|会長兼社長|社長|会長|副社長|代表(?:取締役)?|所長|院長|"
    r"理事長|事務局長|大臣|長官|首相|知事|局長|主席科学者|首席科学者|主任研究員|研究部門長|部門長|部長|代表理事|専務|常務|[ァ-ヺー一-龥]{0,6}責任者|取締役|執行役員|本部長)"
)
_NAME_JA = (
    r"(?:[ァ-ヺー]{2,12}(?:[・＝][ァ-ヺー]{1,14}){1,3}"
    r"|[ァ-ヺー]{3,14}(?=氏|さん|C[ETO]O|会長|社長|所長)|[一-龥々ヶヵ]{2,6})"
)
_PERSON_JA = (
    re.compile(rf"(?P<name>{_NAME_JA})(?P<role>{ROLE_JA})"),
    re.compile(rf"(?P<role>{ROLE_JA})[のである、]{{0,3}}(?P<name>{_NAME_JA})(?:氏|さん|博士)"),
    re.compile(rf"(?P<name>{_NAME_JA})(?:氏|さん|博士)"),
)
_SHORT_NAME = re.compile(
    r"\b(?P<en>[A-Z][\w'’-]{1,20}) (?:said|says|wrote|told|added|argued|posted|promised|insisted)\b"
    r"|\b(?:said|says|wrote|added) (?P<back>[A-Z][\w'’-]{1,20})|(?P<ja>[ァ-ヺー]{2,14}|[一-龥]{2})(?:氏|さん|CEO|社長)"
)
_NOT_A_PERSON = re.compile(
    r"^(?:技術|研究|法務|政策|経営|開発|事業|製品|広報|安全|最高|共同|同社|同省|副|現職|担当|各国|両)|\b(?:The|A|An|In|On|At|But|And|When|Labs?|Inc"
    r"|Corp|AI|Research|Group|Monday|Tuesday|Wednesday|Thursday|Friday|"
    r"Saturday|Sunday|January|February|March|April|June|July|August|September|October|November|December)\b"
)
_PRONOUN = re.compile(
    r"[\"”],? (?:he|she|they) (?:said|wrote|added|told)|\b(?:he|she) (?:said|wrote|told|added)\b|(?:同氏|同CEO"
    r"|同社長)[はも]",
    _I,
)
_QUOTED = re.compile(r"\"[^\"\n]{3,400}\"|“[^”\n]{3,400}”|「[^」\n]{2,300}」|『[^』\n]{2,300}』")


# Somebody in office without a name: "the Acme chief added".
_OFFICE = re.compile(
    r"\b(?:chief(?: executive| technology officer| scientist)?|C[ETO]O|boss|president|chair(?:man|woman)|founder"
    r"|minister)"
    r"(?:,)? (?:also )?(?:said|says|added|told|wrote|argued|warned|insisted|promised)\b"
    r"|\b(?:said|added) the (?:\w+ )?(?:chief executive|CEO|boss|president|chair(?:man|woman)|founder|minister)\b",
    _I,
)


class Voice(StrEnum):
    PERSON = "person"
    SPOKESPERSON = "spokesperson"
    ORGANISATION = "organisation"
    UNNAMED = "unnamed"
    OUTSIDER = "outsider"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    role: str | None


def quotes_in(text: str) -> list[str]:
    """The words inside quotation marks, verbatim; names of works and products are among them."""
    return [match.group()[1:-1] for match in _QUOTED.finditer(text)]


def without_quotes(text: str) -> str:
    return _QUOTED.sub(" ", text)


def find_person(text: str, lang: str, taken: Sequence[str], known: Mapping[str, Person]) -> Person | None:
    """The first named person outside of quotation marks, with the post where the sentence tells it.

    `taken`: names of organisations and products, which are no persons. `known`: persons of earlier sentences by
    surname, so that "Palmer said" is Craig Palmer.
    """
    outside = without_quotes(text)
    for pattern in _PERSON_JA if lang == "ja" else _PERSON_EN:
        for match in pattern.finditer(outside):
            name = match["name"]
            if not any(other in name or name in other for other in taken) and not _NOT_A_PERSON.search(name):
                return Person(name, match.groupdict().get("role"))
    for match in _SHORT_NAME.finditer(outside):
        person = known.get(match["en"] or match["back"] or match["ja"])
        if person is not None:
            return person
    return None


def surname_of(person: Person) -> str:
    """How later sentences call the person: the last word of the name; a name in kanji by its first two characters."""
    parts = re.split(r"[ ・＝]", person.name)
    return parts[-1] if len(parts) > 1 else person.name[:2]


def goes_on(text: str) -> bool:
    """Whether the speaker is told by a pronoun, and stands in a sentence before."""
    return bool(_PRONOUN.search(text))


def is_of_spokesperson(words: str) -> bool:
    """Whether they name somebody who speaks for an organisation by office."""
    return bool(_SPOKESPERSON.search(words))


def _is_insider(outside: str, person: Person | None) -> bool:
    """Whether the speaker holds a post or is called the organisation's own: an expert named is then only a listener."""
    if person is None:
        return False
    return person.role is not None or bool(re.search(rf"['’]s (?:\w+ ){{0,3}}{re.escape(person.name)}", outside))


def says_nobody_new(text: str, person: Person | None) -> bool:
    """Whether a Japanese sentence gives words and names nobody who says them: it is still the one before."""
    outside = without_quotes(text)
    return (
        person is None
        and bool(quotes_in(text))
        and not re.search(r"同社|広報|当局|同省|同財団|同研究所|[はが]", outside)
    )


def voice_of(text: str, person: Person | None) -> Voice:
    """Whose voice the sentence is, by its words outside of quotation marks."""
    outside = _SILENT.sub(" ", without_quotes(text))
    if _UNNAMED.search(outside):
        return Voice.UNNAMED
    if _OUTSIDER.search(outside) and not _is_insider(outside, person):
        return Voice.OUTSIDER
    if _SPEECH.search(outside):
        if person is not None or _OFFICE.search(outside):
            return Voice.PERSON
        return Voice.SPOKESPERSON if _SPOKESPERSON.search(outside) else Voice.ORGANISATION
    return Voice.NOBODY
