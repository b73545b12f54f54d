"""Whether a Japanese sentence is clear without its neighbours: no word points back, and topic and name stand there."""

import re
from collections.abc import Collection

from bot.briefs.quoted import outside_quotes
from bot.briefs.standing_alone_en import only_a_quote

_POINTER_JA = re.compile(r"(?:この|こうした|そうした|上記の|前述の)(?!ほど|ほか|うち|よう)")
_LEANING_JA = re.compile(
    r"^(?:「[^」]*」)?(?:同(?:社|氏|紙|誌|局|省|庁|日|月|年|州|国|研究|モデル|サービス|製品|グループ|大学|部門|法|案|"
    r"じ|様|行|席|じく)|"
    r"これ|それ|その|この|こうした|そうした|ここ|そこ|あれ|彼|彼女|両社|両氏|両者|前者|後者|いずれ|どちら|ほか|"
    r"そのため|このため|"
    r"だから|なぜなら|すなわち|次いで|続いて|あわせて|併せて|もう一つ|もう一方|二つ目|三つ目|同時に|同時に|第二|第三|"
    r"上記|前述|後述|今回の|当時|"
    r"私|筆者|我々|われわれ|当社|弊社|わが社|つまり|要するに|一方|また|さらに|ただ|しかし|だが|でも|それで|すると|"
    r"とはいえ|そして)"
)
_AGAIN_JA = re.compile(r"同(?:社|氏|紙|誌|局|省|庁|国|グループ|大学|部門)")
_SAME_TIME_JA = re.compile(
    r"同(?:日|月|年)|同じ(?:日|月|年|週)|その(?:日|後|年|月)|当時|翌(?:日|月|年|週)|前(?:日|月|年|週)"
)
_LOANWORD_JA = (
    r"(?:モデル|オープン|クローズド|ソース|ウェイト|ウエイト|サービス|アプリ|ライセンス|データ|コード|ユーザー|"
    r"メーカー|ツール|サーバー|コミュニティー?|"
    r"システム|ソフト|ウェア|ハード|ビジネス|プロジェクト|リスク|エコ|エージェント|チップ|パラメーター?|ネット|"
    r"ワーク|メディア|インタビュー|"
    r"ベンチマーク|テスト|バージョン|シリーズ|グループ|チーム|メンバー|フロー|ブログ|リリース|セキュリティー?|コスト|"
    r"インフラ|クラウド|"
    r"ダウンロード|オンライン|プラットフォーム|プログラム|トップ|スタート|アップ|ポッドキャスト|ドル|ユーロ|センター|"
    r"レベル|ニュース|インターネット|・)"
)
_NAMED_JA = re.compile(
    rf"(?<![ァ-ヶー・])(?!{_LOANWORD_JA}+(?![ァ-ヶー・]))[ァ-ヶー・]{{2,}}|\b[A-Z][\w.+-]+|\b[a-z]+[A-Z0-9][\w.+-]*|"
    r"[一-龥]{2,}(?:社|大学|研究所|省|庁|党|銀行|新聞|機構|協会|財団)|[一-龥]{2,}氏",
    re.ASCII,
)
_NOT_NAMES_JA = re.compile(r"\b(?:AI|API|LLM|CEO|CTO|COO|CFO|GPU|PC|IT|SNS|X)\b", re.ASCII)
_TOPIC_JA = re.compile(r"(?<![にでとへもて])[はが](?:、|[^、。」])")
_DATED_JA = re.compile(r"\d{1,2}日|\d{1,2}月|\d{4}年|[一二三四五六七八九十]+月")


def points_elsewhere_ja(shown: str, names: Collection[str]) -> bool:
    """Whether a word of the sentence stands for something outside of it."""
    checks = (_leans, _points_back, _loose_time, only_a_quote)
    return any(check(shown) for check in checks) or _again_without_name(shown, names)


def leans_ja(shown: str, names: Collection[str]) -> bool:
    """Whether the sentence needs the ones around it. `names`: organisations as it spells them."""
    return points_elsewhere_ja(shown, names) or _nameless(shown, names)


def _points_back(words: str) -> bool:
    return bool(_POINTER_JA.search(outside_quotes(words)))


def _leans(words: str) -> bool:
    return bool(_LEANING_JA.search(words))


def _again_without_name(words: str, names: Collection[str]) -> bool:
    found = _AGAIN_JA.search(words)
    return found is not None and not _is_named_ja(words[: found.start()], names)


def _loose_time(words: str) -> bool:
    found = _SAME_TIME_JA.search(words)
    return bool(found) and not _DATED_JA.search(words[: found.start() if found else 0])


def _nameless(words: str, names: Collection[str]) -> bool:
    """Japanese drops the subject: without a topic and a name nobody knows who is meant."""
    return not (_TOPIC_JA.search(outside_quotes(words)) and _is_named_ja(words, names))


def _is_named_ja(words: str, names: Collection[str]) -> bool:
    return any(name in words for name in names) or bool(_NAMED_JA.search(_NOT_NAMES_JA.sub("", words)))
