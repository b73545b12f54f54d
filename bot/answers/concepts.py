"""What openness is spoken of in, in both languages: one concept for all the words that mean it.

Two words of one concept match each other, so that "prohibit" finds 「禁止」. The list is the subject's, not any data set's.
"""

import re
from typing import NamedTuple


class _Concept(NamedTuple):
    name: str
    en: str
    ja: str


_CONCEPTS = (
    _Concept("data", r"data|datasets?|corpus|corpora", "データ|コーパス"),
    _Concept("code", r"code|codebase|source code|repositor(?:y|ies)|sdks?|software|tools?|toolkit", "コード|ソフトウ?ェ?ア?|ツール|リポジトリ"),
    _Concept("papers", r"papers?|publications?|research(?:ers?)?|preprints?|findings|journals?", "論文|研究(?!所|院|機関|センター|者)"),
    _Concept("licence", r"licen[cs](?:e[sd]?|ing)|terms(?: of use)?", "ライセンス|利用規約|使用許諾|許諾"),
    _Concept("commercial", r"commercial(?:ly)?|business(?:es)? use|(?:sell|selling|monetis|monetiz)\w*|non-?commercial", "商用|商業|営利|ビジネス利用"),
    _Concept("regulation", r"regulat\w+|laws?|legislat\w+|bills?|rules?|polic(?:y|ies)|mandat\w+|act", "規制|法律|法案|法制|ルール|政策|義務"),
    _Concept("ban", r"ban(?:s|ned|ning)?|prohibit\w*|outlaw\w*|forbid\w*|bar(?:s|red)?", "禁止|禁じ"),
    _Concept("safety", r"safe(?:ty|ly|r)?|safeguards?", "安全"),
    _Concept("danger", r"danger\w*|risk\w*|misus\w*|harm\w*|abus\w*|threat\w*|bad actors|weaponi[sz]\w*|bioweapon\w*", "危険|リスク|悪用|濫用|脅威|害"),
    _Concept("testing", r"test(?:s|ed|ing)?|evaluat\w*|audit\w*|scrutin\w*|review(?:s|ed)?", "試験|テスト|評価|検証|審査|監査"),
    _Concept("cyber", r"cyber\w*|hack\w*|security", "サイバー|セキュリティ"),
    _Concept("chips", r"chips?|semiconductors?|export controls?|gpus?", "半導体|輸出規制|輸出管理|チップ"),
    _Concept("distillation", r"distil\w*", "蒸留"),
    _Concept("delay", r"delay\w*|postpon\w*|embargo\w*|defer\w*|put(?:ting)? off|push(?:ed|ing)? back|wait\w*", "延期|遅ら|遅れ|先送り|後ろ倒し|公表制限|待機|禁輸|解禁|猶予|カ月間?の?制限"),
    _Concept("withhold", r"withh\w+|hold(?:ing)? back|held back|keep\w* private|kept private|not releas\w+", "見送|差し控え|控え|非公表|公開しな"),
    _Concept("revenue", r"revenues?|incomes?|sales|profits?|pay|paid|payments?|fees?|royalt\w*|money", "売上|売り上げ|収益|収入|利益|ロイヤルティ|料金|有料|稼"),
    _Concept("letter", r"letters?|signator\w*|sign(?:ed|s|ing)?|petition", "書簡|署名|手紙"),
    _Concept("essay", r"essays?|op-?eds?|column|manifesto|blog ?posts?", "寄稿|エッセー|エッセイ|論考|コラム|投稿"),
    _Concept("testimony", r"testi(?:fy|fied|fying|mony)|senate|congress\w*|hearing|parliament", "証言|公聴会|上院|下院|議会|国会"),
    _Concept("earnings", r"earnings(?: call)?|investors?|shareholders?", "決算|投資家|株主"),
    _Concept("interview", r"interview\w*|podcasts?", "インタビュー|取材|ポッドキャスト|対談"),
    _Concept("email", r"e-?mails?|memos?|internal(?:ly)?", "メール|社内|内部"),
    _Concept("leak", r"leak\w*", "流出|リーク|漏れ|漏えい|漏洩"),
    _Concept("adoption", r"adopt\w*|spread\w*|popular\w*|uptake", "普及|広ま|浸透"),
    _Concept("talent", r"talents?|hir(?:e|ing)|recruit\w*", "人材|採用活動"),
    _Concept("ecosystem", r"ecosystems?|communit(?:y|ies)", "エコシステム|生態系|コミュニティ|コミュニティー"),
    _Concept("culture", r"cultur\w*", "文化"),
    _Concept("sovereignty", r"sovereign\w*|domestic(?:ally)?|home-?grown|national", "主権|ソブリン|国産|国内|自国"),
    _Concept("china", r"chin(?:a|ese)|beijing", "中国|北京"),
    _Concept("america", r"america\w*|us|u\.s\.|united states|washington", "米国|アメリカ|米政府"),
    _Concept("europe", r"europ\w*|eu", "欧州|ヨーロッパ|EU"),
    _Concept("democracy", r"democra\w*", "民主"),
    _Concept("values", r"values", "価値観|価値"),
    _Concept("competition", r"compet\w*|rivals?|race", "競争|競合|ライバル"),
    _Concept("concentration", r"concentrat\w*|monopol\w*|centrali[sz]\w*|single (?:entity|provider)", "集中|独占|寡占|一極"),
    _Concept("api", r"apis?|cloud(?:-only)?|hosted|hosting", "API|クラウド|ホスティング"),
    _Concept("staged", r"stag(?:e[sd]?|ing)|gradual\w*|phas\w+|step by step", "段階|順次"),
    _Concept("flagship", r"flagships?|frontier|largest|biggest|most (?:capable|powerful|advanced)|top|strongest|best", "主力|最先端|最大|旗艦|フラッグシップ|最上位|最強|最良|最も高性能"),
    _Concept("small", r"small(?:er|est)?|light(?:er|weight)?|compact|mini", "小型|軽量|小規模"),
    _Concept("parameters", r"param(?:eter)?s?", "パラメータ"),
    _Concept("patents", r"patents?", "特許"),
    _Concept("checkpoints", r"checkpoints?", "チェックポイント"),
    _Concept("logs", r"logs?", "ログ|学習記録"),
    _Concept("region", r"territor\w*|regions?|countr(?:y|ies)|outside", "地域|適用除外|国外"),
    _Concept("attribution", r"attribut\w*|display\w*|credit(?:s|ed)?|branding", "表示|明記|表記|掲示"),
    _Concept("users", r"users?|customers?", "利用者|ユーザー|顧客"),
    _Concept("threshold", r"threshold\w*|limit\w*|caps?|above|exceed\w*", "上限|超え|制限|しきい値"),
    _Concept("agreement", r"agreements?|contracts?|deal|partnership", "契約|合意|提携"),
    _Concept("transparency", r"transparen\w*|disclos\w*", "透明|開示"),
    _Concept("copyright", r"copyright\w*", "著作権"),
    _Concept("children", r"child\w*|minors?|kids|teen\w*", "子ども|子供|未成年"),
    _Concept("military", r"militar\w*|defen[cs]e|weapons?|army|war", "軍事|軍民|国防|防衛|兵器|軍"),
    _Concept("jobs", r"jobs?|employ\w*|layoffs?|workforce", "雇用|失業|人員削減|働き手"),
    _Concept("energy", r"energy|electricity|power plants?|climate|carbon", "電力|エネルギー|気候|二酸化炭素"),
    _Concept("careful", r"careful\w*|cautio\w*|prudent\w*", "慎重|注意深"),
    _Concept("wrong", r"wrong|mistak\w*|errors?|regret\w*", "誤り|間違|誤っ|過ち|後悔"),
    _Concept("abandon", r"abandon\w*|giv(?:e|ing) up|gave up|drop(?:s|ped|ping)?|ditch\w*|scrap(?:s|ped|ping)?|shelv\w*|stop(?:s|ped|ping)?", "放棄|断念|捨て|やめ|見送|打ち切|撤退|中止"),
    _Concept("copy", r"cop(?:y|ied|ying)|plagiari\w*|derive\w*|derivative", "流用|模倣|コピー|派生|盗用"),
    _Concept("science", r"scien\w+", "科学|サイエンス"),
    _Concept("academia", r"academi\w*|universit\w*|scholars?", "学界|大学|学術"),
    _Concept("fund", r"fund\w*|subsid\w*|grant(?:s|ed)?|invest(?:s|ed|ing|ment|ments)?", "資金|助成|補助金|出資|投資|拠出"),
    _Concept("government", r"governments?|ministr\w*|minister|federal|state-\w+", "政府|省庁|大臣|連邦|国家"),
    _Concept("resume", r"resum\w*", "再開"),
    _Concept("mix", r"mix\w*|both|hybrid|combin\w*", "混在|併用|両方|双方|組み合わせ|両立"),
    _Concept("hope", r"hop(?:e|es|ed|ing)", "期待|望"),
    _Concept("permission", r"permi\w+|authori[sz]\w*|approv\w*", "許可|承認|認可|承諾"),
    _Concept("translation", r"translat\w*", "翻訳"),
)  # fmt: skip

_EN = [(c.name, re.compile(rf"(?<![A-Za-z])(?:{c.en})(?![A-Za-z])", re.IGNORECASE)) for c in _CONCEPTS]
_JA = [(c.name, re.compile(c.ja)) for c in _CONCEPTS]


class ConceptHit(NamedTuple):
    name: str
    start: int
    end: int


def find_concepts(text: str) -> list[ConceptHit]:
    """Every place of `text` (NFKC) that speaks of a concept. Places may overlap."""
    return [
        ConceptHit(name, match.start(), match.end())
        for patterns in (_EN, _JA)
        for name, pattern in patterns
        for match in pattern.finditer(text)
    ]
