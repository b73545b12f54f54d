"""The units that news counts in, in the words of both languages, brought to one unit of each kind."""

import re
from decimal import Decimal
from enum import StrEnum


class Unit(StrEnum):
    """What an amount counts. Currencies are ISO 4217 codes."""

    PERCENT = "percent"
    POINT = "point"
    TIMES = "times"
    USD = "USD"
    JPY = "JPY"
    EUR = "EUR"
    GBP = "GBP"
    CNY = "CNY"
    KRW = "KRW"
    INR = "INR"
    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    WATT = "watt"
    WATT_HOUR = "watt-hour"
    GRAM = "gram"
    METRE = "metre"
    KILO = "kilo"
    """キロ, which is a kilometre or a kilogram."""
    SQUARE_METRE = "square metre"
    LITRE = "litre"
    GALLON = "gallon"
    BYTE = "byte"
    FLOPS = "flops"
    HERTZ = "hertz"
    DEGREE = "degree"
    TOKEN = "token"  # noqa: S105
    PARAMETER = "parameter"
    GPU = "gpu"
    PERSON = "person"
    COMPANY = "company"
    COUNTRY = "country"

    @property
    def is_loose(self) -> bool:
        """A kind of thing counted, which texts word in many ways or leave out; unlike money or time."""
        return self in _LOOSE


_LOOSE = frozenset({Unit.TOKEN, Unit.PARAMETER, Unit.GPU, Unit.PERSON, Unit.COMPANY, Unit.COUNTRY, Unit.POINT})

# unit | scale | words. Words of one unit at another scale stand in their own line.
_TABLE = """
percent|1|%,percent,per cent,pct,パーセント,%減,%増
point|1|percentage points,percentage point,points,point,ポイント,点(?!目|に|で)
times|1|-fold,fold,times,x,倍
USD|1|u.s. dollars,us dollars,dollars,dollar,usd,米ドル,ドル
USD|0.01|cents,cent,セント
JPY|1|japanese yen,yen,jpy,円
EUR|1|euros,euro,eur,ユーロ
GBP|1|pounds sterling,pounds,gbp,英ポンド,ポンド
CNY|1|chinese yuan,yuan,rmb,renminbi,cny,人民元,元
KRW|1|won,krw,ウォン
INR|1|rupees,rupee,inr,ルピー
second|1|seconds,second,秒
second|0.001|milliseconds,millisecond,ms,ミリ秒
minute|1|minutes,minute,分間,分(?!の|野|析|以|け|か|散)
hour|1|hours,hour,時間
day|1|working days,business days,営業日,days,day,日間,営業日,日後,日以内,日連続,日(?!本|経|々|曜|付|英|米|中)
week|1|weeks,week,週間,週(?!に|間)
month|1|months,month,カ月間,カ月,か月間,か月,ヶ月間,ヶ月,ヵ月,ケ月,箇月
year|1|years,year,年間,年(?!度|代|月|末|初|内|春|夏|秋|冬|ごろ|頃|当|当たり|以降)
year|10|decades,decade
watt|1000|kilowatts,kilowatt,kw,キロワット
watt|1000000|megawatts,megawatt,mw,メガワット
watt|1000000000|gigawatts,gigawatt,gw,ギガワット
watt-hour|1000|kilowatt-hours,kilowatt-hour,kwh,キロワット時
watt-hour|1000000|megawatt-hours,megawatt-hour,mwh,メガワット時
watt-hour|1000000000|gigawatt-hours,gigawatt-hour,gwh,ギガワット時
watt-hour|1000000000000|terawatt-hours,terawatt-hour,twh,テラワット時
gram|1|grams,gram,グラム
gram|1000|kilograms,kilogram,kilos,kg,キログラム
kilo|1000|キロ(?!ワット|メートル|バイト|グラム)
gram|1000000|tonnes,tonne,metric tons,tons,ton,トン
metre|1|metres,metre,meters,meter,メートル
metre|0.001|millimetres,millimetre,millimeters,mm,ミリメートル,ミリ
metre|0.000000001|nanometres,nanometre,nanometers,nanometer,nm,ナノメートル,ナノ
metre|0.01|centimetres,centimeters,cm,センチメートル,センチ
metre|1000|kilometres,kilometre,kilometers,kilometer,km,キロメートル
metre|1609|miles,mile,マイル
square metre|1|square metres,square meters,平方メートル
square metre|10000|hectares,hectare,ヘクタール
litre|1|litres,litre,liters,liter,リットル
gallon|1|gallons,gallon,ガロン
byte|1000000|megabytes,mb,メガバイト
byte|1000000000|gigabytes,gigabyte,gb,ギガバイト,ギガ(?!ワット|ヘルツ)
byte|1000000000000|terabytes,terabyte,tb,テラバイト
byte|1000000000000000|petabytes,petabyte,pb,ペタバイト
flops|1000000000000000|petaflops,ペタフロップス
flops|1000000000000000000|exaflops,exaflop,エクサフロップス
hertz|1000000000|gigahertz,ghz,ギガヘルツ
degree|1|degrees celsius,degrees,°c,度(?!目|に|の|合)
token|1|tokens,token,トークン
parameter|1|-parameter,parameters,parameter,パラメーター,パラメータ
gpu|1|graphics processors,graphics chips,gpus,gpu,基のgpu,個のgpu,枚のgpu
person|1|people,persons,person,employees,staff,workers,engineers,researchers,人,名(?!前|称|門|古|誉|義)
company|1|companies,company,firms,businesses,start-ups,startups,社(?!員|長|会|内|外|債|製|説|側|名)
country|1|countries,nations,カ国,か国,ヶ国
"""


def _read() -> tuple[dict[str, tuple[Unit, Decimal]], re.Pattern[str]]:
    units: dict[str, tuple[Unit, Decimal]] = {}
    patterns: list[str] = []
    for line in _TABLE.strip().splitlines():
        unit, scale, words = line.split("|", 2)
        for word in words.split(","):
            bare = word.partition("(?!")[0]
            units[bare] = (Unit(unit), Decimal(scale))
            ends = r"(?![a-z])" if bare[-1].isascii() and bare[-1].isalpha() else ""
            patterns.append(re.escape(bare) + word.removeprefix(bare) + ends)
    ordered = sorted(patterns, key=lambda each: len(each.partition("(?!")[0]), reverse=True)
    # 元 also begins words: 元社員.
    joined = "|".join(each if each != "元" else "元(?![社幹従役最研首共会])" for each in ordered)
    return units, re.compile(rf"\s?-?(?P<unit>{joined})")


UNITS, UNIT_AFTER = _read()
"""Words to (unit, scale), and the pattern of the unit that follows an amount: its group `unit` is a key of UNITS."""
