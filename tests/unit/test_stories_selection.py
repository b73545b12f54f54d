"""Which stories make an edition, in what order, and why the others do not."""

from datetime import timedelta

import numpy as np

from bot.domain.edition import Given, GivenTo
from bot.domain.watch import Coverage, Watch
from bot.stories.ranking import Novelty, count_independent
from bot.stories.selection import Situation, Standing, select
from tests.unit.test_stories_ranking import NOW, article, story

HERE, ELSEWHERE = 70, 71
YESTERDAY = NOW - timedelta(hours=24)


def situation(articles, **given):
    start = NOW - timedelta(hours=24)
    return Situation(NOW, start, {a.article_id: a for a in articles}, find_companies, **given)


def find_companies(text):
    return tuple(name for name in ("acme", "bolt") if name in text.casefold())


def given(*article_ids, channel=HERE, at=YESTERDAY):
    return GivenTo(Given(1, 1, article_ids), channel, at)


def merits(verdict):
    assert verdict.merits is not None
    return verdict.merits


def standings(verdicts):
    return {verdict.story.story_id: verdict.standing for verdict in verdicts}


def test_independent_outlets_lead_and_the_rest_is_below():
    articles = [article(1), article(2, outlet="Herald"), article(3, outlet="Post", text="Other words on AI models.")]
    first, second = select([story(1, 1), story(2, 2, 3)], 1, situation(articles))
    assert (first.story.story_id, first.standing, first.place) == (2, Standing.CHOSEN, 1)
    assert (second.standing, second.place) == (Standing.BELOW, 2)


def test_the_order_does_not_depend_on_the_order_given():
    stories = [story(n, n) for n in (3, 1, 2)]
    articles = [article(n) for n in (1, 2, 3)]
    for some in (stories, stories[::-1]):
        assert [v.story.story_id for v in select(some, 3, situation(articles))] == [1, 2, 3]


def test_old_and_off_topic_stories_stay_out():
    rain = article(1, title="Rain delays the cup final", text="The match will be played on Tuesday.")
    old = article(2, hours=50)
    verdicts = select([story(1, 1), story(2, 2), story(3, 3)], 5, situation([rain, old, article(3)]))
    assert standings(verdicts) == {3: Standing.CHOSEN, 1: Standing.OFF_TOPIC, 2: Standing.OLD}


def test_an_article_from_the_future_is_no_news():
    assert standings(select([story(1, 1)], 5, situation([article(1, hours=-9)]))) == {1: Standing.OLD}


def test_what_is_tracked_leads_and_may_be_all_that_is_wanted():
    plain = article(1, hours=1)
    company = article(2, hours=9, title="Acme shows an AI model")
    keyword = article(3, hours=9, title="AI export controls widen")
    passing = article(4, hours=1, text="An AI report. " + "Much else was said. " * 60 + "So did Acme.")
    stories = [story(n, n) for n in (1, 2, 3, 4)]
    watch = Watch(frozenset({"acme"}), ("export control",))
    verdicts = select(stories, 2, situation([plain, company, keyword, passing], watch=watch))
    assert [v.story.story_id for v in verdicts if v.standing is Standing.CHOSEN] == [2, 3]
    assert merits(verdicts[0]).companies == ("acme",)
    assert merits(verdicts[1]).keywords == ("export control",)
    only = Watch(watch.companies, watch.keywords, Coverage.TRACKED)
    verdicts = select(stories, 5, situation([plain, company, keyword, passing], watch=only))
    assert standings(verdicts) == {
        2: Standing.CHOSEN, 3: Standing.CHOSEN, 1: Standing.NOT_TRACKED, 4: Standing.NOT_TRACKED,
    }  # fmt: skip


def test_what_was_given_stays_out_until_something_material_comes():
    first = article(1, hours=30, title="Acme withdraws AI tool from 40 hospitals", text="Acme took back its AI tool.")
    again = article(
        2, hours=3, outlet="Post", title="Acme takes AI tool back", text="Acme took back its AI tool, it said."
    )
    update = article(
        3, hours=1, outlet="Herald", title="Regulator fines Acme over AI tool",
        text="The regulator fined Acme 12 million euros over the AI tool that it took back. Acme will appeal.",
    )  # fmt: skip
    known = {"given": [given(1)], "given_articles": {1: first}, "channel_id": HERE}
    vectors = {1: unit(0), 2: unit(10), 3: unit(50)}

    [same] = select([story(1, 1)], 5, situation([article(1, hours=20)], **known))
    assert (same.standing, same.told_at) == (Standing.TOLD, YESTERDAY)
    [same] = select([story(1, 1, 2)], 5, situation([first, again], vectors=vectors, **known))
    assert same.standing is Standing.TOLD
    [news] = select([story(1, 1, 2, 3)], 5, situation([first, again, update], vectors=vectors, **known))
    assert (news.standing, news.is_update, news.news.article_ids) == (Standing.CHOSEN, True, (3,))
    assert merits(news).outlets == 1, "an update is weighed by what is new in it"


def test_what_was_given_in_another_channel_ranks_behind_but_is_told():
    articles = [article(1, hours=3), article(2, hours=3)]
    known = {"given": [given(1, channel=ELSEWHERE)], "given_articles": {1: articles[0]}, "channel_id": HERE}
    first, second = select([story(1, 1), story(2, 2)], 5, situation(articles, **known))
    assert [first.story.story_id, second.story.story_id] == [2, 1]
    assert merits(second).novelty is Novelty.TOLD_ELSEWHERE
    assert second.standing is Standing.CHOSEN


def test_an_edition_that_is_asked_for_shows_what_was_given_behind_the_rest():
    articles = [article(1, hours=3), article(2, hours=3)]
    known = {"given": [given(1)], "given_articles": {1: articles[0]}}
    first, second = select([story(1, 1), story(2, 2)], 5, situation(articles, **known))
    assert [first.story.story_id, second.story.story_id] == [2, 1]
    assert merits(second).novelty is Novelty.TOLD


def test_the_same_news_under_another_story_is_not_told_again():
    told = article(1, hours=30)
    copy = article(2, hours=3, outlet="Post")
    known = {"given": [given(1)], "given_articles": {1: told}, "channel_id": HERE}
    [verdict] = select([story(2, 2)], 5, situation([copy], vectors={1: unit(0), 2: unit(5)}, **known))
    assert verdict.standing is Standing.TOLD
    [verdict] = select([story(2, 2)], 5, situation([copy], vectors={1: unit(0), 2: unit(60)}, **known))
    assert verdict.standing is Standing.CHOSEN


def test_without_a_record_a_story_from_before_the_window_is_an_update_only_with_news():
    first = article(1, hours=60, title="Acme withdraws AI tool", text="Acme took back its AI tool.")
    again = article(2, hours=3, outlet="Post", title="Acme takes AI tool back", text="Acme took back its AI tool.")
    [verdict] = select([story(1, 1, 2)], 5, situation([first, again], vectors={1: unit(0), 2: unit(5)}))
    assert (verdict.standing, verdict.is_update) == (Standing.CHOSEN, False)
    fined = article(3, hours=3, title="Regulator fines Acme", text="The AI tool cost Acme a fine of 12 million euros.")
    [verdict] = select([story(1, 1, 3)], 5, situation([first, fined], vectors={1: unit(0), 3: unit(50)}))
    assert verdict.is_update


def test_copies_are_one_voice():
    text = "A long report on how the lab trained its model, whom it paid, what it cost and why it was late again."
    assert count_independent([article(1, outlet="A", text=text), article(2, outlet="B", text=text + " (Wire)")]) == 1


def unit(degrees):
    angle = np.deg2rad(degrees)
    return np.asarray([np.cos(angle), np.sin(angle)], dtype=np.float32)
