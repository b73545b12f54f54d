"""Reads stance, modality and scope from the words of one statement. The first match wins, as the data set's rules say.

Every gap in a pattern is bounded, so that no text costs more than its length.
"""

import re
from collections.abc import Sequence

from bot.domain.statement import Modality, Scope, Stance

_I = re.IGNORECASE
# Words that speak of the openness of models, weights, code or data; `open a campus` and 「工場を公開」 do not.
_OPENNESS = re.compile(
    r"open[- ]?sourc(?:e[ds]?|ing)|open[- ]?weights?|open(?:ly)?[- ](?:models?|licen[cs]ed?)|weights"
    r"|(?:clos(?:ed|ing)|propriet\w+|in-house|private|lock\w*)\b.{0,40}\b(?:models?|api|vault|flagship)"
    r"|models?\b.{0,40}\b(?:clos(?:ed?|ing)|propriet\w+|in-house|private|vault|behind|open(?:ly|ed)?)\b"
    r"|(?:open|releas|publish|shar)\w{0,4}\b.{0,40}\b(?:models?|training (?:data|code))\b|opening (?:its|our|the) "
    r"|open (?:it|them|some|and some)\b|(?:made|is|keep|stay|be|becom)\w* (?:open|closed|proprietary)\b|open ones"
    r"|オープン(?:ソース|ウェイト|ウエイト|モデル|な|に|化|戦略|路線)|クローズド|囲い込|金庫|独自モデル"
    r"|非公開(?:とする|にする|路線|方針|のまま|を(?:続|維持|貫))|(?:一方|ながら)[^。]{0,40}非公開"
    r"|(?:重み|モデル|コード|学習データ|パラメータ)[^。]{0,30}(?:公開|開放|非公開|配[っる布])|(?:公開|非公開|開放)[^。]{0,16}(?:モデル|重み)",
    _I,
)
_OTHER_OPENING = re.compile(
    r"\b(?:re)?open(?:s|ed|ing)?\b(?= (?:\w+ ){0,4}(?:offices?|campus|stores?|data cent\w+|factory|plant|branch"
    r"|hub|round|shop|"
    r"fund|facility|school|bureau|headquarters|doors)\b)|\bopen(?:s|ed|ing)?\b(?= (?:\w+ ){0,4}app\b)"
    r"|\bopen (?:letter|question)s?\b"
    r"|\b(?:releas|publish|shar)\w*\b(?= (?:\w+ ){0,4}(?:earnings|results|e-?mails?|reports?|figures|statement"
    r"|details)\b)"
    r"|(?:株式|情報|映像|動画|メール|拠点|工場|施設|写真|求人|決算|本社|センター|社内文書)[^。、「」]{0,8}公開|報道陣に公開|一般公開|公開(?:市場|討論|書簡|講座|質問|会議)",
    _I,
)
_ILL_JUDGED_OPENING = re.compile(
    r"(?:open[- ]?sourc\w*|open[- ]?weights?|open models|releasing|publishing)\b.{0,60}\b(?:dangerous"
    r"|irresponsible|reckless|unwise|"
    r"not wise|too risky|a mistake)\b|closed (?:source |models? )?(?:is|are|will be|stays?) (?:better|safer)"
    r"|(?:オープンソース|重み|公開)[^。]{0,30}(?:危険(?:だ|で|が|すぎ)|無責任|賢明で(?:は)?ない|誤りだ)",
    _I,
)
_ILL_JUDGED_CLOSING = re.compile(
    r"\bclos(?:ed|ing)\b.{0,60}\b(?:dangerous|a mistake|wrong|dead end)\b|den(?:y|ies|ied)\b.{0,80}\bclos(?:e|ing)\b"
    r"|非公開(?:化|に)[^。]{0,30}(?:否定|誤り|危険)",
    _I,
)
_OPENING = re.compile(
    r"open[- ]?sourc|open[- ]?weight|\b(?:releas|publish|open|shar|download|upload|giv)\w*|community|オープン"
    r"|公開|開放|無償|ダウンロード|配[っる布]",
    _I,
)
_NOT_OPENING = re.compile(
    r"(?:\bno (?:plans?|intention|interest)|\bnot|n't|never|\bwon't|refus\w+|declin\w+|rul\w+ out|stop|against"
    r"|oppos\w+)\b"
    r".{0,40}\b(?:releas|publish|open|shar)\w*"
    r"|公開(?:は|を)?(?:し(?:ない|ません|ておらず)|せず|する(?:予定|計画|考え|つもり|意向)は(?:ない|ありません)|見送|控え|に(?:反対|否定|慎重))"
    r"|(?:オープンソース|オープン)化(?:は)?し(?:ない|ません)|オープンソース化する(?:予定|計画|考え)は",
    _I,
)
_CLOSED = re.compile(
    r"\b(?:keep|stay|remain|kept)\w*\b.{0,50}\b(?:clos(?:ed|e)|propriet\w+|private|in-house|behind)\b"
    r"|behind (?:our|its|an?|the) (?:own )?(?:api|wall)|(?:only|solely) (?:through|via) (?:our|its|an?|the) (?:api|app)"
    r"|\bmak\w+\b.{0,20}proprietary|\bclosed[- ]source\b|irreversible|非公開(?:と|に|を|の|で)|クローズド"
    r"|取り返しがつかない|APIでのみ|APIだけ",
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
_CONDITION = re.compile(
    r"\b(?:only (?:if|when|after|once)|provided that|on (?:the )?condition|as long as|unless|until|once"
    r"|if (?:tests|it|the|our))\b"
    r"|case[- ]by[- ]case|depend\w* on|gradual\w*|in stages|staged|vetted|approved researchers|on application|waitlist"
    r"|場合に限|に限(?:り|って|定)|を条件|次第|段階的|申請|たうえで|した後|の?投入後|確認(?:でき|後)|合格(?:すれば|した)",
    _I,
)
_EVERYTHING = re.compile(
    r"(?=.{0,400}weights)(?=.{0,400}(?:training )?code)(?=.{0,400}data)|\bin full\b|fully open"
    r"|all (?:of )?(?:its|our) artifacts"
    r"|(?=.{0,400}重み)(?=.{0,400}コード)(?=.{0,400}データ)|すべて(?:を)?(?:オープン|公開)|全て(?:を)?(?:オープン|公開)|完全(?:な)?オープン",
    _I | re.DOTALL,
)
_PRINCIPLE = re.compile(
    r"\b(?:open source|open[- ]science)\b(?!\s+(?:\w+ ){0,2}(?:model|weights|llm|licen))|オープンソース(?:から"
    r"|を(?:重視|支持|守)|の(?:理念|精神))",
    _I,
)
_NEGATED_LABEL = re.compile(
    r"(?:not|isn't|never|hardly|n't) (?:truly |really )?open[- ]source|open[- ]weights?, (?:and )?not open"
    r"|only open[- ]weight"
    r"|オープンソース(?:では|とは)(?:なく|ない|言えない|いえない)",
    _I,
)
_AWAY = re.compile(
    r"(?:not|n't|never|no)\b.{0,30}\b(?:away from|abandon\w*|giv\w+ up|leav\w+|clos\w+|turn\w+ (?:our|its) back)"
    r"|(?:離れ|やめ|捨て|放棄し|後退し)(?:る(?:こと|つもり)は)?な",
    _I,
)

_DENIAL = re.compile(
    r"\bden(?:y|ies|ied)\b|\breject(?:s|ed)? (?:claims|reports|a report)|not true|否定(?!的)|事実(?:では|と異)", _I
)
_CRITICISM = re.compile(
    r"took aim|critici[sz]\w+|hit (?:back|out)|attack\w*|accus\w+|mock\w*|lash\w*|slam\w*|blast\w*|批判|非難"
    r"|皮肉|揶揄|苦言",
    _I,
)
_COMMITMENT = re.compile(
    r"\b(?:will|we'll|shall|commit\w*|promis\w+|pledg\w+|vow\w*|guarantee\w*)\b|(?:公開|オープンソース化|開放)(?:する|します)|続ける|約束|取り組む",
    _I,
)
_INTENTION = re.compile(
    r"\b(?:plan|plans|planned|intend\w*|hope\w*|expect\w*|aim\w*|want\w*|consider\w*|weigh\w*|could|may|would like)\b"
    r"|予定|意向|計画|検討|目指|方針|したい|つもり|考え",
    _I,
)
_BELIEF = re.compile(
    r"\b(?:should|believe\w*|think\w*|must|better|wise|right|wrong|dangerous)\b|べき|だと思|危険|考える|望ましい", _I
)

_SCOPES: tuple[tuple[Scope, re.Pattern[str]], ...] = (
    (Scope.FRONTIER_MODELS, re.compile(r"flagship|frontier|largest|biggest|most (?:capable|powerful)|主力"
        r"|最先端|最大|最上位|フロンティア", _I)),
    (Scope.SMALL_MODELS, re.compile(r"small(?:er)?\b|\bmini\b|lightweight|\blite\b|\d{1,2}B\b|小型|軽量|ミニ"
        r"|特化", _I)),
    (Scope.RESEARCH, re.compile(r"\bpapers?\b|\bresearch (?:results|papers|findings)|論文|研究成果", _I)),
    (Scope.DATA, re.compile(r"training data|data ?sets?|corpus|学習データ|訓練データ|コーパス|データセット", _I)),
    (Scope.CODE, re.compile(r"\bcode\b|\btools?\b|framework|library|コード|ツール|ライブラリ", _I)),
    (Scope.POLICY, re.compile(r"regulat\w+|lawmaker|legislat\w+|government\w*|\bban\b|規制|法案|政府"
        r"|政策(?!責任者)", _I)),
)  # fmt: skip


def is_about_openness(text: str, products: Sequence[str] = ()) -> bool:
    """Whether the words speak of opening or closing models, weights, code or data; `products` are models by name."""
    text = _OTHER_OPENING.sub(" ", text)
    if _OPENNESS.search(text):
        return True
    return bool(products) and opens_product(text, products)


def opens_product(text: str, products: Sequence[str]) -> bool:
    """`open Kimi`, 「Kimiを公開する」: the verb stands by the model's own name, and no app or office between."""
    for name in products:
        near = re.escape(name)
        if re.search(
            rf"\b(?:open|clos)(?:s|ed|ing|e)? (?:up )?(?:the )?{near}(?! (?:app|store|office|beta))", text, _I
        ):
            return True
        # Without a word for weights or licences a product that is 公開 may only be a service that was launched.
        if re.search(rf"{near}[」』]?(?:を|は)(?:すべて|全て)?(?:開放|非公開|公開(?:しない|を続))", text):
            return True
    return False


def stance_of(text: str) -> Stance:
    """The label of one statement by its own words; UNDECLARED where they take no position."""
    text = _OTHER_OPENING.sub(" ", text)
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
        return Stance.UNDECLARED
    if _EVERYTHING.search(text) or (_PRINCIPLE.search(text) and keeps):
        return Stance.OPEN_SOURCE
    return Stance.OPEN_WEIGHTS


def _is_both(text: str) -> bool:
    """Whether one line is opened and another closed in the same breath."""
    is_open = bool(_OPEN_WORD.search(_CLOSED_WORD.sub(" ", text)))
    return is_open and bool(_CONTRAST.search(text)) and bool(_CLOSED_WORD.search(text))


def modality_of(text: str, *, is_condition: bool, is_criticism: bool) -> Modality:
    """How it is said. `is_criticism`: another organisation is what it is about."""
    if is_criticism:
        return Modality.CRITICISM_OF_OTHERS
    for modality, holds in (
        (Modality.DENIAL, bool(_DENIAL.search(text))),
        (Modality.CONDITIONAL, is_condition),
        (Modality.INTENTION, bool(_INTENTION.search(text)) and not _NOT_OPENING.search(text)),
        (Modality.COMMITMENT, bool(_COMMITMENT.search(text)) or bool(_NOT_OPENING.search(text))),
        (Modality.POSITION, bool(_BELIEF.search(text))),
    ):
        if holds:
            return modality
    return Modality.DESCRIPTION


def scope_of(text: str) -> tuple[Scope, ...]:
    """What it covers, in the order of the vocabulary."""
    return tuple(scope for scope, pattern in _SCOPES if pattern.search(text)) or (Scope.UNSPECIFIED,)


def is_critical(text: str) -> bool:
    """Whether the words that frame a statement call it an attack."""
    return bool(_CRITICISM.search(text))
