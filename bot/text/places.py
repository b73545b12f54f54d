"""Countries, regions and cities in both languages: 米 is the United States, Polish is of Poland, 堺 is Sakai."""

import re
from functools import cache

from bot.text.normalise import lowered

# English words (country, its people) | Japanese words. One-letter country names of headlines stand with a comma's care.
_TABLE = """
united states,u.s.,us,america,american,americans,washington|米国,アメリカ,米,全米,ワシントン,対米
japan,japanese,tokyo government|日本,国内,日,邦,わが国
china,chinese,beijing|中国,中,対中,北京
united kingdom,uk,u.k.,britain,british,england,english|英国,イギリス,英
germany,german,germans,deutsche|ドイツ,独
france,french|フランス,仏
italy,italian|イタリア,伊
spain,spanish|スペイン
netherlands,dutch|オランダ,蘭
belgium,belgian|ベルギー
switzerland,swiss|スイス
austria,austrian|オーストリア
sweden,swedish|スウェーデン
norway,norwegian|ノルウェー
denmark,danish|デンマーク
finland,finnish|フィンランド
nordic,scandinavia,scandinavian|北欧
iceland,icelandic|アイスランド
ireland,irish|アイルランド
poland,polish|ポーランド
czech,czechia|チェコ
portugal,portuguese|ポルトガル
greece,greek|ギリシャ
hungary,hungarian|ハンガリー
romania,romanian|ルーマニア
estonia,estonian|エストニア
ukraine,ukrainian|ウクライナ
russia,russian|ロシア,露
turkey,turkish|トルコ
israel,israeli|イスラエル
saudi,saudi arabia|サウジアラビア,サウジ
emirates,uae,abu dhabi|アラブ首長国連邦,UAE,アブダビ
qatar|カタール
iran,iranian|イラン
india,indian|インド,印
indonesia,indonesian|インドネシア
malaysia,malaysian|マレーシア
singapore|シンガポール
thailand,thai|タイ
vietnam,vietnamese|ベトナム
philippines,philippine|フィリピン
taiwan,taiwanese|台湾
korea,south korea,korean,south korean|韓国,韓
hong kong|香港
australia,australian|オーストラリア,豪州,豪
new zealand|ニュージーランド
canada,canadian|カナダ,加
mexico,mexican|メキシコ
brazil,brazilian|ブラジル
argentina,argentine|アルゼンチン
chile,chilean|チリ
kenya,kenyan|ケニア
nigeria,nigerian|ナイジェリア
egypt,egyptian|エジプト
south africa,south african|南アフリカ
european union,eu|欧州連合,EU
europe,european|欧州,ヨーロッパ
asia,asian|アジア
africa,african|アフリカ
gulf|湾岸
middle east|中東
united nations,un,u.n.|国連,国際連合
geneva|ジュネーブ
brussels|ブリュッセル
london|ロンドン
paris|パリ
berlin|ベルリン
munich|ミュンヘン
milan|ミラノ
rome|ローマ
madrid|マドリード
lisbon|リスボン
vienna|ウィーン
zurich|チューリヒ,チューリッヒ
moscow|モスクワ
kyiv|キーウ
warsaw|ワルシャワ
prague|プラハ
new york|ニューヨーク
california|カリフォルニア
texas|テキサス
shanghai|上海
shenzhen|深圳
hangzhou|杭州
suzhou|蘇州
guangzhou|広州
nanjing|南京
taipei|台北
seoul|ソウル
new delhi,delhi|ニューデリー,デリー
tokyo|東京,都内
osaka|大阪
kyoto|京都
nagoya|名古屋
yokohama|横浜
kobe|神戸
fukuoka|福岡
sapporo|札幌
sendai|仙台
hiroshima|広島
hokkaido|北海道
okinawa|沖縄
kyushu|九州
shikoku|四国
kansai|関西
kanto|関東
aichi|愛知
kumamoto|熊本
kagoshima|鹿児島
miyazaki|宮崎
nagasaki|長崎
saga|佐賀
oita|大分
nagano|長野
niigata|新潟
shizuoka|静岡
chiba|千葉
saitama|埼玉
kanagawa|神奈川
ibaraki|茨城
tochigi|栃木
gunma|群馬
gifu|岐阜
mie|三重
nara|奈良
shiga|滋賀
wakayama|和歌山
hyogo|兵庫
okayama|岡山
tottori|鳥取
shimane|島根
yamaguchi|山口県
tokushima|徳島
kagawa|香川
ehime|愛媛
kochi|高知
aomori|青森
iwate|岩手
miyagi|宮城
akita|秋田
yamagata|山形
fukushima|福島
toyama|富山
ishikawa|石川
fukui|福井
yamanashi|山梨
sakai|堺
matsumoto|松本
tsukuba|つくば
kawasaki|川崎
shibuya|渋谷
minato ward|港区
"""


_KATAKANA_ONLY = re.compile(r"[ァ-ヺー]+")
_EDGE = r"(?![ァ-ヺー])"


@cache
def _tables() -> tuple[dict[str, str], dict[str, str], re.Pattern[str], re.Pattern[str]]:
    english: dict[str, str] = {}
    japanese: dict[str, str] = {}
    for line in _TABLE.strip().splitlines():
        left, _, right = line.partition("|")
        place = left.split(",")[0]
        english |= {word: place for word in left.split(",")}
        japanese |= {word: place for word in right.split(",")}
    long_en = sorted(english, key=len, reverse=True)
    long_ja = sorted((word for word in japanese if len(word) > 1), key=len, reverse=True)
    # A lone character is a country only where news puts it: before a name, or in 日米, 対中.
    lone = "".join(word for word in japanese if len(word) == 1)
    short = rf"(?<![一-龥々ァ-ヶー])[{lone}](?=[ァ-ヶA-Z])|(?<![一-龥々ァ-ヶー])[米英独仏豪韓](?=[一-龥])(?![米英独仏豪韓中日]|[作飯語国立自占身断教典気])|(?<=対)[{lone}]|(?<=[日米英中欧韓])[{lone}](?=両|関係)"
    return (
        english,
        japanese,
        re.compile(rf"(?<![A-Za-z])(?:{'|'.join(map(re.escape, long_en))})(?![A-Za-z])", re.IGNORECASE),
        re.compile(rf"(?:{'|'.join(re.escape(word) + _EDGE if _KATAKANA_ONLY.fullmatch(word) else re.escape(word) for word in long_ja)})|{short}"),
    )


def places_in(text: str) -> dict[str, str]:
    """The places that `text` names, in either language: id -> the words as written."""
    english, japanese, latin, kana = _tables()
    found: dict[str, str] = {}
    for match in latin.finditer(text):
        word = match.group()
        if word[0].isupper() and not (word in ("Us", "Un") or (word == "US" and text.isupper())):
            found.setdefault(english[lowered(word)], word)
    for match in kana.finditer(text):
        found.setdefault(japanese[match.group()], match.group())
    return found
