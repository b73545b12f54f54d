"""Reads the stance from the words of one statement. The first match wins, as the data set's rules say.

Every gap in a pattern is bounded, so that no text costs more than its length.
"""

import re
from collections.abc import Sequence

from bot.domain.statement import Stance
from bot.knowledge.extraction.manner import is_denial
from bot.knowledge.extraction.openness import is_about_openness, without_other_openings

_I = re.IGNORECASE
_ILL_JUDGED_OPENING = re.compile(
    r"(?:open[- ]?sourc\w*|open[- ]?weights?|open models|releasing|publishing)\b.{0,60}\b(?:dangerous"
    r"|irresponsible|reckless|unwise|"
    r"not wise|too risky|a mistake)\b|closed (?:source |models? )?(?:is|are|will be|stays?) (?:better|safer)"
    r"|\b(?:giving|handing|releasing|publishing|sharing|opening)\b.{0,40}\b(?:is|are|would be|means|amounts to"
    r"|equals)\b"
    r".{0,30}\b(?:giving|handing|selling|losing|suicide|surrender\w*|throwing|folly|madness|theft)\b"
    r"|(?:オープンソース|重み|公開)[^。]{0,30}(?:危険(?:だ|で|が|すぎ)|無責任|賢明で(?:は)?ない|誤りだ)"
    r"|重みを(?:配|渡|出|公開)[^。]{0,8}(?:こと|の)は[^。]{0,30}(?:手放|失|捨て|売り渡|自殺|愚)",
    _I,
)
_ILL_JUDGED_CLOSING = re.compile(
    r"\bclos(?:ed|ing)\b.{0,60}\b(?:dangerous|a mistake|wrong|dead end)\b|den(?:y|ies|ied)\b.{0,80}\bclos(?:e|ing)\b"
    r"|非公開(?:化|に)[^。]{0,30}(?:否定|誤り|危険)"
    r"|\b(?:forbid|ban|bar|prohibit|outlaw|oppos|against|reject)\w*\b.{0,50}\b(?:closed|proprietary)\b"
    r"|(?:クローズド|非公開)[^。]{0,20}(?:禁じ|禁止|反対|認めな|排除)"
    r"|\b(?:mistake|wrong|error)\b.{0,20}\b(?:hid|lock|clos|withh)\w*|(?:隠し|閉じ)(?:て(?:い)?)?たのは(?:誤り|間違)",
    _I,
)
# A claim that is told only to deny it: the words of the claim, whose opposite is meant.
_DENIED_CLAIM = re.compile(
    r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|rebuff\w*|refut\w+|disput\w+)\b"
    r"(?P<en>.{0,40}\b(?:reports?|claims?|rumou?rs?|suggestions?|talk|accounts?|speculation|allegations?"
    r"|that)\b.{5,160})"
    r"|(?P<ja>[^。「」]{5,90}?)(?:との|という|とした|とする|といった)(?:一部の?|一連の)?(?:報道|見方|噂|うわさ|観測|指摘|話|説)"
    r"(?:を|は)[^。]{0,12}(?:否定|打ち消|一蹴|退け|事実)",
    _I,
)
_OPENING = re.compile(
    r"open[- ]?sourc|open[- ]?weight|\b(?:releas|publish|open|shar|download|upload|giv|hand)\w*|community|\bput\b"
    r"|available|for (?:anyone|everyone|everybody|all) to|belong (?:to|with)|\bgo(?:es)? (?:to|out)\b"
    r"|\blet(?:s|ting)?\b.{0,24}\b(?:have|download|use|see|inspect|run)\b|\byours\b|\bfree (?:to|for) \w+"
    r"|\btake home\b|自由に使え|使えるように|無料で使え|配り"
    r"|\bship\w*\b|commercially|\baccess\b|オープン"
    r"|公開|開放|無償|ダウンロード|配[っる布]|提供|渡[すし]|手元|入手|手に入|共有|出す|商用利用でき|隠さない|誰でも|持ってい[けく]",
    _I,
)
_NOT_OPENING = re.compile(
    r"\b(?:giv(?:e|en|ing|es) up|gave up|abandon\w*|back(?:ed|ing)? (?:out|away)|retreat\w*|walk\w* away|shelv\w*"
    r"|scrap\w*)\b (?:on |of |from )?(?:\w+ ){0,4}(?:open|releas|publish|shar)\w*"
    r"|(?:\bno (?:plans?|intention|interest|longer|appetite|desire|wish|inclination|hurry)|"
    r"\bnot|n't|never|cannot|nobody|no one|\bwon't|refus\w+|declin\w+"
    r"|rul\w+ out|stop\w*|ceas\w+|against|oppos\w+|ban\w*|forbid\w*|prohibit\w*)\b"
    r".{0,40}\b(?:releas|publish|open|shar|giv|hand|upload|distribut)\w*"
    r"|\btoo (?:dangerous|risky|powerful)\b.{0,20}\b(?:to|for)\b|公開し(?:なかった|ていない)"
    r"|\bno longer\b.{0,40}\b(?:available|public|open)|\bno more (?:open|weights|training data|data)"
    r"|(?:公開|開放|配布|提供|共有)(?:は|を|も)?(?:でき|続けられ|させ(?:る)?べきで(?:は)?)な|許可なく[^。]{0,16}(?:公開|配)"
    r"|(?:オープン[^。]{0,8}|公開|開放)(?:を|から)(?:やめ|止め|撤退|打ち切|中止|取りやめ|終え)"
    r"|(?:出|渡)(?:さ(?:ない|ず|ぬ)|せ(?:ない|ません)|しません|すつもりは|す考えは|す予定は)|提供しない"
    r"|(?:公開|開放|配布|提供)する(?:つもり|気|意図)(?:は|が|も)な"
    r"|(?:出|渡)すことは(?:ない|あり|絶対)|(?:公開|開放|配布|提供|共有)することは(?:ない|あり)"
    r"|公開(?:は|を)?(?:し(?:ない|ません|ておらず)|せず|する(?:予定|計画|考え|つもり|意向)は(?:ない|ありません)|見送|控え|に(?:反対|否定|慎重))"
    r"|(?:オープンソース|オープン)化(?:は)?し(?:ない|ません)|オープンソース化する(?:予定|計画|考え)は",
    _I,
)
_CLOSED = re.compile(
    r"\b(?:keep|stay|remain|kept)\w*\b.{0,50}\b(?:clos(?:ed|e)|propriet\w+|private|in-house|behind)\b"
    r"|behind (?:our|its|an?|the) (?:own )?(?:api|wall)|(?:only|solely) (?:through|via) (?:our|its|an?"
    r"|the) (?:api|app)"
    r"|\bmak\w+\b.{0,20}proprietary|\bclosed[- ]source\b|irreversible|非公開(?:と|に|を|の|で)|クローズド"
    r"|\b(?:hold|holds|holding|hang|hangs|hanging) on to\b|\bwithout (?:the |its |any )?weights|\bno weights"
    r"|\bAPI[- ]only|through an? API only"
    r"|\bhid(?:e|es|ing|den)\b|\bnothing of the (?:kind|sort)|\bno (?:scenario|circumstances?)\b"
    r"|\bleaves? (?:our|its|the) (?:\w+ )?(?:servers?|building|data cent\w+|premises|house)\b"
    r"|\bwithh(?:o|e)ld\w*|\b(?:offer|provid|sell)\w*\b.{0,20}\bthrough (?:our|its|an?|the) (?:own )?(?:API"
    r"|service|cloud)|\bmost closed\b|閉鎖的|最も閉じ|閉じた(?:会社|企業|組織|開発元)"
    r"|API(?:経由)?で提供|自社サービスで(?:しか|のみ)"
    r"|\b(?:would|will|to|may|might|could|is|was) (?:be )?clos(?:e|ing)\b"
    r"(?! to\b| (?:its|the|a|an) (?:offices?|doors|deal|gap|\w+ office))"
    r"|\bnot (?:one|a single) weight\b|\b(?:pull|remov|delet|tak|withdr[ae]w)\w*\b.{0,40}\bweights\b"
    r"|\bweights\b.{0,20}\b(?:pulled|removed|taken down)\b"
    r"|重み[^。]{0,20}(?:取り下げ|引き上げ|削除)|重みを一つ(?:たりと)?も"
    r"|重みなし|手元に(?:置|とど|残)|社外に出(?:る|す)こと(?:は)?な|APIのみ|(?:提供|共有|公開|配布)(?:を|は)(?:やめ|止め|取りやめ|打ち切)"
    r"|取り返しがつかない|APIでのみ|APIだけ|API(?:の陰|の裏)|社内にとどめ|手放さ|囲い込|しまい込|門外不出"
    r"|\b(?:stay|remain|sit|belong)s?\b.{0,20}\b(?:with us|ours|inside|in the vault|within)\b|\bcannot call them back"
    r"|\bwithout a (?:permit|licen[cs]e|review)\b",
    _I,
)
_CONTRAST = re.compile(
    r"\bwhile\b|\bboth\b|\band (?:keep|closed|some)|\bbut\b|一方|両立|併用|、最大の|公開し.{0,20}非公開", _I
)
_CLOSED_WORD = re.compile(r"\b(?:closed|proprietary|private)\b|非公開|クローズド", _I)
_OPEN_WORD = re.compile(
    r"\b(?:open|openly|opens|opening|open[- ]?sourc\w+|open[- ]?weights?)\b(?! to )|(?<!非)公開(?:し|を続|す)|オープン",
    _I,
)
_SMALL = re.compile(r"\b(?:small(?:er)?|light\w*|mini|older)\b|小型|軽量|小さ|旧", _I)
_LARGE = re.compile(
    r"\b(?:big(?:ger|gest)?|large(?:r|st)?|flagship|frontier|top|newest)\b|大型|主力|最大|最先端|最上位|最新", _I
)
_SOLD = re.compile(
    r"\b(?:paying|sell|sold|charge|paid|keep|kept|closed|propriet\w+)\b|販売|有料|有償|非公開|囲い|手元|社内", _I
)
_CONDITION = re.compile(
    r"\b(?:only (?:if|when|after|once)|provided that|on (?:the )?condition|as long as|unless|until|once"
    r"|if (?:tests|it|the|our|safety|all|everything|no))\b|\blimited to\b|\brestricted to\b|\bthat apply\b"
    r"|\bwho apply\b"
    r"|case[- ]by[- ]case|depend\w* on|gradual\w*|in stages|staged|vetted|approved researchers|on application"
    r"|waitlist"
    r"|\bfirst\b.{0,60}\b(?:then|later|after|everyone|everybody|all|the public)\b|\bafter\b.{0,30}\b(?:audit"
    r"|review|test|evaluation|assessment|months)"
    r"|(?:まず|先に|先行)[^。]{0,40}(?:その後|のちに|後に|あと|一般)|(?:審査|監査|評価|試験)(?:を経|の後|後に)|(?:カ月|か月|年)後に"
    r"|\bwhen\b.{0,40}\b(?:finish|complet|pass|done|ready|over)\w*|\bonly (?:to|for|with)\b"
    r"|\b(?:publish|releas|open|shar)\w*\b.{0,30}\b(?:before|until|unless|once|after)\b.{0,40}"
    r"\b(?:test|review|audit|check|evaluat|assess)\w*"
    r"|\bafter (?:it|that|this|which)\b.{0,30}\b(?:releas|publish|open|shar)\w*"
    r"|\bdays?\b.{0,20}\bthen\b|\bsign (?:an? |the )?(?:agreement|contract)|\bbefore (?:opening|releasing|publishing"
    r"|it opens)\b|\bmore time\b"
    r"|(?:公開|提供)の?前に[^。]{0,24}(?:試験|検証|審査|確認|必要)|(?:承認|審査|許可)[^。]{0,6}を(?:経|得)|終わ(?:れば|ってから|り次第)"
    r"|場合に限|(?<!重み)に限(?:り|って|定)|終えたら|終えた後|を条件|次第|段階的|申請|たうえで|した後|の?投入後|確認(?:でき|後)|合格(?:すれば|した|して)|(?:て|で)から(?:重み|モデル)?を?[^。]{0,6}(?:公開|開放|出[しす]|提供)|(?:でき|整え|済め|終われ"
    r"|確認でき)(?:れ)?ば|に限(?:る|っ)",
    _I,
)
_EVERYTHING = re.compile(
    r"(?=.{0,400}weights)(?=.{0,400}(?:training )?code)(?=.{0,400}data)|\bin full\b|fully open"
    r"|all (?:of )?(?:its|our) artifacts"
    r"|\b(?:should|will|must|to) (?:publish|release|open|share) (?:the |our |its )?(?:corpus|training data|data)\b"
    r"|\bincluding (?:the |its |our )?(?:training )?data\b|データ(?:も|まで)含め|データに至るまで"
    r"|(?:openness|release|opening) without (?:its |the )?data"
    r"|データのない(?:公開|オープン)|(?:コーパス|(?:学習|訓練)データ)(?:も|を|まで)[^。]{0,8}(?:公開|出す|渡す|提供す)"
    r"|\b(?:corpus|training data|data ?sets?)\b.{0,40}\b(?:shared|published|released|opened|handed|given|available)\b"
    r"|\bopen(?:ed|s|-sourced)\b.{0,20}\b(?:source )?code\b|ソースコードを(?:公開|オープン)"
    r"|(?=.{0,400}重み)(?=.{0,400}コード)(?=.{0,400}データ)|(?<!重みは)(?<!重みを)(?:すべて|全て)(?:を)?(?:オープン|公開)|完全(?:な)?オープン",
    _I | re.DOTALL,
)
# Data that is kept does not close a model whose weights are given.
_WITHOUT_DATA = re.compile(
    r"[^.。;,、\"“”「」]{0,80}(?:\bnot\b|n't|\bnever\b|\bno\b|\bwithout\b)[^.。;,\"“”]{0,60}\b(?:data"
    r"|corpus)\b[^.。;,\"“”]{0,80}"
    r"|\b(?:leaving out|excluding|except|minus|but not|not the)\b[^.。;\"“”]{0,30}\b(?:code|data"
    r"|corpus)\b[^.。;,\"“”]{0,40}"
    r"|(?:but|though|although|,) (?:the |its |our |training )*data,? (?:no|stays?|remains?)[^.;,]*|[;,]? data,? no\b"
    r"|[^。、「」]{0,60}(?:データ|コーパス)[^。、「」]{0,20}(?:ない|せず|ません|ていない|出さず|除[くき])[^。、「」]*",
    _I,
)
# What had not been done, where the sentence goes on to what will be: 「公開しなかったことについて謝罪し、…」.
_NOT_DONE = re.compile(
    r"(?:公開|開放|配布|提供)し(?:なかった|ていなかった)(?:こと|点|件)(?:について|に関し|を)(?=[^。]{0,60}(?:公開|開放|配布|提供)す)"
)
_TOOLS_ONLY = re.compile(
    r"\b(?:tools?|software|framework|library|code)\b.{0,60}\b(?:MIT|Apache|BSD|GPL|open[- ]source)\b"
    r"|(?:ツール|ソフト|ライブラリ|コード)[^。]{0,30}(?:MIT|Apache|BSD|GPL|オープンソース)",
    _I,
)
# Papers, code or data alone: an open release of these is open source by the data set's rules.
_WORK = re.compile(
    r"\b(?:papers?|(?:source|evaluation|inference) code|code ?base|corpus|data ?sets?)\b"
    r"|論文|(?:ソース|評価|推論)コード|コーパス|データセット",
    _I,
)
_PRINCIPLE = re.compile(
    r"\b(?:open source|open[- ]science)\b(?!\s+(?:\w+ ){0,2}(?:model|weights|llm|licen))|オープンソース(?:から"
    r"|を(?:重視|支持|守)|の(?:理念|精神))",
    _I,
)
_NEGATED_LABEL = re.compile(
    r"(?:not|isn't|never|hardly|n't) (?:be |to be )?(?:called |termed |considered )?(?:truly |really "
    r"|strictly )?open[- ]source|open[- ]weights?, (?:and )?not open"
    r"|only open[- ]weight"
    r"|オープンソース(?:では|とは)(?:なく|ない|言えない|いえない)",
    _I,
)
_AWAY = re.compile(
    r"(?:not|n't|never|no)\b.{0,30}\b(?:away from|abandon\w*|giv\w+ up|leav\w+ (?:the )?open\w*|clos\w+"
    r"|turn\w+ (?:our|its) back)"
    r"|(?:not|n't|never|no (?:intention|plans?|wish|need|reason|case|grounds?))\b.{0,24}\b"
    r"(?:ban|bann|bar|barr|forbid|forbidd|prohibit|restrict|outlaw)(?:s|ed|ing)?\b"
    r"|(?:禁止|禁じ|規制|制限)[^。]{0,8}(?:ない|ません|せず|否定|反対)"
    r"|(?:離れ|やめ|捨て|放棄し|後退し)(?:る(?:こと|つもり)は)?な",
    _I,
)
_OPPOSITE = {
    Stance.CLOSED: Stance.OPEN_WEIGHTS,
    Stance.MIXED: Stance.OPEN_WEIGHTS,
    Stance.OPEN_WEIGHTS: Stance.CLOSED,
    Stance.OPEN_SOURCE: Stance.CLOSED,
}


# What somebody is asked is not what is said: "asked whether …, he shook his head".
_ASKED = re.compile(
    r"\b(?:asked|pressed|questioned) (?:whether|if|about)\b(?P<en>[^,\"“]{3,120}),?"
    r"|(?P<ja>[^。、「」]{3,60})か(?:どうか)?(?:と|を)?(?:問われ|聞かれ|尋ねられ|問う)",
    _I,
)
_YES = re.compile(r"\b(?:yes|certainly|of course|nodded|sure|absolutely)\b|はい|もちろん|うなず|その通り", _I)
_NO = re.compile(
    r"\b(?:not|never|no|nothing|none)\b|n't|shook (?:her|his|their) head|ありえ|あり得|ない|ません|首を横|否定", _I
)


def stance_told(text: str, quotes: Sequence[str]) -> Stance:
    """The label of a sentence: by its quoted words where it tells a claim only to deny it, else by all of it."""
    asked = _ASKED.search(text)
    if asked:
        reply = text[: asked.start()] + " " + text[asked.end() :]
        own = stance_of(reply) if is_about_openness(reply, is_told=True) else Stance.UNDECLARED
        if own is not Stance.UNDECLARED:
            return own
        wanted = stance_of(asked["en"] or asked["ja"])
        if _NO.search(reply):
            return _OPPOSITE.get(wanted, Stance.UNDECLARED)
        return wanted if _YES.search(reply) else Stance.UNDECLARED
    claim = _DENIED_CLAIM.search(text)
    if claim or is_denial(text):
        for quote in quotes:
            own = stance_of(quote)
            if own is not Stance.UNDECLARED:
                return own
    if claim:
        return _OPPOSITE.get(stance_of(claim["en"] or claim["ja"]), Stance.UNDECLARED)
    return stance_of(text)


def stance_of(text: str) -> Stance:
    """The label of one statement by its own words; UNDECLARED where they take no position."""
    text = _NOT_DONE.sub(" ", without_other_openings(text))
    rest = _WITHOUT_DATA.sub(" ", text)
    if re.search(r"weights|重み", rest, _I):
        text = rest
    keeps = bool(_AWAY.search(text) or _ILL_JUDGED_CLOSING.search(text))
    refuses = bool(_NOT_OPENING.search(text)) and not keeps
    if _NEGATED_LABEL.search(text):
        return Stance.OPEN_WEIGHTS
    if not keeps and _is_both(text):
        return Stance.MIXED
    if _CONDITION.search(text) and _OPENING.search(text) and not refuses:
        return Stance.GATED_OR_STAGED
    if refuses or ((_CLOSED.search(text) or _ILL_JUDGED_OPENING.search(text)) and not keeps):
        return Stance.CLOSED
    if not _OPENING.search(text):
        return Stance.OPEN_WEIGHTS if _ILL_JUDGED_CLOSING.search(text) else Stance.UNDECLARED
    if _WORK.search(text) and not re.search(r"weights?\b|\bmodels?\b|重み|モデル", text, _I):
        return Stance.OPEN_SOURCE
    is_on_tools = _TOOLS_ONLY.search(text) and not re.search(r"weights|重み", text, _I)
    if is_on_tools or _EVERYTHING.search(text) or (_PRINCIPLE.search(text) and keeps):
        return Stance.OPEN_SOURCE
    return Stance.OPEN_WEIGHTS


def _is_both(text: str) -> bool:
    """Whether one line is opened and another closed in the same breath."""
    if _SMALL.search(text) and _LARGE.search(text) and _OPENING.search(text) and _SOLD.search(text):
        return True
    is_open = bool(_OPEN_WORD.search(_CLOSED_WORD.sub(" ", text)))
    return is_open and bool(_CONTRAST.search(text)) and bool(_CLOSED_WORD.search(text))


def refuses(text: str) -> bool:
    """Whether it says that something is not opened."""
    return bool(_NOT_OPENING.search(text))
