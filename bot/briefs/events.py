"""What kind of event a story is, by the words of its headline and first sentence: one label that both languages have.

A label says what the reports are about and claims nothing of who did what; that is for deeds.
"""

import re
from collections.abc import Sequence

_WORDS: tuple[tuple[str, str, str], ...] = (
    # (event, English, Japanese); the first that fits is taken, so what is more particular stands in front
    (
        "price-rise",
        (
            r"\b(?:rais\w+|increas\w+|hik\w+)\b[^.]{0,30}\b(?:prices?|fees?)\b|\bprice (?:rise|hike|increase)|"
            r"\bmore expensive\b"
        ),
        r"値上げ|料金[^。]{0,30}引き上げ",
    ),
    (
        "price-cut",
        (
            r"\b(?:cut|cuts|cutting|slash\w*|lower\w*|reduc\w+|halv\w+)\b[^.]{0,30}\b(?:prices?|fees?)\b|"
            r"\bprice cuts?\b|"
            r"\bcheaper\b"
        ),
        r"値下げ|料金[^。]{0,30}引き下げ|半額に|[0-9０-９]割安",
    ),
    (
        "layoffs",
        (
            r"\blay(?:s|ing)? off\b|\blaid off\b|\blay-?offs?\b|\bjob cuts\b|"
            r"\bcut(?:s|ting)? (?:[\d,.%]+ )?(?:jobs|staff|"
            r"(?:\w+ )?(?:percent|per cent|%) of (?:its )?(?:staff|workforce|jobs))|"
            r"\bcut(?:s|ting)? \d[\d,.]*%? ?(?:of )?"
            r"(?:its )?(?:jobs|staff|workforce)"
        ),
        r"人員(?:を)?削減|解雇|リストラ|[0-9０-９]人(?:を|の)?削減|希望退職",
    ),
    (
        "outage",
        (
            r"\boutages?\b|\b(?:is|was|went|goes) (?:down|offline)\b|\bdown for (?:users|hours)|\bdisruptions?\b|"
            r"\brestore[sd]? (?:service|its)\b"
        ),
        r"障害(?!者|児)|つながりにくい|(?:が|を)(?:一時)?停止|利用できな(?:い|く|かっ)",
    ),
    (
        "breach",
        (
            r"\bbreach(?:es)?\b(?! of contract)|\bhack(?:ed|ers?|ing)\b|\bleak(?:ed|s)? (?:data|records|chats)|"
            r"\bvulnerabilit\w+|\bflaws?\b|\bsecurity (?:hole|incident)|\bransomware\b|\bmalware\b"
        ),
        r"流出|漏洩|漏えい|不正アクセス|脆弱性|サイバー攻撃|ランサム|欠陥",
    ),
    (
        "fine",
        r"\bfine[sd]?\b(?! print|-tun)|\bpenalt(?:y|ies)\b",
        r"制裁金|課徴金|罰金",
    ),
    (
        "lawsuit",
        (
            r"\bsu(?:e|es|ed|ing)\b|\blawsuits?\b|\bcomplaint\b|\bclass action\b|\bcourt (?:rul|order)\w*|\bjudge\b|"
            r"\bjury\b|\bsettle(?:s|d|ment)\b"
        ),
        r"提訴|訴訟|賠償|地裁|高裁|最高裁|和解|判決",
    ),
    (
        "probe",
        r"\bantitrust\b|\bcompetition (?:regulator|authorit\w+)|\binvestigat\w+|\bprobes?\b|\binquir(?:y|ies)\b",
        r"独占禁止法|公取委|公正取引委員会|調査に(?:着手|乗り出)|立ち入り",
    ),
    (
        "export",
        r"\bexport (?:controls?|curbs?|limits?|bans?|licen[cs]es?)|\blimits? on [^.]{0,30}exports?|\bsanctions?\b",
        r"輸出(?:規制|管理|制限)|禁輸|対中規制",
    ),
    (
        "rules",
        (
            r"\bbills?\b|\blegislation\b|\bguidelines?\b|\bregulat(?:ion|ions|e|es)\b|\bdraft (?:law|rules)\b|"
            r"\brequires? "
            r"[^.]{0,40}\b(?:label|report)\w*|\b(?:AI|new) (?:law|rules|act)\b"
        ),
        r"法案|指針|ガイドライン|規制|義務(?:付け|化)|条例|省令|施行",
    ),
    (
        "acquisition",
        r"\bacqui(?:re|res|red|ring|sition)\b|\bbuy(?:s|ing)?\b|\bbought\b|\btakeover\b|\bmerg(?:e|er|es|ing)\b",
        r"買収|合併|子会社化|経営統合",
    ),
    (
        "funding",
        (
            r"\brais(?:e|es|ed|ing)\b[^.]{0,40}(?:[$€£¥]|million|billion|funding|round)|\bfunding\b|\bseries [A-H]\b|"
            r"\bvaluation\b|\bseed round\b"
        ),
        r"調達|第三者割当|評価額|企業価値",
    ),
    (
        "departure",
        (
            r"\bresign\w*|\bsteps? down\b|\bstepp(?:ed|ing) down\b|\bquits?\b|"
            r"\bleav(?:es|ing) (?:the )?(?:company|post)|"
            r"\bdeparts?\b|\bdeparture\b|\bousts?\b|\bousted\b"
        ),
        r"退任|辞任|退社|解任|辞職",
    ),
    (
        "appointment",
        (
            r"\bappoint\w*|\bnames? [A-Z]|\bnamed\b[^.]{0,40}\b(?:chief|head|president|CEO|CTO)|"
            r"\bhires?\b|\bhired\b|\bjoins?\b"
        ),
        r"就任|起用|任命|人事|新社長|迎え(?:る|た)",
    ),
    (
        "benchmark",
        r"\bbenchmarks?\b|\bleaderboards?\b|\btrain(?:ed|ing) on the test\b|\btest scores?\b",
        r"ベンチマーク|順位表|性能(?:試験|評価)|首位",
    ),
    (
        "supply",
        r"\bsuppl(?:y|ies|ied|ier)\b|\bchip (?:deal|contract|order)|\bfoundry\b|\bwafers?\b",
        r"供給|受託生産|調達契約|受注",
    ),
    (
        "partnership",
        r"\bpartner(?:s|ed|ship|ing)?\b|\bteams? up\b|\bjoint venture\b|\bcollaborat\w+|\balliance\b",
        r"提携|共同(?:開発|研究|事業)|協業|合弁|連携",
    ),
    (
        "investment",
        r"\binvest(?:s|ed|ing|ment)?\b|\bstakes?\b",
        r"出資|投資",
    ),
    (
        "plant",
        r"\bdata cent(?:er|re)s?\b|\b(?:build|builds|building|opens?) [^.]{0,30}\b(?:plant|factory|fab)\b",
        r"データセンター|工場|新設|着工",
    ),
    ("delay", r"\bpostpon\w+|\bdelay\w*|\bput(?:s)? off\b|\bpush(?:es|ed) back\b", r"延期|先送り"),
    (
        "licence",
        r"\blicen[cs](?:e|es|ing)\b",
        r"ライセンス|利用規約",
    ),
    (
        "release",
        (
            r"\breleas\w+|\bopen-?sourc\w+|\bopen[- ]weights?\b|\blaunch\w*|\bunveil\w*|\bpublish(?:es|ed)\b[^.]{0,30}"
            r"\b(?:model|weights)|\bgeneral availability\b|\bintroduc\w+"
        ),
        r"公開|リリース|提供(?:を)?開始|発売|投入",
    ),
    ("certification", r"\bcertif\w+|\bapproval\b|\bcleared by\b", r"認証|承認|認可"),
    (
        "results",
        r"\bearnings\b|\bquarter\w*\b|\bprofits?\b|\brevenue\b|\bloss(?:es)?\b",
        r"決算|最終損益|赤字|黒字|増収|減益",
    ),
    ("accident", r"\bcrash\w*|\bhurt\b|\binjur\w+|\baccidents?\b|\brecalls?\b", r"事故|衝突|けが|リコール"),
    ("study", r"\bresearchers\b|\bstud(?:y|ies)\b|\bpaper\b|\bscientists\b", r"研究(?:チーム|者)|論文"),
)
_COMPILED = tuple(
    (event, re.compile(english, re.IGNORECASE), re.compile(japanese)) for event, english, japanese in _WORDS
)

EVENTS = tuple(event for event, _, _ in _WORDS)


def event_in(texts: Sequence[str], lang: str) -> str | None:
    """The kind of event that `texts`, all in `lang`, tell of: what the first of them that says it says."""
    for text in texts:
        for event, english, japanese in _COMPILED:
            if (japanese if lang == "ja" else english).search(text):
                return event
    return None
