"""What names look like in either script, and the words that look like names and are none."""

import re

LATIN = re.compile(r"(?<![A-Za-z0-9])[A-Za-zÀ-ž][A-Za-z0-9À-ž]*(?:[.&'’+-][A-Za-z0-9À-ž]+)*")
KATAKANA = re.compile(r"[ァ-ヺー]{2,}")
DOTTED = re.compile(r"[ァ-ヺー]+(?:・[ァ-ヺー]+)*")
TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
KANJI_RUN = re.compile(r"[一-龥々]{1,10}")
VERSIONED = re.compile(
    r"(?<![A-Za-z])(?P<name>(?:[A-Z][A-Za-z]*|[a-z]+[A-Z][A-Za-z]*|tsuzumi|phi|o))[ "
    r"-]?(?P<version>[A-Z]?\d+(?:\.\d+)*[A-Za-z]?)(?![\d%]|[.,]\d)"
    r"(?!\s?(?:percent|million|billion|trillion|people|employees|years|months|days|人|社|件|億|万|円|ドル|年|月|日|割|倍|カ国|台|個|つ|"
    r"校|基|モデル|機種|種))"
)
VERSIONED_JA = re.compile(r"(?P<name>[ァ-ヺー]{2,})[ -]?(?P<version>\d+(?:\.\d+)?)(?=号?[」』])")
NO_PRODUCT = frozenset(
    re.findall(
        r"\S+",
        "January February March April May June July August September October November December Jan Feb Mar Apr Jun "
        "Jul Aug Sep Sept Oct Nov "
        "Dec About Some Only Over Up Nearly Almost More Less At In On By From To Of Its The And For With Under "
        "Around After Before Since "
        "Until Between Roughly Top No All Just Another First Last Monday Tuesday Wednesday Thursday Friday Saturday "
        "Sunday Fiscal FY Q H US EUR USD Series "
        "Wrong Fewer Than As A An It Or But",
    )
)
COUNTING = frozenset(
    re.findall(
        r"\S+",
        "one two three four five six seven eight nine twenty thirty forty fifty sixty seventy eighty ninety",
    )
)
SERIES = re.compile(r"(?:Series|シリーズ)\s?([A-H])\b")
PERSON_JA = re.compile(
    r"([一-龥々]{1,5})(?:ヶ[一-龥々]+)?(?:氏|さん|社長|会長|教授|准教授|院長|所長|市長|知事|首相|大臣|議員|弁護士|CEO|CTO|CFO|COO|代表|副社長|専務|常務|最高|"
    r"(?:共同)?創業者|監督|学長|理事長|董事長|総裁|長官)"
)
ORGANISATION_JA = re.compile(
    r"([一-龥々ァ-ヶー]{2,12}?(?:銀行|大学|省|庁|新聞|通信社|電機|製作所|研究所|病院|自動車|重工業?|証券|商事|建設|製薬|工業|協会|財団|機構|学会|生命|製鉄|電力|電工|化学|県|市|町|村|"
    r"区)|[一-龥々]{2,8}社)(?![一-龥々])"
)
INSTITUTION = re.compile(
    r"[A-Z][a-z]+(?: (?:of|and|for|the|[A-Z][a-z]+)){0,5}? (?:Commission|Ministry|Agency|Department|Court|"
    r"Association|Foundation|Bureau|Council|Society|Law|Act|Authority|"
    r"Party|Office|Museum|Gallery|Library|Hospital|University|Bank|Airport|Theatre|Center|Centre|Institute|Committee|Federation|Union)\b|(?:Ministry|Agency|Bureau|Institute|"
    r"Department|Association) of [A-Z][a-z]+(?:,? (?:and )?[A-Z][a-z]+)*"
)
COMPASS = {
    "north": r"\b[Nn]orthern\b|北部|北日本|道北",
    "south": r"\b[Ss]outhern\b|南部|南日本",
    "east": r"\b[Ee]astern\b|東部|東日本",
    "west": r"\b[Ww]estern\b|西部|西日本",
}
NOT_PERSONS = frozenset(
    re.findall(
        r"\S+",
        "同 両 新 前 元 現 副 米 英 仏 独 中 韓 各 当 本 他 次期 共同 日本 担当 女性 男性 匿名 複数 担当者 "
        "関係者 暫定 最高 兼 総合 執行 董事 独立 外部 内部 上級 主任 首席 社外 代表 名誉 "
        "責任 同社 創業 暫定最高 技術 製品 研究 開発 事業 経営 財務 投資",
    )
)
NOT_ORGANISATIONS = re.compile(
    r"^(?:同|両|各|当|本|他|全|米|英|独|仏|中|韓|新興|大手|関連|競合|提供元|親|子|開発|国内|海外|中央|当該|株式会|有料|私立|公立|国立|県立|市立|大)|"
    r"^(?:自治体|企業|会社|研究|政府|地裁|裁判所|数社|\d+社)|以上社|(?:製薬|利用|関係|運営|通信|出版|販売|半導体|新興)会?社$|関係省庁|省庁$|都市$|大都市|市場$"
)
