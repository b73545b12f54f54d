"""Who may use what, who sees the reply, how often: rules on values."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.server import Area, ServerSettings
from bot.servers.access import is_in_charge, is_private, may_use, with_answers, with_charge, with_role
from bot.servers.cooldowns import Allowance, Cooldowns, use


def test_a_command_without_roles_is_for_everybody_and_admins_may_always():
    chosen = with_role(ServerSettings(), "ask", 7, allowed=True)
    assert may_use(chosen, "brief", [], is_admin=False)
    assert not may_use(chosen, "ask", [8], is_admin=False)
    assert may_use(chosen, "ask", [8, 7], is_admin=False)
    assert may_use(chosen, "ask", [], is_admin=True)


def test_the_last_role_taken_away_opens_the_command_again():
    chosen = with_role(with_role(ServerSettings(), "ask", 7, allowed=True), "ask", 8, allowed=True)
    chosen = with_role(chosen, "ask", 7, allowed=False)
    assert chosen.roles == {"ask": {8}}
    assert with_role(chosen, "ask", 8, allowed=False).roles == {}
    assert with_role(chosen, "ask", None, allowed=True).roles == {}
    assert with_role(chosen, "brief", 1, allowed=False).roles == {"ask": {8}}


def test_a_role_is_in_charge_of_what_it_was_given_and_no_longer_than_that():
    chosen = with_charge(ServerSettings(), Area.REVIEW, 7, allowed=True)
    assert is_in_charge(chosen, Area.REVIEW, [1, 7])
    assert not is_in_charge(chosen, Area.REVIEW, [1])
    assert not is_in_charge(chosen, Area.SOURCES, [7])
    chosen = with_charge(chosen, Area.REVIEW, 8, allowed=True)
    assert not is_in_charge(with_charge(chosen, Area.REVIEW, 7, allowed=False), Area.REVIEW, [7])
    assert with_charge(chosen, Area.REVIEW, None, allowed=True).in_charge == {}


def test_a_thread_follows_its_channel():
    chosen = with_answers(ServerSettings(), private=True, channel_id=5)
    assert is_private(chosen, 99, 5)
    assert not is_private(chosen, 99, None)


@given(st.booleans(), st.lists(st.tuples(st.booleans(), st.integers(1, 4))))
def test_the_last_word_on_a_channel_holds(everywhere: bool, said: list[tuple[bool, int]]):
    chosen = with_answers(ServerSettings(), private=everywhere, channel_id=None)
    for private, channel in said:
        chosen = with_answers(chosen, private=private, channel_id=channel)
    last = {channel: private for private, channel in said}
    for channel in range(1, 5):
        assert is_private(chosen, channel) == last.get(channel, everywhere)


@given(st.integers(1, 40), st.lists(st.floats(0, 30), max_size=80))
def test_no_window_sees_more_uses_than_twice_the_bucket(uses: int, pauses: list[float]):
    allowance, now, full_at, taken = Allowance(uses, 60.0), 0.0, 0.0, []
    for pause in pauses:
        now += pause
        full_at, wait = use(full_at, allowance, now)
        assert 0 <= wait <= 60.0 / uses + 1e-6
        if wait == 0:
            taken.append(now)
        else:
            assert use(full_at, allowance, now + wait)[1] == 0
    for start in taken:
        assert sum(1 for one in taken if start <= one <= start + 60.0) <= 2 * uses


def test_a_bucket_is_full_at_first_and_fills_again():
    cooldowns = Cooldowns()
    uses = 0
    while cooldowns.wait(None, 1, 100.0) == 0:
        uses += 1
    assert uses == 20
    assert cooldowns.wait(None, 2, 100.0) == 0
    assert cooldowns.wait(None, 1, 103.1) == 0
    assert cooldowns.wait(None, 1, 103.1) > 0


def test_what_must_wait_uses_up_nothing_of_the_server():
    cooldowns = Cooldowns()
    for _ in range(2_000):
        cooldowns.wait(5, 1, 100.0)
    assert cooldowns.wait(5, 2, 100.0) == 0
