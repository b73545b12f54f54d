"""Words that deny, end, shrink or refuse, and words that grant, begin, grow or accept, in both languages.

What they are about is nobody's business here: a stretch of text only counts as denying, as affirming, or as neither.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_DENIES_EN = re.compile(
    r"""\b(?:
    (?:(?<=is\ )|(?<=was\ )|(?<=are\ )|(?<=were\ ))not(?=\ [a-z]+ed\ by\b)
    |not(?!\ (?:only|just|merely)\b|\ [^.;,]{2,40}\ but\ (?:over|a|an|the|in|to|by|for|with|from|of)\b
    |\ (?:be\ )?chang|\ [a-z]+ed\ by\b)|never|no(?!\ (?:more|fewer|less|later|doubt|matter|sooner)\b)
    |none|neither
    |nobody
    |(?<!for\ )(?<!costs\ )nothing|cannot|hardly|unlikely|lack(?:s|ed|ing)?
    |(?:has|have|had)\ yet\ to|yet\ to\ be|(?:stop(?:s|ped)?\ )?short\ of
    |far\ from|unable|impossible
    |un(?:available|decided|disclosed|affected|profitable|harmed|hurt|successful|resolved|published
    |announced|scathed|licensed|confirmed|founded|necessary)
    |in(?:eligible|valid|sufficient|adequate|compatible)|illegal\w*
    |refus\w+|declin(?:e|es|ed|ing)\ to|turn(?:s|ed|ing)?\ (?:\w+\ )?down|den(?:y|ies|ied|ying|ial)|reject\w*|rebuff\w*
    |dismiss\w*|throw\w*\ out|threw\ out|rul(?:e|es|ed|ing)\ out
    |shelv\w+|scrap(?:s|ped|ping)?|abandon\w*|cancel\w*|call(?:s|ed|ing)?\ off|axe[ds]?|withdr[ae]w\w*|withdrawal
    |retract\w*|pull(?:s|ed|ing)?\ out|drop(?:s|ped|ping)?(?=\ (?:the|its|a|an|plans?|his|her|their)\b)
    |halt\w*|stop(?:s|ped|ping)?(?!\ short)|suspen[ds]\w*|paus(?:e|es|ed|ing)|ceas\w+|discontinu\w+|terminat\w*|shut\w*
    |phas\w+\ out|br(?:eak|oke|oken|eaks)\ off|(?<!-)ban(?:s|ned|ning)?|bar(?:s|red|ring)|block(?:s|ed|ing)?|prohibit\w*
    |forb[ia]d\w*|outlaw\w*|revok\w+|repeal\w*|overturn\w*|fail(?:s|ed|ing)\ to|withh[eo]ld\w*|exempt\w*|exclud\w+
    |spared
    |oppos\w+|voted\ against|disagree\w*|contrary|false|untrue|baseless
    |last(?=\ (?:with|on\ \d|at\ \d|place))|on\ hold
    )\b|n't\b""",
    re.VERBOSE | re.IGNORECASE,
)
_DENIES_JA = re.compile(
    r"""(?<!しれ)(?<!なければなら)(?<!なくてはなら)(?<!ねばなら)(?<!に違い)(?<!少)(?<!せざるを得)(?<!まも)(?<!間も)(?<!だけで)
    (?<!だけでは)(?<!のみで)(?<!関係)(?<!届か)(?<!及ば)(?<!満た)(?<!変え)(?<!変わら)(?<!変更し)
    (?:ない(?!か。|かと|でほしい)|なかった|なく(?!ても|とも|なか|て(?:は|も))|なければ(?!なら)|ません)
    |なし(?!遂)|(?<=[かさたなまらわがばせけてれべえめげねきりみじいび])ず(?=、|に|。|と|$)
    |非(?=公開|公表|開示|対応|加盟|課税)|未(?=定|公開|発表|公表|確認|完了|対応|解決|承認|成立)
    |不(?=要|可能|参加|採用|支持|十分|成立|適格|許可)|無(?=罪|期限|効)
    |見送|断念|中止|停止|打ち切|取りやめ|取り止め|(?<!取り)(?<!とり)やめ[るたてなよ、]|撤退|撤回|取り下げ|取り消|白紙|凍結
    |見合わせ|拒否|拒絶|拒[んむ]|断っ|断り|否定|退け|棄却|却下|否決|反対|反論|事実無根
    |禁止|禁じ|禁輸|阻止|差し止め|廃止|破棄|決裂|最下位|対象外|免除|除外|控え""",
    re.VERBOSE,
)
_HINTS_EN = re.compile(
    r"""\b(?:without|collaps\w*|t[ao]ke?n?\ down|took\ down|f[ae]ll\w*\ through|broke\ down|switch\w*\ off|"
    r"push\w*\ back|put\ off|g[ai]ven?\ up|gives\ up|gave\ up|offline|unrelated|untouched|uncovered|end(?:s|ed|ing)?|"
    r"clos(?:e|ed|es|ing|ure)|free|private|secret|proprietary|confidential|miss(?:es|ed)?
    |los(?:t|e|es|ing|ses|s)|fail\w*|wrong\w*|mistak\w+|error\w*|only|few|little|alone|unless|except\w*|other\ than
    |instead|rather|limit\w*|restrict\w*|leav\w+|left|quit\w*|step\w*\ (?:down|aside)|resign\w*|depart\w*|lower\w*|less
    |fewer|smaller|below|under|fall\w*|fell|drop\w*|declin\w*|cut\w*|reduc\w+|delay\w*|postpon\w*|defer\w*|short\w*
    |behind|trail\w*|worse|weak\w*|struck\ down|object\w*|critici\w*|split|against|before|late(?:r)?|until|caut\w+|wary
    |reluct\w+|sceptic\w+|skeptic\w+|doubt\w*|remain\w*|avoid\w*|keep\w*|kept|withheld|stay\w*|still|too\s|hold\w*|held
    |out\b|off\b|away|non-?\w+|harmless|un\w{3,})\b""",
    re.VERBOSE | re.IGNORECASE,
)
_HINTS_JA = re.compile(
    r"オフライン|難航|行き詰|頓挫|立ち消え|白紙|棚上げ|不調|無(?!人|線|数)|非(?!営利)|未(?!来)|不(?!動産)|(?<![海国意])外(?!国|部|科|相|資)|除|限|のみ|だけ|しか|終|やめ|閉|失|敗|負|下回|下が|"
    r"下落|下げ|減|低|短|少な|小さ|遅|劣|及ば|届か|満た|延期|先送り|ずれ|退|辞|離れ|赤字|損失|解除|解禁|撤廃|取り消|覆|欠|足り|とどま|"
    r"誤|慎重|控|避け|難し|困難|懸念|批判|疑|異な|違|据え置|維持|まま|まだ|ようやく|(?<![ま必はわ])ず(?=、|に|。|$)|止|禁|拒|"
    r"(?<![判診横])断|否|却下|争[うい]|異議|不服|抵抗|守"
)
"""Words by which a denial may be meant: where one stands, nothing is held against either text."""
_WANES_EN = re.compile(
    r"""\b(?:end(?:s|ed|ing)?(?!\ (?:of|the\ day))
    |clos(?:e|ed|es|ing|ure)|private|secret|proprietary|miss(?:es|ed)?|los(?:t|e|es|ing|ses|s)
    |fail\w*|leav(?:e|es|ing)|left|quit\w*|step\w*\ (?:down|aside)|resign\w*|depart\w*|lower\w*|less|fewer|below|fall\w*
    |fell|drop\w*|declin\w*|cut(?:s|ting)?|reduc\w+|delay\w*|postpon\w*|defer\w*|shorter|behind|trail\w*|worse\w*|weak\w*
    |struck\ down|objec\w*|critici\w*|slow\w*|halv\w+|narrow\w*|slump\w*|slip\w*|slid\w*|plung\w+|shr[iau]nk\w*|down
    |smaller|cautio\w+|careful\w*|prudent\w*
    |wary|reluctan\w+|sceptic\w+|skeptic\w+|unprofitable|lay\w*\ off|laid\ off|layoffs?|job\ cuts
    |last(?=\ (?:with|place|on\ \d|at\ \d))
    |loosen\w*|eas(?:e|es|ed|ing)|cheaper|later|lags?|lagged|remov\w+|delet\w+|took\ down|underperform\w*|split\w*
    |halt\w*|off|trim\w*|accus\w+|condemn\w*|opposition|opponent\w*|strike)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_GROWS_EN = re.compile(
    r"""\b(?:rise[sn]?|rose|rising|grew|grow\w*|increas\w*|climb\w*|jump\w*|surg\w*|soar\w*|gain\w*
    |(?<!gave\ )(?<!give\ )(?<!gives\ )(?<!given\ )(?<!giving\ )(?<!set\ )(?<!sets\ )(?<!broke\ )(?<!ended\ )
    up|higher|more
    |exceed\w*|above|beat|tops?|topped|surpass\w*|outperform\w*|ahead|accept\w*|approv\w*|back(?:s|ed|ing)?|support\w*
    |agree[sd]?|agreeing|favou?r\w*|welcom\w*|prais\w*|admit\w*|acknowledg\w*|conced\w*|confirm\w*|allow\w*|permit\w*
    |clear(?:s|ed)|lets?|can|open\w*(?![\ -](?:source|weight)\w*)
    |public(?:ly)?|publish\w*|start\w*|begin\w*|began|launch\w*|resum\w*|restart\w*
    |continu\w*|keep\w*|kept|go(?:es)?\ (?:on|ahead)|press\w*\ (?:on|ahead)|as\ planned|join\w*|hir(?:e|es|ed|ing)
    |recruit\w*|win\w*|won|profit(?:s|able)?|includ\w*|cover(?:s|ed)|appl(?:y|ies|ied)|first|faster|larger|bigger|better
    |improv\w*|expand\w*|extend\w*|enter\w*|widen\w*|rais\w+|upheld|uphold\w*|succeed\w*|success\w*|honou?r\w*
    |compl(?:y|ies|ied)|restor\w*|add(?:s|ed|ing)?|creat\w+|earl(?:y|ier)|forward|double[sd]?|doubling|strong\w*
    |set\b(?=\ a)|fixed|obtained|also|already|still|enforc\w*|impos\w*|ban(?:s|ned)?|requir\w*)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_WANES_JA = re.compile(
    r"終了|終え|終わ|やめ|閉鎖|閉じ|失[いうっわ]|敗[れ訴北]|負け|下回|下が|下落|下げ|値下|減[らっりる少額]|減$|[%0-9割]減|減の|"
    r"低下|低迷|縮小|短縮|短[いく]|少な[いく]|遅[いくれ]|劣[りっる]|及ば|届か|延期|先送り|ずれ込|退任|辞任|退社|退く|離れ|離脱|"
    r"撤退|悪化|小さ|半減|半額|削減|赤字|解雇|解任|慎重|批判|反発|不服|争[うい]|弱[いま]|低調|伸び悩|急落|除[いく外]|削除|消去|"
    r"最下位|安[でい]|抑え|緩和|緩め|分割|分離|抗議|懸念|難色|抵抗|非難|後れ|遅延|引き下げ|下方"
)
_GROWS_JA = re.compile(
    r"上昇|増[加え額収益やし産]|増の|増$|[%割]増|伸び(?!悩)|伸ば|高ま|高く|高[いめ]|上回|超[えす]|拡大|広げ|広が|引き上げ|値上げ|"
    r"受け入れ|受け付け|承認|可決|採択|支持|賛成|歓迎|評価|合意|同意|応じ[るた]|認め|容認|許可|可能|解禁|公開|開放|開始|始[めま]|"
    r"開[きくい]|開設|再開|継続|続け|続く|予定通り|設置|参加|加わ|採用|雇用|獲得|勝[訴利ち]|黒字|含[みむま]|適用|"
    r"対象に(?:なる|含)|対象とな|首位|1位|速[いく]|大き[いく]|改善|向上|好転|成功|参入|進出|拡張|守[るり]|尊重|従[うい]|追加|"
    r"前倒し|早[まめいく]|倍増|導入|投入|好調|強[いま]|回復|成立"
)
_LIFTED_EN = re.compile(
    r"\b(?:lift|overturn|revers|revok|end|repeal|eas|remov|scrap|drop)\w*\b[^.,;]{0,30}?"
    r"\b(?:ban|block|suspen\w+|restrict\w*|prohibit\w*|freeze|halt|strike)\w*\b",
    re.IGNORECASE,
)
_LIFTED_JA = re.compile(
    r"(?:禁止|停止|差し止め|制限|規制|凍結|禁輸|中断|休止)[^。、]{0,8}(?:解除|撤廃|取り消|解禁|廃止|見直|緩和)"
)
"""A ban that is lifted is neither a denial nor its opposite."""
_WANTED_JA = re.compile(r"(?![なず])[^、。]{1,16}(?:求め|要求し|訴え|提訴|主張|提案|呼びかけ|懸念|恐れ|条約)")
_WANTED_EN = re.compile(
    r"\b(?:demand\w*|call\w* for|seek\w*|sought|urg\w+|want\w*|propos\w+|ask\w* for)\b[^.,;]{0,40}\Z", re.IGNORECASE
)
"""A halt that is asked for is not yet one, nor is the asking a denial."""
_ONLY_JA = re.compile(r"しか[^、。]{0,14}$")
_NEITHER = "〓"


@dataclass(frozen=True, slots=True)
class Stance:
    """What the words of one stretch of text amount to."""

    denies: bool
    may_deny: bool
    wanes: bool
    grows: bool


@lru_cache(maxsize=8192)
def stance_of(text: str, lang: str) -> Stance:
    if lang in ("ja", "zh"):
        bare = _LIFTED_JA.sub(_NEITHER, text)
        denies = any(
            not (match.group() in ("ない", "なかった", "なく") and _ONLY_JA.search(bare[: match.start()]))
            and not _WANTED_JA.match(bare, match.end())
            for match in _DENIES_JA.finditer(bare)
        )
        hints, wanes, grows = _HINTS_JA, _WANES_JA, _GROWS_JA
    else:
        bare = _LIFTED_EN.sub(_NEITHER, text)
        denies = any(not _WANTED_EN.search(bare[: match.start()]) for match in _DENIES_EN.finditer(bare))
        hints, wanes, grows = _HINTS_EN, _WANES_EN, _GROWS_EN
    return Stance(
        denies, hints.search(bare) is not None, wanes.search(bare) is not None, grows.search(bare) is not None
    )
