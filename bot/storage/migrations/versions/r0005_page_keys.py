"""When an article last changed, and one key for all addresses of a page (scheme, device hosts, slash at the end)."""

import re
from collections.abc import Callable
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ARTICLES = sa.table(
    "articles",
    sa.column("id", sa.BigInteger),
    sa.column("url", sa.Text),
    sa.column("url_digest", sa.LargeBinary),
    sa.column("canonical_url", sa.Text),
    sa.column("canonical_digest", sa.LargeBinary),
)
BATCH = 1_000
DEVICE = re.compile(r"^(?:www\d?|m|amp|mobile|sp)\.(?=[^./]+\.)", re.IGNORECASE)


def upgrade() -> None:
    op.add_column("articles", sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True))
    _rewrite(_page_digest, _digest)


def downgrade() -> None:
    _rewrite(_digest, _page_digest)
    with op.batch_alter_table("articles") as articles:
        articles.drop_column("updated_at")


def _rewrite(wanted: Callable[[str], bytes], present: Callable[[str], bytes]) -> None:
    """Of two articles that turn out to be one page, the older one keeps the page's key and the other its own."""
    connection = op.get_bind()
    last = 0
    while True:
        query = sa.select(ARTICLES).where(ARTICLES.c.id > last).order_by(ARTICLES.c.id).limit(BATCH)
        rows = connection.execute(query).all()
        if not rows:
            return
        for row in rows:
            is_page = bytes(row.canonical_digest) == present(row.canonical_url)
            change = {"url_digest": wanted(row.url if is_page else row.canonical_url)}
            if is_page and not _holder(connection, wanted(row.canonical_url)):
                change["canonical_digest"] = wanted(row.canonical_url)
            connection.execute(sa.update(ARTICLES).where(ARTICLES.c.id == row.id).values(**change))
        last = rows[-1].id


def _holder(connection: sa.Connection, key: bytes) -> int | None:
    return connection.scalar(sa.select(ARTICLES.c.id).where(ARTICLES.c.canonical_digest == key))


def _page_digest(url: str) -> bytes:
    return _digest(_page_key(url))


def _page_key(url: str) -> str:
    """As it was when this was written: a migration must not change when the program does."""
    return DEVICE.sub("", url.partition("://")[2]).rstrip("/")


def _digest(text: str) -> bytes:
    return sha256(text.encode("utf-8", "replace")).digest()
