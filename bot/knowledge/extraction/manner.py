"""How a statement is said: promised, planned, denied, an attack on others, recalled; and what it covers."""

import re

from bot.domain.statement import Modality, Scope

_I = re.IGNORECASE
_DENIAL = re.compile(
    r"\bden(?:y|ies|ied)\b|\bretract\w*|\bwithdrew\b|撤回|取り消|打ち消|\breject(?:s|ed)? (?:claims|reports|a report)"
    r"|not true|否定(?!的)|事実(?:では|と異)",
    _I,
)
_CRITICISM = re.compile(
    r"took aim|hypocri\w+|偽善|\bscold\w*|\bchid\w+|\brebuk\w+|\btaunt\w*|\bhid(?:es|ing)? behind|\block(?:s|ed"
    r"|ing)? .{1,40} (?:away|up)\b|\blectur\w+"
    r"|in name only|\brivals? (?:rejoic|mock)\w*|\bdig at\b"
    r"|切り捨て|こき下ろ|酷評|嘲|突き放|と評し|a dig|\bbrand\w*|\bderid\w+|\bridicul\w+|\bpour\w* scorn"
    r"|たしなめ|陰に隠れ|しまい込|見せかけ|口先|critici[sz]\w+|hit (?:back"
    r"|out)|attack\w*|accus\w+|mock\w*|lash\w*|slam\w*|blast\w*|批判|非難"
    r"|皮肉|揶揄|苦言",
    _I,
)
_BACKGROUND = re.compile(
    r"\b(?:has|have|had) (?:long|previously|always|often|repeatedly|earlier)\b|\bused to\b|\bin the past\b"
    r"|\buntil now\b"
    r"|これまで|かつて|従来|以前は|てきた。?$|ていた。?$",
    _I,
)
_COMMITMENT = re.compile(
    r"\b(?:will|we'll|shall|commit\w*|promis\w+|pledg\w+|vow\w*|guarantee\w*)\b|(?:公開|オープンソース化|開放)(?:する|します)|続ける"
    r"|約束|取り組む",
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


def modality_of(text: str, *, is_condition: bool, is_criticism: bool, is_refusal: bool) -> Modality:
    """How it is said. `is_criticism`: another organisation is what it is about."""
    if is_criticism:
        return Modality.CRITICISM_OF_OTHERS
    for modality, holds in (
        (Modality.DENIAL, bool(_DENIAL.search(text))),
        (Modality.CONDITIONAL, is_condition),
        (Modality.INTENTION, bool(_INTENTION.search(text)) and not is_refusal),
        (Modality.COMMITMENT, bool(_COMMITMENT.search(text)) or is_refusal),
        (Modality.POSITION, bool(_BELIEF.search(text))),
    ):
        if holds:
            return modality
    return Modality.DESCRIPTION


def scope_of(text: str) -> tuple[Scope, ...]:
    """What it covers, in the order of the vocabulary."""
    return tuple(scope for scope, pattern in _SCOPES if pattern.search(text)) or (Scope.UNSPECIFIED,)


def is_background(text: str) -> bool:
    """Whether it recalls what was so before the news: kept only where the article tells nothing newer."""
    return bool(_BACKGROUND.search(text))


def is_critical(text: str) -> bool:
    """Whether the words that frame a statement call it an attack."""
    return bool(_CRITICISM.search(text))


def is_denial(text: str) -> bool:
    """Whether something is denied or taken back."""
    return bool(_DENIAL.search(text))
