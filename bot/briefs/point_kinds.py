"""Reads from a sentence's wording who stands behind it: a report, the company, an executive, a critic, a deed.

Reported and official are never blended: a sentence that carries both voices belongs to neither, and is not shown.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.briefs.presentable import outside_quotes
from bot.domain.brief import PointKind

_TITLE_EN = (
    r"(?:chief (?:executive(?: officer)?|(?:[a-z]+ ){1,3}officer|scientist)|CEO|CTO|COO|CFO|chair(?:man|woman)?|"
    r"president|vice president|"
    r"(?:co-?)?founder|head of [a-z ]{2,30}|(?:managing )?director|general manager)"
)
_SAID_EN = (
    r"(?:said|says|told|wrote|writes|argued|added|stated|announced|promised|vowed|posted|pledged|testified|tweeted|"
    r"published (?:a|an|the|his|her) (?:open )?(?:letter|essay|memo|post)|explained|confirmed|denied|acknowledged|"
    r"admitted|warned|called|claimed|declared|insisted|gave|disclosed|revealed)"
)
_TITLE_JA = (
    r"(?:最高[^、。「」（）\s]{2,14}責任者|CEO|ＣＥＯ|CTO|ＣＴＯ|会長|社長|創業者|共同創業者|代表(?:取締役)?|取締役|"
    r"主任科学者|部門長|本部長|所長|総裁)"
)
_SAID_JA = (
    r"(?:述べ|語[っりる]|話し|話す|主張し|説明し|投稿し|明らかにし|表明し|約束し|書い|強調し|指摘し|明かし|"
    r"コメントし|示し|訴え|"
    r"発言し|認め|否定し|宣言し|予告し|断[っり]|綴|つづ)"
)

# A report named as the occasion is no report retold: 「報道を受け」, "after the report".
_OCCASION = re.compile(
    r"報道を(?:受け|踏まえ|巡|めぐ)[^、。]{0,6}|報道(?:に(?:対し|ついて)|後)[^、。]{0,4}|"
    r"\b(?:after|following|in response to|asked about|responding to|answering)\s+(?:the|a|that|"
    r"this)?\s*(?:\w+\s+){0,2}reports?\b(?!\s+that)|"
    r"\b(?:reported|reports) (?:problems|errors|outages?)\b",
    re.IGNORECASE,
)
# Who reports its own results, or its own findings, is no press that tells of others.
_OWN_RESULTS = re.compile(
    r"\breport(?:ed|s)\b(?=(?: (?!that\b)[\w'’$€£¥.,%-]+){0,6} (?:profits?|loss(?:es)?|earnings|income|revenues?|sales|"
    r"results|turnover)\b)",
    re.IGNORECASE,
)
_OWN_FINDINGS = re.compile(
    r"\b((?:researchers?|scientists|engineers|doctors|physicians|authors|team|study|paper)\b"
    r"[^,.;]{0,60}? )report(?:ed|s)?\b|"
    r"\breported (?=(?:on \w+ )?in (?:the journal|a (?:paper|preprint|study)))",
    re.IGNORECASE,
)
_REPORTED_EN = re.compile(
    r"\b(?:people|persons?|sources?|insiders|officials?|employees)\s+(?:\w+\s+){0,2}(?:familiar|close to|"
    r"with (?:direct )?knowledge|"
    r"briefed|who (?:asked|spoke|declined|requested|were not))|\b(?:unnamed|anonymous|unidentified)\b|"
    r"\bnot to be (?:named|identified)|"
    r"\bwhom? (?:it|he|she|they) did not (?:name|identify)|\breportedly\b|\b(?:is|are|was|were) said to\b|"
    r"\baccording to (?:people|sources?|an? (?:person|report|memo)|the (?:report|newspaper|people|sources?)|reports|"
    r"media|insiders|"
    r"two|three|several|multiple|(?-i:The [A-Z]\w+)|(?-i:[A-Z][\w ]{2,25}(?:Times|Post|Journal|News|Reuters|Bloomberg|"
    r"Information|Verge)))|"
    r"\bsources? (?:said|say|told|close)|\bciting (?:people|sources?|an? (?:person|source)|unnamed|\w+ people)|"
    r"\b(?:reports?|newspaper|paper|magazine|outlet) (?:said|says|described|describes|claimed|added)\b|"
    r"(?-i:\b(?:The )?[A-Z][\w&]+(?: [A-Z][\w&]+){0,4}) (?:first )?(?:reported|reports|has reported|had reported)\b|"
    r"\bit (?:was|has been|is) reported\b|\b(?:was|were|has been|have been|been) reported\b|\breported that\b|"
    r"\bmedia reports?\b|\bleaked (?:memo|document|e-?mail|message|recording|slide)",
    re.IGNORECASE,
)
_REPORTED_JA = re.compile(
    r"関係者|匿名|情報筋|事情に詳しい|報じ(?:た|られ|て|る)|報道(?:によ(?:ると|れば)|され|が(?:出|相次))|と報道|"
    r"(?:紙|誌|通信|新聞|メディア)によ(?:ると|れば)|"
    r"取り沙汰|とされる。|と伝え(?:た|られ|て)|リーク|内部(?:文書|情報)によ|(?:ことが|と)分かった。|観測が|"
    r"検討している(?:こと|模様|という)"
)
_OFFICIAL_EN = re.compile(
    r"\bspokes(?:person|man|woman|people)\b|\b(?:in|according to) (?:a|an|its|the|the company's) (?:\w+ )?(?:statement|"
    r"blog post|press release|"
    r"filing|notice|announcement|post|memo to staff)\b|\bannounced\b|\b(?:company|firm|laborator(?:y|ies)|lab|agency|"
    r"ministry|start-?up|"
    r"government|commission|institute|university|team|group|"
    r"association|companies) (?:\w+ )?(?:said|says|stated|states|confirmed|denied|"
    r"announced|wrote|declined|promised)\b|"
    r",\s+(?:it|they) (?:said|announced)\b|"
    r"\bdeclined to comment\b|\bofficially\b|\bpress release\b",
    re.IGNORECASE,
)
# A minister speaks for a government as a spokesperson does for a firm.
_PUBLIC_EN = re.compile(
    r"\b(?:[Mm]inister|Secretary|[Ss]ecretary of state|[Cc]ommissioner|Governor|Senator|Mayor|Attorney General|"
    r"Judge|Justice)"
    rf"(?: for [^,.;]{{2,40}})?,? (?-i:[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){{0,2}}) {_SAID_EN}\b|"
    rf"\b{_SAID_EN} (?:[A-Z][\w-]+ ){{0,2}}(?:[Mm]inister|Secretary|[Cc]ommissioner|Governor|Senator|Mayor) [A-Z]"
)
_OFFICIAL_JA = re.compile(
    rf"(?:大臣|(?<![真様世実面形位人手])相|長官|知事|市長)(?:（[^）]*）)?(?:は|が)[^。]*{_SAID_JA}|"
    r"広報|発表(?:いた)?し|お知らせ(?:いた)?します|コメント(?:は|を)(?:差し)?控え|発表による|公式(?:に|ブログ|サイト|発表|見解|声明|X)|声明|プレスリリース|コメントを(?:出|発表)|"
    r"(?:社|所|省|庁|側)は[^。]*(?:説明し|"
    r"明らかにし|表明し|コメントし|としている|述べ|認め|否定し)|指針を(?:定|示|公表)|(?:目的|方針)を掲げ"
)
_OPINION_EN = re.compile(
    r"\b(?:analysts?|critics?|observers?|commentators?|experts?)\b[^,.;]{0,50}\b(?:say|said|argued?|believe|expect|"
    r"think|"
    r"warn(?:ed)?|see|read|wrote|point)\b|\bargue[sd]? that\b|\bpersonal (?:views?|blog)\b|\barguably\b|"
    r"\bin an? (?:opinion piece|op-ed|column|editorial)\b|\b(?:should|ought to)\b",
    re.IGNORECASE,
)
_OPINION_JA = re.compile(
    r"アナリスト|専門家|との(?:批判|指摘|懸念)(?:も|が)|評論家|批評家|コミュニティー?(?:の|で)|との見方|との受け止め|受け止める|と(?:み|見)られ|"
    r"とみる|といえる|と言える|べきだ|だろう|"
    r"かもしれない|そうだ。|個人(?:の見解|ブログ|的な)|と論じ|懸念する声|指摘する声|となりかねない|焦点となる|"
    r"必要がある。|いえよう"
)
_THING_EN = (
    r"(?:weights?|models?|code|source code|datasets?|data set|checkpoints?|parameters|librar(?:y|ies)|framework|"
    r"tools?|versions?|"
    r"[A-Z][\w.-]*\s?\d[\w.]*[A-Za-z]?)"
)
_RELEASED_EN = (
    r"(?:released|publishe[sd]|open-?sourced|opened|uploaded|launched|posted|shipped|previewed|put|"
    r"made (?:\w+ )?available)"
)
_RELEASE_EN = re.compile(
    rf"\b{_RELEASED_EN}\b[^.;]*\b{_THING_EN}\b|"
    rf"\b{_THING_EN}\b[^.;]*\b(?:(?:was|were|has been|have been|has not been|have not been|had not been|are|"
    rf"is) (?:\w+ )?{_RELEASED_EN}|"
    rf"came (?:\w+ )?under)\b"
)
_RELEASE_JA = re.compile(
    r"(?:重み|モデル|コード|データ(?:セット)?|[A-Za-z][\w.\- ]*\d[\w.\-]*)[^。]{0,60}(?:公開(?:したのは|(?:した|"
    r"している|して(?:おり|いる)|されて"
    r"(?:いる|いない|おり)|された)(?=。|が、|ものの|ほか|、)|し、)|リリースした(?=。|が、)|提供を(?:始めた|"
    r"開始した)(?=。|が、)|"
    r"配布(?:を始めた|した)(?=。|が、)|予告(?:にとどま|だけ|のみ))|ライセンスを採用した。"
)
# "will be released" is a promise, not a deed. Read right before the verb only: a sentence may hold both.
_NOT_YET_EN = re.compile(
    r"\b(?:will|would|to|plan\w*|expect\w*|intend\w*|promis\w*|hop\w*|be|postpone\w*|delay\w*)\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
_NOT_YET_JA = re.compile(
    r"(?:する|される)(?:予定|方針|計画|考え|見通し|見込み|と(?:予告|約束|発表|表明))|延期|検討|見送|案を|と予告|"
    r"と約束|取り組み続ける"
)

_COLUMN = re.compile(
    r"^(?:opinion|commentary|column|editorial|op-ed|comment|viewpoint|perspective)\b\s*[:|–—-]|"
    r"[|–—-]\s*(?:opinion|commentary|editorial)\s*$|^[【［\[<〈]?(?:社説|論説|コラム|オピニオン|寄稿|主張|視点|論考)",
    re.IGNORECASE,
)
_EXPLAINER = re.compile(
    r"^(?:explainer|analysis|q&a|explained)\b\s*:|^[【［\[](?:解説|分析|深掘り|Q&A|まとめ)", re.IGNORECASE
)


# Only the main clause tells who speaks or acts: "Baidu, whose chief executive once called …, released …".
_ASIDE_EN = re.compile(r",\s+(?:who|whose|which|whom|where)\b[^,.;]*,")
_SUBORDINATE_EN = re.compile(
    r",\s+(?:(?:\w+\s+){0,2}(?:after|before|since)|when|while|whose|which|who|as|because|although|though|keeping|"
    r"joining|saying that)\b.*$"
)
_OPENING_EN = re.compile(
    r"^(?:(?:\w+\s+){0,3}(?:after|before|since)|When|While|As|Although|Though|Because|If|Once)\b[^,]*,\s+"
)
_NAME_EN = r"[A-Z][^\W\d]['’\w-]*(?:\s+[A-Z]\.)?(?:\s+[A-Z][^\W\d]['’\w-]*){0,2}"
_EXECUTIVE_EN = re.compile(
    rf"(?i:\b{_TITLE_EN})\b[^.;]{{0,40}}?{_NAME_EN}[^.;]{{0,60}}?\b{_SAID_EN}\b|"
    rf"\b{_NAME_EN},[^.;]{{0,50}}(?i:\b{_TITLE_EN})\b[^.;]{{0,30}}\b{_SAID_EN}\b|"
    rf"\b{_SAID_EN}\b[^.;]{{0,20}}(?i:\b{_TITLE_EN})\b|"
    rf"(?i:\b{_TITLE_EN})\s+{_NAME_EN}\s+{_SAID_EN}\b|"
    rf"\b(?:letter|essay|memo|interview|post|talk|testimony)\b[^.;]{{0,60}}\b{_NAME_EN}\s+{_SAID_EN}\b"
)
_EXECUTIVE_JA = re.compile(
    rf"{_TITLE_JA}(?:（[^）]*）)?(?:は|が|も)[^。]*{_SAID_JA}|{_TITLE_JA}の[^、。は]{{2,14}}氏(?:は|が|"
    rf"も)[^。]*{_SAID_JA}"
)
_PERSON_SAID_JA = re.compile(rf"([^\s、。は「」（）]{{1,20}})氏(?:（[^）]*）)?(?:は|が|も)[^。]*{_SAID_JA}")

_TITLED_EN = re.compile(
    rf"(?i:\b{_TITLE_EN})(?:\s+and\s+(?:\w+\s+){{1,3}}?)?,?\s+({_NAME_EN})|"
    rf"\b({_NAME_EN}),\s+(?:[^.;,]{{0,40}}\s)?(?i:{_TITLE_EN})\b"
)
_TITLED_JA = re.compile(rf"([一-龥ァ-ヶー・=＝]{{2,20}}){_TITLE_JA}|{_TITLE_JA}の([一-龥ァ-ヶー・=＝]{{2,20}})氏")
_COMPANY_SAID_EN = re.compile(
    rf"\{{C\}}(?:'s)?(?:,[^,;]*,)?\s+(?:(?:has|had|also|then|itself|again|later|since|\w+ly)\s+)*{_SAID_EN}\b|"
    rf",?\s*{_SAID_EN}\s+\{{C\}}$"
)
_COMPANY_SAID_JA = re.compile(
    r"\{C\}(?:（[^）]*）)?は[^。]*(?:説明し|明らかにし|表明し|発表し|約束し|予告し|コメントし|としている|と述べ|"
    r"強調し|認め|否定し|掲げ|定め)"
)
_SIDE_SAID_EN = re.compile(
    rf",\s(?:\{{C\}}|(?:the|a|an) (?:[\w'’-]+ ){{0,3}}?(?:company|companies|firm|start-?up|laboratory|lab|agency|"
    rf"ministry|regulator|institute|university|group|maker|developer|bank)) (?:later |also )?{_SAID_EN}\b",
    re.IGNORECASE,
)
_COMPANY = "{C}"
_TRAILING_SAID_EN = re.compile(
    rf",\s+((?:(?:the|a|an)\s)?[^,\"“”]{{2,60}}?\b{_SAID_EN}(?: (?:on|in|at|late)\b[^,]{{0,40}})?)\s*\.?$"
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who stands behind a sentence. `is_blended`: a report and an official word in one, to be left out."""

    kind: PointKind
    is_blended: bool = False


def is_column(title: str) -> bool:
    """Whether the headline marks the article as somebody's opinion."""
    return bool(_COLUMN.search(title.strip()))


def is_explainer(title: str) -> bool:
    return bool(_EXPLAINER.search(title.strip()))


def executives_in(text: str, lang: str, companies: Collection[str] = ()) -> frozenset[str]:
    """Names of the people whom the text gives a leading post, in full and the family name alone.

    `companies` are organisations as the text spells them: their names stand beside posts too.
    """
    names: set[str] = set()
    for found in (_TITLED_JA if lang == "ja" else _TITLED_EN).finditer(text):
        name = next(group for group in found.groups() if group)
        if any(company in name or name in company for company in companies):
            continue
        names.add(name)
        names.add(name.split()[-1] if lang != "ja" else name.split("・")[-1])
    return frozenset(names)


def voice_of(
    sentence: str,
    lang: str,
    *,
    title: str = "",
    companies: Collection[str] = (),
    executives: Collection[str] = (),
) -> Voice:
    """Read the voice of one sentence.

    `title` is its article's headline, which may mark a column; `companies` are the organisations as the sentence
    spells them; `executives` are names of people in leading posts, as the story's articles introduce them.
    """
    plain = _OCCASION.sub(" ", outside_quotes(sentence))
    if lang != "ja":
        plain = _OWN_FINDINGS.sub(r"\1found ", _OWN_RESULTS.sub("announced", plain))
    cues = _cues_ja(plain, companies, executives) if lang == "ja" else _cues_en(plain, companies, executives)
    if cues.reported:
        return Voice(PointKind.REPORTED, is_blended=cues.official or cues.executive)
    column = is_column(title)
    if cues.executive:
        return Voice(PointKind.EXECUTIVE)
    if cues.released and not column:
        return Voice(PointKind.RELEASE)
    if cues.official:
        return Voice(PointKind.OFFICIAL)
    if column or cues.opinion:
        return Voice(PointKind.OPINION)
    return Voice(PointKind.FACT)


@dataclass(frozen=True, slots=True)
class _Cues:
    reported: bool
    official: bool
    executive: bool
    opinion: bool
    released: bool


def _masked(words: str, companies: Collection[str]) -> str:
    for name in sorted(companies, key=len, reverse=True):
        words = words.replace(name, _COMPANY)
    return words


def _cues_en(plain: str, companies: Collection[str], executives: Collection[str]) -> _Cues:
    whole = _OPENING_EN.sub("", _ASIDE_EN.sub(",", plain))
    main = _SUBORDINATE_EN.sub("", whole).rstrip(" .")
    spoken = _TRAILING_SAID_EN.search(whole)
    speaker = spoken.group(1).rstrip(" .") if spoken else ""
    if not main.endswith(speaker):
        main = f"{main}, {speaker}"
    released = _RELEASE_EN.search(main)
    # "The founder has resigned, the Zurich-based company said": the words are the company's.
    said_by_side = bool(_SIDE_SAID_EN.search(_masked(main, companies)))
    return _Cues(
        reported=bool(_REPORTED_EN.search(plain)),
        official=any(
            pattern.search(words)
            for pattern, words in (
                (_OFFICIAL_EN, main),
                (_PUBLIC_EN, main),
                (_COMPANY_SAID_EN, _masked(main, companies)),
            )
        ),
        executive=not said_by_side and (bool(_EXECUTIVE_EN.search(main)) or _executive_said(main, executives)),
        opinion=bool(_OPINION_EN.search(plain)),
        released=released is not None and not _NOT_YET_EN.search(main[: released.start()]),
    )


def _executive_said(main: str, executives: Collection[str]) -> bool:
    verb = rf"(?:,[^,;]*,)?\s+(?:then\s+|also\s+|later\s+|had\s+|has\s+)*{_SAID_EN}\b"
    return any(
        re.search(rf"\b{re.escape(name)}{verb}|\b{_SAID_EN}\s+(?:\w+\s+)?{re.escape(name)}\b", main)
        for name in executives
    )


def _cues_ja(plain: str, companies: Collection[str], executives: Collection[str]) -> _Cues:
    person = _PERSON_SAID_JA.search(plain)
    return _Cues(
        reported=bool(_REPORTED_JA.search(plain)),
        official=bool(_OFFICIAL_JA.search(plain) or _COMPANY_SAID_JA.search(_masked(plain, companies))),
        executive=bool(_EXECUTIVE_JA.search(plain))
        or (person is not None and any(person.group(1).endswith(name.split("・")[-1]) for name in executives)),
        opinion=bool(_OPINION_JA.search(plain)),
        released=bool(_RELEASE_JA.search(plain)) and not _NOT_YET_JA.search(plain),
    )
