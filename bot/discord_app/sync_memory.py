"""Remembers which commands Discord was last told of, so that a restart does not send them all again."""

import logging
from pathlib import Path
from typing import Protocol

log = logging.getLogger(__name__)


class SyncMemory(Protocol):
    def recall(self) -> str | None:
        """The digest of what was last sent."""
        ...

    def remember(self, digest: str) -> None: ...


class ForgetfulMemory:
    """For a Discord that is new each time, as the simulated one: the commands are sent at every start."""

    def recall(self) -> str | None:
        return None

    def remember(self, digest: str) -> None:
        return None


class FileMemory:
    """One small file. Where it cannot be read or written the commands are sent once more, which does no harm."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def recall(self) -> str | None:
        try:
            return self._path.read_text(encoding="ascii").strip() or None
        except (OSError, UnicodeDecodeError):
            return None

    def remember(self, digest: str) -> None:
        try:
            self._path.write_text(f"{digest}\n", encoding="ascii")
        except OSError as problem:
            log.warning("discord.sync_memory_unwritable error=%s", problem)
