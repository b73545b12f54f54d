"""The words of a text that say what it is about, in either language, so that a question can be held against a statement.

A term is a concept (`c:data`), an English stem (`w:foundat`), a katakana word (`k:アダプター`), a pair of han characters
(`h:出典`) or a hangul word. Words that every question on this subject uses are generic and are not terms of a question.
"""

import re
import unicodedata

from bot.answers.concepts import find_concepts

_LATIN = re.compile(r"[A-Za-z][A-Za-z'’]*|\d+(?:[.,]\d+)*%?")
_KATAKANA = re.compile(r"[ァ-ヺー]{2,}")
_HAN = re.compile(r"[一-鿿々]{2,}")
_HANGUL = re.compile(r"[가-힣]{2,}")

_STOP = frozenset(
    ["a", "about", "above", "across", "actual", "actually", "after", "again", "against", "all", "already", "also", "am", "an", "and", "any", "anybody", "anyone", "anything", "are", "around", "as", "ask", "at", "be", "became", "because", "become", "been", "before", "began", "being", "below", "between", "both", "bring", "but", "by", "came", "can", "clear", "come", "could", "current", "currently", "day", "detail", "did", "differ", "difference", "different", "do", "does", "doing", "done", "down", "during", "each", "either", "else", "end", "even", "ever", "every", "everything", "exact", "exactly", "exist", "far", "find", "first", "for", "from", "further", "gave", "general", "generally", "get", "give", "given", "go", "going", "good", "got", "had", "has", "have", "having", "he", "her", "here", "hers", "him", "his", "how", "however", "i", "if", "in", "inside", "instead", "into", "is", "it", "its", "itself", "join", "just", "keep", "kept", "kind", "know", "known", "last", "late", "latest", "later", "least", "less", "let", "like", "list", "little", "long", "made", "main", "make", "makes", "making", "many", "may", "me", "mean", "means", "might", "mine", "month", "months", "more", "most", "much", "must", "my", "near", "need", "never", "new", "newest", "next", "no", "nor", "not", "nothing", "now", "of", "off", "often", "on", "once", "one", "only", "or", "other", "others", "our", "out", "outside", "over", "own", "part", "past", "people", "per", "please", "point", "possible", "put", "quite", "rather", "ready", "really", "recent", "recently", "regard", "regarding", "respect", "same", "say", "saying", "says", "said", "see", "seem", "seen", "she", "should", "show", "since", "so", "some", "somebody", "someone", "something", "soon", "state", "stated", "still", "such", "sure", "take", "taken", "tell", "than", "that", "the", "their", "them", "then", "there", "these", "they", "thing", "things", "this", "those", "though", "through", "time", "times", "to", "today", "together", "told", "too", "toward", "towards", "turn", "two", "under", "until", "up", "upon", "us", "use", "used", "using", "various", "very", "via", "want", "wants", "was", "way", "we", "week", "weeks", "well", "went", "were", "what", "whatever", "when", "where", "whether", "which", "while", "who", "whom", "whose", "why", "will", "with", "within", "without", "word", "words", "would", "year", "years", "yet", "you", "your", "date", "dates", "answer", "anything", "ever", "record", "records", "earlier", "formerly", "originally", "original", "initially", "back", "begin", "beginning"]
)
_GENERIC = frozenset(
    ["ai", "artificial", "intelligence", "model", "models", "llm", "llms", "open", "opened", "opening", "openly", "openness", "opens", "close", "closed", "closing", "closely", "closedness", "source", "sources", "sourced", "sourcing", "weight", "weights", "weighted", "release", "released", "releases", "releasing", "publish", "published", "publishing", "publication", "public", "publicly", "position", "positions", "stance", "stances", "view", "views", "opinion", "opinions", "attitude", "policy", "approach", "strategy", "line", "official", "officially", "announce", "announced", "announcement", "announcements", "report", "reported", "reportedly", "reporting", "reports", "rumour", "rumor", "rumours", "confirm", "confirmed", "statement", "statements", "speak", "speaks", "spoke", "spoken", "talk", "talked", "comment", "comments", "commented", "remark", "remarks", "claim", "claims", "claimed", "quote", "quoted", "describe", "described", "explain", "explained", "explains", "explanation", "reason", "reasons", "change", "changed", "changes", "changing", "shift", "shifted", "evolve", "evolved", "compare", "compared", "comparison", "contrast", "versus", "vs", "promise", "promised", "promises", "commit", "committed", "commitment", "keep", "word", "plan", "plans", "planned", "planning", "intend", "intends", "intention", "company", "companies", "firm", "firms", "lab", "labs", "organisation", "organization", "organisations", "organizations", "government", "governments", "group", "team", "maker", "developer", "developers", "founder", "cofounder", "co", "ceo", "cto", "chief", "executive", "executives", "president", "chairman", "head", "leader", "leaders", "leadership", "boss", "spokesperson", "person", "author", "support", "supports", "supported", "supporting", "favour", "favor", "favours", "favors", "oppose", "opposes", "opposed", "believe", "believes", "argue", "argues", "argued", "think", "thinks", "thought", "feel", "considers", "consider", "advocate", "advocates", "call", "calls", "called", "mention", "mentioned", "address", "addressed", "matter", "issue", "issues", "question", "questions", "topic", "regarding", "concerning", "available", "availability", "download", "downloadable", "launch", "launched", "ship", "shipped", "provide", "provided", "offer", "offered", "available", "make", "express", "expressed", "declare", "declared", "reveal", "revealed", "happen", "happened", "follow", "followed", "hold", "holds", "held", "exist", "side", "sides", "pro", "con", "version", "versions", "product", "products", "free", "freely", "proprietary", "nothing", "correct", "true", "false", "really", "actual", "fact", "facts", "write", "wrote", "written", "story", "news", "press", "article", "evidence", "know", "sort", "type", "kind", "present", "summarise", "summarize", "summary", "brief", "overview", "history", "timeline", "track", "today"]
)
_GENERIC_JA = re.compile(
    "|".join(
        sorted(
            ["オープンソース", "オープンウェイト", "オープンウエイト", "オープンモデル", "クローズドソース", "クローズド", "クローズ", "オープン", "ソース", "ウェイト", "ウエイト", "モデル", "リリース", "スタンス", "コメント", "ニュース", "ポジション", "プロダクト", "バージョン", "シリーズ", "サービス", "メーカー", "トップ", "リーダー", "チーム", "グループ", "スタッフ", "人工知能", "生成", "言語", "大規模", "公開", "非公開", "開放", "公表", "一般", "立場", "姿勢", "方針", "主張", "見解", "意見", "態度", "発言", "発表", "公式", "正式", "報道", "説明", "表明", "言及", "言明", "明言", "宣言", "約束", "理由", "根拠", "背景", "経緯", "現在", "現時点", "時点", "最新", "最近", "最後", "最初", "当時", "当初", "以前", "以降", "以来", "過去", "将来", "今後", "今回", "今年", "昨年", "去年", "先月", "今月", "当社", "自社", "同社", "各社", "両社", "企業", "会社", "組織", "団体", "政府", "変化", "変更", "転換", "推移", "変遷", "比較", "相違", "違い", "対比", "実行", "実現", "実施", "実際", "計画", "予定", "予定日", "意向", "本当", "具体的", "具体", "正確", "詳細", "内容", "情報", "言葉", "文言", "引用", "原文", "質問", "回答", "記録", "出典", "賛成", "反対", "支持", "同意", "賛同", "否定", "肯定", "提供", "配布", "入手", "利用", "使用", "可能", "開発", "開発元", "公開日", "日付", "時期", "関係", "対象", "意味", "人物", "共同創業者", "創業者", "設立", "設立時", "創業時", "創業", "最高経営責任者", "経営陣", "経営者", "経営", "幹部", "社長", "会長", "代表", "責任者", "担当者", "広報", "報道官", "担当", "氏", "種類", "製品", "名前", "存在", "場合", "必要", "十分", "全部", "全体", "一部", "以上", "以下", "程度", "何時", "何日", "何月", "何年", "誰", "何", "国内外", "話題", "話", "噂", "事実", "真偽", "確認", "有無", "説明文", "一覧", "列挙", "新型", "次期", "主要", "各国", "当局", "自身", "本人", "全面", "全面的", "基本", "基本的", "明確", "明確化", "示唆", "評価軸", "記事", "投稿者", "動向", "状況", "現状", "態勢", "対応", "考慮", "問題", "課題", "点", "結果", "過程", "時間", "年間", "期間", "期限"],
            key=len,
            reverse=True,
        )
    )
)  # fmt: skip
_SUFFIXES = ("ingly", "edly", "ations", "ation", "ements", "ement", "ings", "ing", "ities", "ity", "ness", "ies", "ied",
             "ers", "er", "ed", "es", "ly", "s", "e", "y")  # fmt: skip


def stem(word: str) -> str:
    """A crude English stem: enough to join `restricted` and `restrictions`, short words left whole."""
    word = word.lower().replace("’", "'").removesuffix("'s").replace("'", "").replace("isation", "ization")
    if len(word) <= 4 or word[0].isdigit():
        return word.removesuffix("s") if len(word) == 4 and not word.endswith("ss") else word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)][:7]
    return word[:7]


def all_terms(text: str) -> frozenset[str]:
    """Every term of a statement's text, generic ones too."""
    text = unicodedata.normalize("NFKC", text)
    found = {f"c:{hit.name}" for hit in find_concepts(text)}
    found |= {f"w:{stem(word)}" for word in _LATIN.findall(text) if word.lower() not in _STOP}
    found |= {f"k:{word}" for word in _KATAKANA.findall(text)}
    found |= {f"h:{pair}" for run in _HAN.findall(text) for pair in _pairs(run)}
    found |= {f"g:{word[:2]}" for word in _HANGUL.findall(text)}
    return frozenset(found)


def question_terms(text: str) -> frozenset[str]:
    """The terms of a question (names and dates already blanked out) that are not generic: what it is about."""
    text = unicodedata.normalize("NFKC", text)
    hits = find_concepts(text)
    rest = list(text)
    for hit in hits:
        rest[hit.start : hit.end] = "\n" * (hit.end - hit.start)
    remaining = _GENERIC_JA.sub("\n", "".join(rest))
    found = {f"c:{hit.name}" for hit in hits if hit.name not in _GENERIC_CONCEPTS}
    for word in _LATIN.findall(remaining):
        bare = word.lower().replace("’", "'").removesuffix("'s")
        if bare not in _STOP and bare not in _GENERIC and len(bare) > 1:
            found.add(f"w:{stem(bare)}")
    found |= {f"k:{word}" for word in _KATAKANA.findall(remaining)}
    found |= {f"h:{pair}" for run in _HAN.findall(remaining) for pair in _pairs(run)}
    found |= {f"g:{word[:2]}" for word in _HANGUL.findall(remaining)}
    return frozenset(found)


# Concepts that the aspect of a question already says, or that name who is asked about.
_GENERIC_CONCEPTS = frozenset({"government", "hope"})


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]
