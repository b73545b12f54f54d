"""Logs go to stderr, one line an outcome; stdout belongs to results."""

import logging
import sys

from bot.text.redaction import redact

_FORMAT = "%(asctime)s %(levelname)-7s %(name)s %(message)s"

# Libraries that log every request or job at INFO: ours say it once, in our words.
_CHATTY = ("httpx", "httpcore", "apscheduler", "alembic", "trafilatura", "htmldate", "aiosqlite")


class RedactingFormatter(logging.Formatter):
    """Whatever a line or its traceback says, no address in it shows a secret."""

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


def log_to_stderr(level: str) -> None:
    """Send everything from `level` up to stderr; libraries that talk much only from WARNING up."""
    to_stderr = logging.StreamHandler(sys.stderr)
    to_stderr.setFormatter(RedactingFormatter(_FORMAT))
    logging.basicConfig(handlers=[to_stderr], level=level, force=True)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level)))
