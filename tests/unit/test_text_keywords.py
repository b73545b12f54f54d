"""Keywords in texts of both languages: widths, cases and hyphens do not matter, the ends of English words do."""

import pytest

from bot.text.keywords import find_keywords, fold_keyword, holds_keyword


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        ("export control", "New export controls on accelerators"),
        ("Export-Control", "the EXPORT CONTROL list"),
        ("open source", "an open-source model"),
        ("data center", "the datacenter in Ohio"),
        ("ＧＰＵ", "GPU不足が続く"),
        ("gpu", "ＧＰＵ不足が続く"),
        ("GPU", "thousands of GPUs"),
        ("AI", "生成AIの規制"),
        ("半導体", "先端半導体の輸出"),
        ("ﾛﾎﾞｯﾄ", "人型ロボットの量産"),
        ("オープンソース", "オープン・ソースのモデル"),
        ("C++", "a C++ library"),
        ("café", "the CAFÉ opened"),
    ],
)
def test_found(keyword, text):
    assert holds_keyword(text, keyword)


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        ("art", "artificial intelligence started"),
        ("AI", "the airline said"),
        ("AI", "OpenAI said"),
        ("new", "the news"),
        ("open", "opening hours"),
        ("agent", "agentic systems"),
        ("半導体", "導体と半島"),
        ("-", "a - b"),
        ("café", "a cafeteria"),
    ],
)
def test_not_found(keyword, text):
    assert not holds_keyword(text, keyword)


def test_several_at_once_in_the_order_given():
    assert find_keywords("GPUの輸出規制 and robots", ("robot", "量子", "輸出規制")) == ("robot", "輸出規制")


def test_two_spellings_of_one_keyword_have_one_key():
    assert fold_keyword("Open-Source") == fold_keyword("ｏｐｅｎ　source") == "open source"
