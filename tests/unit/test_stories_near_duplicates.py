"""Copies are recognised by their wording, look-alikes are not."""

import pytest

from bot.stories.near_duplicates import SAME_TEXT, signature, similarity

EN = (
    "The harbour town's only cinema will reopen in spring. A cooperative of 300 residents bought the building last year. "
    "They replaced the roof, the seats and the projector. The first film will be chosen by a vote. Tickets cost six euros. "
    "The mayor called it the best news of the winter."
)
JA = (
    "港町に一つだけ残る映画館が、春に再び開く。住民300人の共同組合が昨年、建物を買い取った。"
    "屋根と座席、映写機を新しくした。最初の作品は投票で決める。料金は6ユーロ。町長は「この冬一番の知らせだ」と話した。"
)


@pytest.mark.parametrize("text", [EN, JA])
def test_edited_and_cut_copies(text):
    whole = signature(text)
    assert similarity(whole, whole) == 1
    assert similarity(whole, signature("Harbour Post: " + text.replace("300", "310"))) >= SAME_TEXT
    assert similarity(whole, signature(text[: int(len(text) * 0.6)])) >= SAME_TEXT
    assert similarity(whole, signature(text.upper().replace("、", " "))) >= SAME_TEXT


def test_other_texts_are_no_copies():
    other = (
        "The harbour town will lose its only bakery in spring. The owner, 70, found nobody to take over the ovens. "
        "Residents signed a letter. A chain has offered to sell bread from a van on two days a week, the mayor said."
    )
    assert similarity(signature(EN), signature(other)) < SAME_TEXT
    assert similarity(signature(EN), signature(JA)) < 0.1


def test_headlines_alone_are_never_copies():
    assert signature("Acme raises money") == b""
    assert similarity(signature("Acme raises money"), signature("Acme raises money")) == 0
    assert similarity(None, signature(EN)) == 0


def test_signatures_are_stable_bytes():
    assert len(signature(EN)) == 512
    assert signature(EN) == signature(EN)
