"""What a question asks for: the aspect, and the turns of phrase that change what counts as an answer."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Aspect(StrEnum):
    STANCE = "stance"
    SAID = "said"
    """What somebody said (about something)."""
    WHO = "who"
    """Who said it, and when."""
    CHANGE = "change"
    COMPARISON = "comparison"
    RELEASE = "release"
    LICENCE = "licence"
    REASON = "reason"
    OFFICIAL = "official"
    """Whether it is official or only reported."""
    KEPT = "kept"
    """What was said against what was done."""
    FUTURE = "future"
    LIST = "list"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Turns:
    """Turns of phrase found in a question, each of which narrows what answers it."""

    is_yes_no: bool
    asks_when: bool
    asks_judgement: bool
    """It wants a verdict or a forecast, which a record cannot give."""
    wants_quote: bool
    looks_ahead: bool
    is_from_start: bool
    """From the beginning on: 設立時から, since its founding."""
    gives_premise: bool
    """It takes something for granted (why, when, how come) rather than asking whether it is so."""


def _words(en: str, ja: str) -> re.Pattern[str]:
    return re.compile(f"(?<![A-Za-z])(?:{en})(?![A-Za-z])|(?:{ja})", re.IGNORECASE)


_LIST = _words(
    r"which (?:\w+[ -]){0,4}?(?:companies|labs|organi[sz]ations|firms|developers|governments|countries|makers|startups|ones|executives|ceos|people|models)"
    r"|what (?:companies|labs|organi[sz]ations|firms|governments|other companies)|list (?:all |the |every )?"
    r"|name (?:all|the|every|some|three|two)|who (?:else|all)|how many (?:companies|labs|firms)",
    r"どの(?:ような)?(?:\w{0,8}?)(?:企業|会社|組織|国|研究所|政府|陣営|社)|どこの(?:企業|会社|国)|一覧|リスト(?:アップ|を|に)|列挙|挙げて"
    r"|どの企業|何社|企業はどこ|会社はどこ|組織はどこ|企業は(?:どれ|ありますか)|会社は(?:どれ|ありますか)",
)
_COMPARE = _words(
    r"compar\w+|differ\w*|differences?|versus|vs\.?|contrast\w*|more (?:open|closed|restrictive|permissive) than|unlike|both|which of the two|distinguish\w*|side by side|how do \w+ and",
    r"違い|違う|違っ|異な|比べ|比較|対照|差は|差が|どちら|それぞれ|両社|両者|対比|相違",
)
_REASON = _words(
    r"why|reasons?|rationale|what made|how come|what (?:prompted|led|drove|motivated)|on what grounds|justif\w+|motive\w*|what explanation",
    r"なぜ|何故|理由|どうして|根拠|動機|わけは|訳は|狙い|きっかけ",
)
_OFFICIAL = _words(
    r"official or|officially|formally|(?:an? )?official (?:announcement|statement|word|confirmation|claim|line|source)|confirmed"
    r"|(?:just|only|merely|simply) (?:a )?(?:report|rumou?r|speculation|press)|or (?:a |an )?(?:\w+ )?(?:report|rumou?r|leak|press|media)\w*"
    r"|rumou?r\w*|unconfirmed|on the record or|anonymous\w*|unnamed sources?|hearsay|reported or|in its own name|itself (?:said|announced|confirmed)",
    r"公式発表|公式に|公式の(?:発表|声明|発言)|公式(?:な|見解)?(?:なの|です)?か|正式に|正式発表|正式な(?:発表|声明|表明)|それとも(?:\w{0,6})報道|報道(?:に過ぎ|にすぎ|だけ|なの|ですか|か、|か公式)"
    r"|うわさ|噂|未確認|匿名|関係者の話|裏付け|確定した|認めた|認めて",
)
_KEPT = _words(
    r"kept? (?:\w+ ){0,3}(?:promise|word|pledge|commitment|vow)s?|(?:break|broke|broken) (?:\w+ ){0,3}(?:promise|word|pledge)|liv(?:e|ed|ing) up|follow(?:ed|ing)? (?:through|up)"
    r"|deliver(?:ed|ing)? on|make good|made good|honou?r(?:ed)?|fulfil\w*|actually (?:release|publish|open|ship|do|did|happen|deliver|open-?source)\w*"
    r"|really (?:open|release|publish|do|did|an? open)\w*|match (?:its|his|her|their) (?:words|statements|promises|actions)|words? (?:and|against|with|versus|match) (?:its |his |her |their )?(?:deeds|actions)"
    r"|as (?:\w+ ){1,4}(?:said|promised|claimed|pledged|announced|planned)|what (?:actually )?came out|did (?:it|that|they|a release|the release|the weights) (?:\w+ )?(?:follow|happen|materiali[sz]e|appear|come)\w*"
    r"|carried out|go through with|went through with|put into practice|was (?:the|that|this|its) (?:promise|plan|pledge) |what became of|in practice|on schedule|as promised|on time|true to",
    r"約束(?:を|は|\w{0,6})(?:守|果た|履行|実|破)|約束どおり|約束通り|言葉どおり|言葉通り|有言実行|言行|実行(?:し|され|に移)|実現(?:し|され)|実際に(?:は)?(?:公開|オープン|出|リリース|重み|何)"
    r"|本当に(?:オープン|公開|重み|完全)|履行|果たし|守った|守られ|守りまし|公約|予告(?:\w{0,4})(?:どおり|通り)|予定(?:どおり|通り)|計画(?:どおり|通り)|その後(?:実際|公開|どう)|有言|発言と(?:行動|実態|実際)|言ったこととやった|結局",
)
_WHO = _words(
    r"who(?!se)|whose|which (?:executive|person|official|founder|ceo)",
    r"誰|だれ|どなた|発言者|何者|誰が|どの(?:幹部|経営者|人物)",
)
_CHANGE = _words(
    r"chang(?:e|ed|es|ing)|shift\w*|evol\w+|revers\w+|u-?turn|turned|switch\w*|backtrack\w*|flip\w*|abandon\w*|walk(?:ed)? back|soften\w*|harden\w*|over (?:the )?(?:time|years)|history|timeline|moved? (?:from|away|toward)\w*"
    r"|used to|at first|no longer|consistent(?:ly)?|trajectory|developed since|come around|came around|rethink|rethought|different(?:ly)? (?:from|than) before",
    r"変わ|変え|変化|転換|推移|変遷|翻|撤回|一貫|経緯|転じ|方向転換|移り変|ぶれ|流れを|軟化|硬化|改め|歩み|どう動",
)
_QUOTE = _words(
    r"exact(?:ly)? (?:words?|said|say)|what exactly did \w+ say|quot\w+|own words|verbatim|word for word|literally say|phrase\w*|wording|precise words?",
    r"正確な(?:言葉|発言|文言)|原文|引用|言葉を(?:教|示|知|そのまま)|発言を(?:教|示|そのまま)|どんな言葉|どういう言葉|何という言葉|一言一句|文言|語った言葉",
)
_FUTURE = _words(
    r"will|won't|going to|planning to|plans? to|plans? for|intends? to|upcoming|next (?:year|month|version|model|flagship)|in (?:the )?future|by when|expected to|scheduled|soon|committed to releas\w+|promised? to|roadmap|planned|due to",
    r"予定|将来|今後|つもり|計画|これから|次期|次の(?:モデル|バージョン|世代)|公開日はいつ|いつ公開(?:する|し|され(?:る|ま))|するでしょう|されるでしょう|見通し|いずれ|近く|表明していますか|約束していますか",
)
_LICENCE = _words(
    r"licen[cs]\w*|terms|commercial\w*|apache(?: 2\.0)?|mit|gpl\w*|cc[- ]by[\w-]*|royalt\w*|conditions?|restrict\w*|allowed to|may i|can i|permitted|free to use|legal(?:ly)?",
    r"ライセンス|利用規約|商用|商業|条件|使えますか|利用でき|使ってよ|使っても|営利|許諾|ロイヤルティ|制限|Apache|MIT",
)
_RELEASE = _words(
    r"releas\w+|publish\w*|open-?sourc(?:ed|ing)|download\w*|availab\w+|ship(?:ped|s)?|launch\w*|put out|made public|weights (?:of|for)|open(?:ed)? (?:up )?the|opened|contents?|include[sd]?|came with|hugging face",
    r"公開(?:し|され|した|済|日|内容|範囲|物)|リリース|配布|入手|ダウンロード|何を公開|出し(?:まし|た)|提供(?:し|され)|含まれ|オープンソース化(?:し|され)|公開ですか|出ま",
)
_SAID = _words(
    r"sa(?:y|id|ys|ying)|told|tell|stated?|argu\w+|claim\w*|comment\w*|remark\w*|describ\w+|call(?:ed|s)?|warn\w*|think\w*|thought|beli\w+|criticis\w+|criticiz\w+|respon\w+|react\w*|speak|spoke|mention\w*|promis\w+|pledg\w+|announc\w+",
    r"言(?:っ|い|う|わ|及|明)|述べ|語っ|語り|話し|コメント|発言|主張し|訴え|批判し|呼ん|警告|指摘し|反応|約束し|表明し|説明し|宣言|明らかに",
)
_STANCE = _words(
    r"positions?|stances?|views?|opinions?|attitudes?|polic(?:y|ies)|where does|stand|stood|think|support\w*|favou?r\w*|against|oppos\w+|for or against|back(?:s|ed|ing)?|approach|committed|endorse\w*|advocat\w+|believe\w*|line on|open or closed|pro-|anti-",
    r"立場|姿勢|方針|見解|賛成|反対|支持|考え|スタンス|主張|態度|どう(?:見|思|捉|とら|評価|位置)|容認|肯定的|否定的|擁護|志向|路線|積極的|消極的|前向き",
)
_JUDGE = re.compile(
    r"^\s*(?:should|ought|is it (?:right|wrong|good|bad|fair|wise|ethical))\b|\bdo you (?:think|believe|expect|recommend|prefer)\b|\bin your (?:opinion|view)\b|\bhow likely\b|\blikely to\b|\bpredict\w*\b|\bforecast\w*\b"
    r"|\bwhat (?:will|would) happen\b|\bwould you\b|\b(?:can|could|should) (?:we|i|one|you) trust\b|\btrustworthy\b|\b(?:is|are|was) \w+(?: \w+)? (?:lying|honest|a liar|hypocri\w+|evil|dishonest|sincere|right)\b|\bhypocri\w+|\bbest (?:company|lab|model)\b"
    r"|\bwhich (?:is|one is|company is|lab is|model is) (?:better|best|safer|safest|the best|the most trustworthy)\b|\bbet on\b|\bwill \w+(?: \w+)? ever\b|\bwho will win\b|\bmorally\b|\bthe chances\b|\bprobab\w+"
    r"|と思いますか|べきですか|べきでしょうか|べきだと思|予測して|予想|信用でき|信頼でき|嘘つき|うそつき|偽善|正しいですか|正しいと|間違っていますか|優れていますか|優れてい|可能性は|見込みは|確率|おすすめ|どちらが(?:良|よ|優|正|安全)|勝つ|信じて(?:い|よ)|誠実"
    r"|あなた(?:は|の意見)|良いことですか|悪いことですか",
    re.IGNORECASE,
)
_WHEN = _words(
    r"when|what (?:date|day|month|year|time)|on what date|which (?:date|day|month|year)|how long ago",
    r"いつ|何月|何日|何年|日付|時期|日はいつ",
)
_FROM_START = _words(
    r"since (?:its |the )?(?:founding|foundation|inception|start|beginning|launch)|from the (?:start|beginning|outset)|founding|over the years|originally|at first|over time",
    r"設立(?:時|当初|以来|から)|創業(?:時|当初|以来|から)|当初から|発足|最初から|これまで",
)
_YES_NO = re.compile(
    r"^(?:\s|so|and|but|well|please|,|in [\w\s-]{3,20},|as of [\w\s,-]{3,20},|by [\w\s-]{3,24},|at [\w\s-]{3,24},)*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|may|might|should)\b",
    re.IGNORECASE,
)
_WH = re.compile(r"誰|だれ|いつ|何|なに|どの|どう|どこ|どれ|なぜ|どんな|いくら|どちら")
_JA_YES_NO = re.compile(r"(?:ですか|ますか|ましたか|でしたか|ませんか|のか|たか|るか|でしょうか)[。?？\s]*$")
_PREMISE = _words(
    r"why|how come|when did|when was|when were|what (?:made|prompted|led|drove)|reasons?|since|now that|after",
    r"なぜ|理由|どうして|いつ|根拠|背景|きっかけ",
)


def read_turns(text: str) -> Turns:
    asks_wh_ja = bool(_WH.search(text))
    return Turns(
        is_yes_no=bool(_YES_NO.search(text)) or (bool(_JA_YES_NO.search(text)) and not asks_wh_ja),
        asks_when=bool(_WHEN.search(text)),
        asks_judgement=bool(_JUDGE.search(text)),
        wants_quote=bool(_QUOTE.search(text)),
        looks_ahead=bool(_FUTURE.search(text)),
        is_from_start=bool(_FROM_START.search(text)),
        gives_premise=bool(_PREMISE.search(text)),
    )


def read_aspect(text: str, *, turns: Turns, sides: int, has_person: bool) -> Aspect:
    """The aspect of a question. `sides`: how many companies, or else models, it names."""
    ordered = (
        (Aspect.LIST, sides == 0 and not has_person and bool(_LIST.search(text))),
        (Aspect.REASON, bool(_REASON.search(text))),
        (Aspect.OFFICIAL, bool(_OFFICIAL.search(text)) and not re.search(r"非公式に", text)),
        (Aspect.COMPARISON, sides >= 2 and bool(_COMPARE.search(text))),
        (Aspect.KEPT, bool(_KEPT.search(text))),
        (Aspect.WHO, bool(_WHO.search(text)) and not has_person),
        (Aspect.CHANGE, bool(_CHANGE.search(text)) and not re.search(r"変わらず", text)),
        (Aspect.FUTURE, _asks_for_plan(text, turns)),
        (Aspect.SAID, turns.wants_quote or (has_person and bool(_SAID.search(text)))),
        (Aspect.LICENCE, bool(_LICENCE.search(text)) and not _STANCE_JA_ONLY.search(text)),
        (Aspect.STANCE, bool(_STANCE.search(text))),
        (Aspect.RELEASE, bool(_RELEASE.search(text)) and not _is_about_saying(text)),
        (Aspect.SAID, bool(_SAID.search(text))),
        (Aspect.RELEASE, bool(_RELEASE.search(text))),
        (Aspect.WHO, bool(_WHO.search(text))),
    )
    return next((aspect for aspect, applies in ordered if applies), Aspect.FACT)


_STANCE_JA_ONLY = re.compile(r"方針|立場|姿勢|スタンス|\bstances?\b|\bpositions?\b|規制に|\bview\b", re.IGNORECASE)
_SAY_VERB = re.compile(
    r"\b(?:say|said|says|told|argue[ds]?|claim(?:ed|s)?|comment(?:ed)?|think|thought)\b|述べ|言っ|語っ|発言|コメント|主張",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:did|was|were|has|have|had)\b|(?:ました|でした|していた|た)(?:か|。|の)", re.IGNORECASE)
_WILL = re.compile(
    r"\bwill\b|\bwon't\b|\bgoing to\b|\bplan(?:s|ning)? to\b|\bintends? to\b|予定|今後|将来|つもり|これから|でしょう",
    re.IGNORECASE,
)


def _is_about_saying(text: str) -> bool:
    return bool(_SAY_VERB.search(text))


def _asks_for_plan(text: str, turns: Turns) -> bool:
    if not turns.looks_ahead:
        return False
    return bool(_WILL.search(text)) or (not _PAST.search(text) and (turns.asks_when or turns.is_yes_no))
