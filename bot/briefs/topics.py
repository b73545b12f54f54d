"""What a sentence is about, in a dozen words that both languages share: compares and labels events without a model."""

import re

_WORDS: dict[str, tuple[str, str]] = {
    "release": (
        r"\b(?:releas\w+|publish\w*|open-sourc\w+|made available|put online|upload\w*|opens)\b",
        r"公開(?:し|さ|す|済|が|を)|リリース|提供を(?:始|開始)|配布",
    ),
    "delay": (
        r"\b(?:postpon\w+|delay\w*|put off|puts off|push(?:ed)? back|no (?:new )?date)\b",
        r"延期|先送り|遅れ|公開日は示",
    ),
    "licence": (r"\blicen[cs]\w+\b", r"ライセンス|利用規約"),
    "safety": (r"\b(?:safety|risks?|misuse|harm\w*)\b", r"安全性|リスク|悪用|危険"),
    "plan": (
        r"\b(?:plans?|planned|will|intends?|expects?|promis\w+|committed|commits?|pledg\w+|upcoming)\b",
        r"予定|計画|方針|予告|約束|取り組み|目指す|見通し",
    ),
    "closed": (r"\b(?:closed|proprietary)\b", r"クローズド|非公開|囲い込"),
    "openness": (
        r"\bopen(?:ness|[- ]sourc\w+|[- ]weights?| models?| AI| release)\b|\bopen and closed\b",
        r"オープン(?!し|す|A|a)|公開路線",
    ),
    "unchanged": (
        r"\b(?:den(?:y|ied|ies)|unchanged|not changed|no change|keep)\b",
        r"否定|変更はない|変わらない|維持|続け",
    ),
    "discussion": (
        r"\b(?:discuss\w*|talks|consider(?:s|ed|ing)?|weigh(?:s|ed|ing)?|debat\w+)\b",
        r"話し合|議論|検討|協議",
    ),
    "money": (
        r"\b(?:invest\w*|rais(?:e|ed|ing)|funding|valu(?:ed|ation)|revenue|earnings|billion|million)\b",
        r"調達|出資|投資|評価額|売上|決算|億|万ドル",
    ),
    "court": (
        r"\b(?:su(?:e|ed|ing)|lawsuits?|judges?|complaint|in court|the court|courts|court (?:case|order|ruling))\b",
        r"提訴|訴訟|裁判|地裁|訴え",
    ),
    "deal": (r"\b(?:partner\w*|agreement|deal|contract|acqui\w+|merg\w+)\b", r"提携|契約|合意|買収|合併"),
    "people": (
        r"\b(?:hir(?:e|es|ed|ing)|joins?|joined|resign\w*|appoint\w*|steps? down|lay-?offs?)\b",
        r"入社|移籍|退任|就任|辞任|人員削減",
    ),
    "rules": (
        r"\b(?:regulat\w+|laws?|bill|polic(?:y|ies)|government|ministry|commission)\b",
        r"規制|法案|法律|政策|政府|省",
    ),
    "preview": (r"\b(?:preview\w*|unveil\w*)\b", r"予告|先行公開|披露"),
    "research": (
        r"\b(?:research\w*|papers?|blog|benchmark\w*)\b",
        r"研究(?:者|チーム|成果|を)|論文|ブログ|ベンチマーク",
    ),
    "letter": (r"\b(?:letter|essay|memo)\b", r"書簡|論考|社内文書"),
    "chips": (r"\b(?:chips?|gpus?|data cent(?:er|re)s?|semiconductors?)\b", r"半導体|チップ|データセンター|GPU"),
}
_COMPILED = {
    topic: (re.compile(english, re.IGNORECASE), re.compile(japanese)) for topic, (english, japanese) in _WORDS.items()
}

TOPICS = tuple(_WORDS)


def topics_of(text: str, lang: str) -> frozenset[str]:
    """The topics that `text` touches. Both languages' words are tried: Japanese keeps many English ones."""
    patterns = ((ja, en) if lang == "ja" else (en,) for en, ja in _COMPILED.values())
    return frozenset(
        topic for topic, tried in zip(TOPICS, patterns, strict=True) if any(pattern.search(text) for pattern in tried)
    )
