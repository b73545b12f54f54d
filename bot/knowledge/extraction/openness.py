"""Whether words speak of the openness of models, weights, code or data: `open a campus` and 「工場を公開」 do not.

Every gap in a pattern is bounded, so that no text costs more than its length.
"""

import re
from collections.abc import Sequence

_I = re.IGNORECASE
_OPENNESS = re.compile(
    r"open[- ]?sourc(?:e[ds]?|ing)|open[- ]?weights?|open(?:ly)?[- ](?:models?|licen[cs]ed?)|weights"
    r"|\b(?:shar|releas|publish|giv|hand|single|model) ?\w*\b.{0,20}\bweight\b|behind (?:our|its|an?|the"
    r"|their) (?:own )?(?:api|wall)"
    r"|\b(?:training|source) (?:data|code)\b.{0,40}\b(?:open|public|publish|releas|shar|available|secret)"
    r"|\b(?:publish|releas|shar|open)\w*\b.{0,40}\b(?:data|code)\b"
    r"|(?:clos(?:ed|ing)|propriet\w+|in-house|private|lock\w*)\b.{0,40}\b(?:models?|api|vault|flagship)"
    r"|\bmodels?\b.{0,40}\b(?:be|been|were|are|was) (?:published|released|shared)\b"
    r"|models?\b.{0,40}\b(?:clos(?:ed?|ing)|propriet\w+|in-house|private|vault|behind|open(?:ly|ed)?)\b"
    r"|(?:open|releas|publish|shar)\w{0,4}\b.{0,40}\b(?:models?|training (?:data|code))\b|opening (?:its|our|the) "
    r"|open (?:it|them|some|and some)\b|(?:made|is|keep|stay|be|becom)\w* (?:open|closed|proprietary)\b|open ones"
    r"|\bwithout (?:the |its |any )?weights|\bno weights|\bhid(?:e|es|ing|den)\b.{0,30}\b(?:data|weights|models?"
    r"|code)\b"
    r"|\bcorpus\b.{0,40}\b(?:shar|publish|releas|open|withh|giv|hand|provid)\w*"
    r"|重み[^。]{0,20}(?:自由に|無料で|誰でも|使え)"
    r"|閉じた(?:会社|企業|組織|開発元)|開かれた(?:会社|企業|組織|開発元)|公開(?:姿勢|方針|路線)"
    r"|\b(?:models?|weights|corpus)\b.{0,30}\b(?:download\w*)|\b(?:shar|publish|releas|open|stop|withh"
    r"|giv)\w*\b.{0,30}\bcorpus\b"
    r"|\b(?:publish|upload|put|releas)\w*\b.{0,60}\b(?:hugging face|github)\b|\bopenness\b"
    r"|\bwithh(?:o|e)ld\w*\b.{0,30}\b(?:models?|weights|it)\b|\bmost (?:closed|open)\b|\b(?:everything"
    r"|anything) (?:that )?(?:we|it|they) (?:train|make|build)s?\b"
    r"|\b(?:shar|open|publish|releas)\w*\b.{0,30}\b(?:tools?|software|framework|library)\b.{0,40}\b(?:licen[cs]e"
    r"|source)"
    r"|\b(?:offer|provid|sell|us)\w*\b.{0,20}\bthrough (?:our|its|an?|the) (?:own )?(?:API|service|cloud)"
    r"|閉鎖的|API(?:経由)?で(?:のみ)?提供|学習したもの|(?:ツール|ソフト|ライブラリ)[^。]{0,24}(?:ライセンスで|公開|オープンソース)"
    r"|\bpublic domain\b|\bweights?\b.{0,20}\bleav\w+|パブリックドメイン|公有"
    r"|重みなし|(?:モデル|データ|重み|コード)を(?:隠|抱え)|コーパス[^。]{0,16}(?:出|公開|提供|配)|(?:モデル|重み)[^。]{0,20}ダウンロード"
    r"|(?:GitHub|Hugging ?Face|ハギングフェイス)[^。]{0,12}(?:公開|アップ|配布)"
    r"|重み[^。]{0,30}(?:出[すさしせ]|渡|提供|手に入|入手|手元|共有|配|ダウンロード|手放)|(?:出|渡|提供|手放)[^。]{0,12}重み"
    r"|API(?:の陰|の裏|の向こう)|(?:学習)?(?:データ|コード)[^。]{0,12}(?:出[すさせ]|渡|伏せ|隠)"
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
    r"|\b(?:rules?|papers?|guid\w+|reports?|plans?|drafts?|proposals?|strateg\w+|answers|letters?)\b"
    r"(?: (?:that|which))?(?: \w+){0,5} published\b"
    r"|\bpublished (?:an? |its |the |new )?(?:\w+ )?(?:rules?|guid\w+|drafts?|proposals?|strateg\w+)\b"
    r"|\bdownload(?:ed|s)?\b(?= .{0,30}(?:times|million|thousand|billion)\b)"
    r"|ダウンロード(?:数|回数|件数)|\d+[万億]?回(?:以上)?ダウンロード"
    r"|\b(?:releas|publish|shar)\w*\b(?= (?:\w+ ){0,4}(?:earnings|results|e-?mails?|reports?|figures|statement"
    r"|details)\b)"
    r"|(?:株式|情報|映像|動画|メール|拠点|工場|施設|写真|求人|決算|本社|センター|社内文書)[^。、「」]{0,8}公開|報道陣に公開|一般公開|公開(?:市場|討論|書簡|講座|質問|会議)",
    _I,
)
# Words that may carry on what the sentence before said of openness: "What they paid for they must be able to download."
_CARRIES_ON = re.compile(
    r"\b(?:open|clos|weight|model|data|code|download|shar|giv|hand|public|releas|publish|lock|keep|stay|vault"
    r"|secret|ours"
    r"|inside|belong)\w*|公開|開放|閉|重み|モデル|データ|コード|渡|出[さしすせ]|配|手元|手に入|入手|隠|共有|独占|社内|囲",
    _I,
)
_BARRED = re.compile(
    r"\b(?:shut|gate|wall|lock|door|fence|hid|secret|clos|vault|behind|key|cage|seal|jar|curtain|box|veil|fog|bolt"
    r"|chain|dungeon|safe)\w*|閉|門|壁|囲|隠|鍵|錠|独占|金庫|抱え込|封|箱|幕|檻|密室|霧|蓋|塀",
    _I,
)


def is_about_openness(text: str, products: Sequence[str] = (), *, is_told: bool = False) -> bool:
    """Whether the words speak of opening or closing models, weights, code or data; `products` are models by name.

    `is_told`: somebody says or reports it.
    """
    text = _OTHER_OPENING.sub(" ", text)
    if _OPENNESS.search(text):
        return True
    return bool(products) and (opens_product(text, products) or (is_told and speaks_of_product(text, products)))


def speaks_of_product(text: str, products: Sequence[str]) -> bool:
    """Whether words of somebody's speak of opening a model by name; without a speaker they may tell of a launch."""
    for name in products:
        near = re.escape(name)
        if re.search(
            rf"\b(?:open|clos|publish|download|shar|withh)\w*\b.{{0,30}}{near}|{near}.{{0,40}}\b(?:open(?:ed|ly"
            rf"|ing)?|clos(?:ed|ing)|download\w*"
            rf"|publish\w*|private|propriet\w+|leaves? (?:our|the|its))\b",
            text,
            _I,
        ):
            return True
        if re.search(rf"{near}[^。]{{0,24}}(?:公開|開放|ダウンロード|オープン|社外に出|閉じ|渡)", text):
            return True
    return False


def opens_product(text: str, products: Sequence[str]) -> bool:
    """`open Kimi`, 「Kimiを公開する」: the verb stands by the model's own name, and no app or office between."""
    for name in products:
        near = re.escape(name)
        if re.search(
            rf"\b(?:open|clos)(?:s|ed|ing|e)? (?:up )?(?:the )?{near}(?! (?:app|store|office|beta))", text, _I
        ):
            return True
        # Without a word for weights or licences a product that is 公開 may only be a service that was launched.
        if re.search(rf"{near}(?! app)\b.{{0,30}}\bavailable (?:to|for) download", text, _I):
            return True
        if re.search(rf"{near}[」』]?(?:を|は)(?:すべて|全て)?(?:開放|非公開|公開(?:しない|を続))", text):
            return True
    return False


def carries_on(quote: str) -> bool:
    """Whether quoted words may be about what the sentence before them was about."""
    return bool(_CARRIES_ON.search(quote))


def is_barred(quote: str) -> bool:
    """Whether words of an attack speak of shutting out, whatever the picture: gates, walls, locks."""
    return bool(_BARRED.search(quote))


def without_other_openings(text: str) -> str:
    """`text` without stores that open, earnings that are released and the like."""
    return _OTHER_OPENING.sub(" ", text)
