"""The one rule of who may read what: no server sees text from a source that it does not follow."""

from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select

from bot.domain.reader import is_room
from bot.domain.source import HOUSE
from bot.storage.tables import article_sources, articles, follows, placements


def followed_article_ids(guild_id: int) -> Select[Any]:
    """Ids of the articles that came from the sources that this server follows, paused ones among them."""
    return (
        select(article_sources.c.article_id)
        .join(follows, follows.c.source_id == article_sources.c.source_id)
        .where(_is_followed_in(guild_id))
    )


def _is_followed_in(guild_id: int) -> ColumnElement[bool]:
    """A reader's own room also holds what the operator follows: the public news for whoever asks outside a server."""
    return follows.c.guild_id.in_((guild_id, HOUSE)) if is_room(guild_id) else follows.c.guild_id == guild_id


def is_visible(guild_id: int) -> ColumnElement[bool]:
    """A condition on `articles`. The house also sees what its operator had read without any source."""
    of_this_article = followed_article_ids(guild_id).where(article_sources.c.article_id == articles.c.id)
    followed = of_this_article.correlate(articles).exists()
    return or_(followed, articles.c.of_house) if guild_id == HOUSE or is_room(guild_id) else followed


def visible_placements(guild_id: int) -> Select[Any]:
    """(story_id, article_id, lang, title, published_at) of the placed articles that this server may read, in order."""
    return (
        select(placements.c.story_id, articles.c.id, articles.c.lang, articles.c.title, articles.c.published_at)
        .join(articles, articles.c.id == placements.c.article_id)
        .where(is_visible(guild_id))
        .order_by(articles.c.published_at, articles.c.id)
    )
