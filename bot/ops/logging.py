"""Logs go to stderr, one line an outcome; stdout belongs to results."""

import logging
import sys

_FORMAT = "%(asctime)s %(levelname)-7s %(name)s %(message)s"

# Libraries that log every request or job at INFO: ours say it once, in our words.
_CHATTY = ("httpx", "httpcore", "apscheduler", "alembic", "trafilatura", "htmldate", "aiosqlite")


def log_to_stderr(level: str) -> None:
    """Send everything from `level` up to stderr; libraries that talk much only from WARNING up."""
    logging.basicConfig(stream=sys.stderr, level=level, format=_FORMAT, force=True)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level)))
