"""Whether a name in Latin letters can be a name in kanji read aloud: Tanaka is 田中, Nakata is not.

The readings are those that names of people, places and firms use. A character without an entry may read as anything,
so that an unknown name is never called wrong.
"""

from functools import lru_cache

_TABLE = """
一 ichi,kazu,hajime,i,itsu 二 ni,ji,futa 三 mi,san,zo,mitsu,so 四 shi,yo 五 go,itsu 六 roku,mu 七 nana,shichi 八 ya,hachi,yatsu
九 ku,kyu 十 ju,to,so 百 hyaku,momo 千 chi,sen 万 man 上 ue,kami,uwa,jo,no 下 shita,shimo,ka,ge 中 naka,chu,nakano 大 o,oo,dai,hiro,masaru,yamato
小 ko,o,sho 高 taka,ko 田 ta,da,den 山 yama,san,zan 川 kawa,gawa,sen 河 kawa,gawa,ka 木 ki,gi,moku,ko 林 hayashi,bayashi,rin 森 mori,shin
本 moto,hon,pon 村 mura,son 島 shima,jima,to 嶋 shima,jima 井 i,sei 石 ishi,seki 岡 oka 原 hara,wara,bara,hara,gen 藤 fuji,to,do,fuzi 佐 sa 伊 i
加 ka 斎 sai,itsuki 齋 sai 斉 sai 後 go,nochi 近 kon,chika 遠 en,to 安 an,yasu 渡 watari,wata 辺 be,nabe 邊 be 部 be,bu 野 no,ya 谷 tani,ya,dani,gai
清 kiyo,shi,sei,kiyoshi 水 mizu,sui,zu 橋 hashi,bashi,kyo 池 ike,chi 沢 sawa,zawa,taku 澤 sawa,zawa 松 matsu,sho 竹 take,chiku 梅 ume 桜 sakura,o
鈴 suzu,rin 太 o,ta,tai,futoshi 郎 ro 朗 ro,akira 子 ko,shi 男 o,dan 夫 o,fu 雄 o,yu,take 美 mi,yoshi,bi 香 ka,kaori,ko 恵 e,megumi,kei 智 tomo,satoshi,chi
真 ma,shin,makoto,sana 正 masa,sho,tadashi,sei 義 yoshi,gi 孫 son,mago 明 aki,akira,mei,a 昭 aki,sho 和 kazu,wa,nago 弘 hiro,hiroshi,ko 浩 hiro,hiroshi,ko 博 hiro,hiroshi,haku
宏 hiro,hiroshi 裕 yu,hiro,yutaka 祐 yu,suke 介 suke,kai 助 suke 輔 suke 之 yuki,no 幸 yuki,sachi,ko 行 yuki,ko 雪 yuki 由 yu,yoshi 優 yu,masaru 勇 isamu,yu 健 ken,takeshi
建 ken,tate 賢 ken,satoshi 謙 ken 研 ken 一郎 ichiro 次 ji,tsugu 治 ji,haru,osamu 司 shi,tsukasa,ji 志 shi,yuki 史 shi,fumi 士 shi,ji 哲 tetsu,satoshi 徹 toru,tetsu
直 nao,tada,choku 尚 nao,hisa,sho 久 hisa,ku,kyu 秀 hide,shu 英 hide,ei 栄 ei,hide,sakae 隆 taka,ryu,takashi 孝 taka,takashi,ko 貴 taka,ki 敬 kei,taka,takashi 啓 kei,hiro
圭 kei 慶 kei,yoshi 良 ryo,yoshi,ra 亮 ryo,akira 涼 ryo 龍 ryu,tatsu 竜 ryu,tatsu 達 tatsu,tatsuya 也 ya,nari 哉 ya 弥 ya 矢 ya 屋 ya 八木 yagi 光 mitsu,hikaru,ko 晃 akira,ko
充 mitsu,mitsuru 満 mitsu,mitsuru 望 nozomu,nozomi,mochi,bo 希 ki,nozomi 紀 ki,nori 則 nori 典 nori,ten 範 nori 憲 nori,ken 徳 nori,toku 法 nori,ho 紗 sa 沙 sa 早 haya,sa 咲 saki,sa
崎 saki,zaki 﨑 saki,zaki 前 mae,zen 福 fuku 吉 yoshi,kichi,ki 喜 ki,yoshi 好 yoshi 善 yoshi,zen 東 higashi,azuma,to 西 nishi,sai 南 minami,nan 北 kita,hoku 内 uchi,nai 外 soto,gai
宮 miya,gu 神 kami,kan,jin,ko 金 kane,kin,kana 銀 gin 鉄 tetsu 丸 maru 平 hira,taira,hei 新 ara,nii,shin 古 furu,ko 長 naga,cho,osa 永 naga,ei,hisashi 広 hiro 青 ao,sei 赤 aka
白 shira,shiro,haku 黒 kuro 緑 midori 若 waka 老 oi 星 hoshi,sei 月 tsuki,getsu,zuki 日 hi,nichi,ka,ni 陽 yo,hi,haru 春 haru,shun 夏 natsu,ka 秋 aki 冬 fuyu 風 kaze,fu 雲 kumo 雨 ame
花 hana,ka 菜 na 奈 na 那 na 名 na,mei 津 tsu,zu 浜 hama 濱 hama 海 umi,kai,mi 波 nami,ha 浦 ura 湖 ko,mizuumi 岩 iwa,gan 砂 suna,sa 土 tsuchi,do 坂 saka,zaka 阪 saka,han
関 seki,kan 門 kado,mon,to 口 kuchi,guchi,ko 戸 to,do,be 堀 hori 塚 tsuka,zuka 畑 hata,hatake,bata 荒 ara 柴 shiba 菅 suga,kan 柳 yanagi,ryu 杉 sugi 桑 kuwa 栗 kuri 桐 kiri 桂 katsura,kei
須 su 久保 kubo 保 ho,yasu 今 ima,kon 岸 kishi 市 ichi,shi 町 machi,cho 里 sato,ri 郷 go,sato 都 miyako,to 京 kyo 横 yoko 倉 kura 蔵 kura,zo 武 take,mu,takeshi 竹内 takeuchi 服部 hattori
馬 ma,ba,uma 場 ba 鳥 tori,cho 鶴 tsuru 亀 kame 熊 kuma 角 tsuno,kado,sumi,kaku 朱 su,shu,aka 雀 zaku,suzume,jaku 鷹 taka 虎 tora 渚 nagisa 翔 sho 彩 aya,sai 綾 aya 文 fumi,bun 章 aki,sho
勝 katsu,masaru,sho 克 katsu 利 toshi,ri 俊 toshi,shun 敏 toshi,bin 寿 toshi,kazu,ju 年 toshi 茂 shige,mo,shigeru 重 shige,ju 成 nari,shige,sei,naru 信 nobu,shin,makoto 伸 nobu,shin 延 nobu 誠 makoto,sei 実 mi,minoru,sane
錬 ren 蓮 ren 廉 ren 連 ren 仁 jin,hito,hitoshi 人 to,hito,jin 仙 sen 彦 hiko 樹 ki,ju,itsuki 毅 takeshi,ki 剛 tsuyoshi,go,take 豪 go 拓 taku,hiro 卓 taku 匠 takumi 琢 taku 巧 takumi 進 susumu,shin 晋 shin
学 manabu,gaku 洋 hiro,yo,hiroshi 陸 riku 空 sora,ku 聡 satoshi,so 悟 satoru,go 悠 yu,haruka 遥 haruka 遼 ryo 瞳 hitomi 愛 ai,mana 理 ri,osamu,tadashi 恭 kyo,yasu 康 yasu,ko 靖 yasu 泰 yasu,tai 純 jun 潤 jun
淳 jun,atsushi 順 jun 準 jun 篤 atsu,atsushi 厚 atsu 敦 atsu,atsushi 守 mori,mamoru 護 mamoru 崇 takashi,taka 岳 take,gaku 岳人 gakuto 嶺 mine,rei 峰 mine 稔 minoru 豊 yutaka,toyo 富 tomi,to 裕子 yuko 順子 junko
玲 rei 礼 rei,aya 麻 ma,asa 朝 asa,cho 葉 ha,yo,ba 桃 momo 舞 mai 唯 yui 結 yui,yu 衣 i 楓 kaede 葵 aoi 蒼 so,ao 湊 minato,so 港 minato 航 wataru,ko 渉 wataru 元 moto,gen 基 moto,ki 芳 yoshi 秋山 akiyama
角田 tsunoda,kakuta,kadota 長谷川 hasegawa 五十嵐 igarashi 服 hattori 東海林 shoji 小山 koyama,oyama 百合 yuri 大和 yamato 日立 hitachi 本田 honda 豊田 toyota,toyoda 松下 matsushita 三菱 mitsubishi 住友 sumitomo 三井 mitsui
富士 fuji 通 tsu,do,tori 芝 shiba 電 den 産 san 洋子 yoko 日産 nissan 任天堂 nintendo 川崎 kawasaki 安川 yasukawa 村田 murata 京セラ kyocera 理研 riken 早稲田 waseda 慶應 keio 慶応 keio 一橋 hitotsubashi 東北 tohoku
精機 seiki 電機 denki 工業 kogyo 製作所 seisakusho 重工 juko 銀行 ginko 大学 daigaku 新聞 shimbun,shinbun 建設 kensetsu 商事 shoji 製薬 seiyaku 化学 kagaku 自動車 jidosha 物産 bussan
不動産 fudosan 証券 shoken 生命 seimei 海上 kaijo 鉄道 tetsudo 電力 denryoku 放送 hoso 出版 shuppan 研究所 kenkyusho 病院 byoin 航空 koku 運輸 unyu 食品 shokuhin 光学 kogaku 機械 kikai 金属 kinzoku
製鉄 seitetsu 技研 giken 総研 soken 財団 zaidan 産業 sangyo 通信 tsushin 技術 gijutsu 印刷 insatsu 紡績 boseki 製紙 seishi 薬品 yakuhin 電気 denki 電工 denko 電子 denshi 木曽 kiso 端 hata,bata 峰 mine 河内 kawachi
薫 kaoru 小野寺 onodera 寺 tera,dera,ji 三河 mikawa 透 toru 修 osamu,shu 登 noboru 昇 noboru 誠一 seiichi 隼 hayato,jun 颯 hayate,so 蘭 ran 凛 rin 奏 kana,so 琴 koto 歩 ayumu,ayumi 環 tamaki 要 kaname 司馬 shiba
"""
_ENTRIES = _TABLE.split()
_READINGS = {kanji: tuple(readings.split(",")) for kanji, readings in zip(_ENTRIES[::2], _ENTRIES[1::2], strict=True)}
_LONGEST = max(map(len, _READINGS))
_LONGEST_NAME = 24


@lru_cache(maxsize=4096)
def may_read(kanji: str, romaji: str) -> bool | None:
    """Whether `romaji` (one word) can be how `kanji` is read: True, False, or None where characters are unknown."""
    word = _settled(romaji)
    if not word or not kanji or len(kanji) > _LONGEST_NAME or len(word) > _LONGEST_NAME:
        return None
    if _reads(kanji, word, can_guess=False):
        return True
    has_known = any(character in _READINGS for character in kanji)
    return None if has_known and _reads(kanji, word, can_guess=True) else False


@lru_cache(maxsize=4096)
def is_readable(kanji: str) -> bool:
    """Whether every character has an entry, so that a reading that does not fit is wrong."""
    return all(character in _READINGS for character in kanji)


@lru_cache(maxsize=4096)
def looks_romanised(word: str) -> bool:
    """Whether a word is spelt as Japanese is in Latin letters: syllables that end in a vowel or n."""
    rest = _settled(word)
    if len(rest) < 3:
        return False
    syllable = ("sh", "ch", "ts", "ky", "gy", "ny", "hy", "by", "py", "my", "ry", *"kgsztdnhbpmrywjf", "")
    position = 0
    while position < len(rest):
        for onset in syllable:
            end = position + len(onset)
            if rest.startswith(onset, position) and end < len(rest) and rest[end] in "aiueo":
                position = end + 1
                break
        else:
            if rest[position] == "n" or (position + 1 < len(rest) and rest[position] == rest[position + 1]):
                position += 1
            else:
                return False
    return True


def _settled(word: str) -> str:
    """Long vowels are written in many ways: Ōno, Ohno, Oono, Ono."""
    lower = word.casefold().replace("-", "").replace("'", "")
    for long, short in (("ō", "o"), ("ū", "u"), ("ā", "a"), ("oh", "o"), ("ou", "o"), ("oo", "o"), ("uu", "u"), ("si", "shi")):
        lower = lower.replace(long, short) if long != "oh" else _without_h(lower)
    return lower.replace("sshi", "shi")


def _without_h(word: str) -> str:
    return "".join(
        letter
        for at, letter in enumerate(word)
        if not (letter == "h" and at and word[at - 1] == "o" and (at + 1 == len(word) or word[at + 1] not in "aiueo"))
    )


def _reads(kanji: str, word: str, *, can_guess: bool) -> bool:
    ends: set[int] = {0}
    by_place: list[set[int]] = [ends, *(set() for _ in kanji)]
    for place in range(len(kanji)):
        for start in by_place[place]:
            for length in range(1, min(_LONGEST, len(kanji) - place) + 1):
                part = kanji[place : place + length]
                for reading in _READINGS.get(part, ()):
                    if word.startswith(reading, start):
                        by_place[place + length].add(start + len(reading))
            if can_guess and kanji[place] not in _READINGS:
                by_place[place + 1] |= set(range(start + 1, min(start + 6, len(word)) + 1))
            if kanji[place] in "々ヶケノ之":
                by_place[place + 1] |= set(range(start, min(start + 5, len(word)) + 1))
    return len(word) in by_place[-1]
