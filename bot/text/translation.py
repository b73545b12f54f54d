"""Sentences translated on this machine by models in a folder that the operator gives; nothing is ever downloaded.

A folder holds one folder per direction, `ja-en` and `en-ja`, with the files as Firefox ships them: `model*.bin`, then
`srcvocab*.spm` and `trgvocab*.spm` or one `vocab*.spm`, and `lex*.bin` where there is one.
"""

import asyncio
import importlib
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

from bot.domain.language import Lang
from bot.errors import TranslationUnavailable

log = logging.getLogger(__name__)

DIRECTIONS: tuple[tuple[Lang, Lang], ...] = (("ja", "en"), ("en", "ja"))
_SECONDS = 30.0
"""For the sentences of one brief; a sentence takes well under one."""


class Engine(Protocol):
    """One direction, as the library gives it. It belongs to the thread that opened it."""

    def translate(self, text: str, /) -> str: ...


OpenEngine = Callable[[Path], Engine]
"""Opens the models of one direction's folder. Raises TranslationUnavailable."""


class Translator:
    """Opens each direction when it is first needed, and works in a thread of its own: an engine knows only that one."""

    def __init__(self, folder: Path, open_engine: OpenEngine | None = None, *, seconds: float = _SECONDS) -> None:
        self._folder = folder
        self._open_engine = open_engine or open_firefox_models
        self._seconds = seconds
        self._engines: dict[str, Engine] = {}
        self._refused: set[str] = set()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="translation")

    def has(self, source: str, target: Lang) -> bool:
        """Whether the folder holds this direction and nothing went wrong with it yet."""
        direction = f"{source}-{target}"
        return direction not in self._refused and (self._folder / direction).is_dir()

    async def translate(self, sentences: Sequence[str], source: str, target: Lang) -> list[str]:
        """The sentences in `target`, in order.

        Raises TranslationUnavailable, and from then on at once: a direction that failed is not tried again.
        """
        direction = f"{source}-{target}"
        if direction in self._refused:
            raise TranslationUnavailable("refused", str(self._folder / direction))
        work = asyncio.get_running_loop().run_in_executor(self._thread, self._translate, tuple(sentences), direction)
        try:
            return await asyncio.wait_for(work, self._seconds)
        except TimeoutError:
            # The thread may still be busy with it: whoever comes next would only wait as well.
            self._refused.add(direction)
            raise TranslationUnavailable("slow", direction) from None
        except TranslationUnavailable:
            self._refused.add(direction)
            raise

    async def check(self) -> list[str]:
        """Opens every direction that is there and gives their names. Raises TranslationUnavailable."""
        if not self._folder.is_dir():
            raise TranslationUnavailable("folder", str(self._folder))
        found = [(source, target) for source, target in DIRECTIONS if (self._folder / f"{source}-{target}").is_dir()]
        if not found:
            raise TranslationUnavailable("empty", str(self._folder))
        for source, target in found:
            await self.translate(["AI"], source, target)
        return [f"{source}-{target}" for source, target in found]

    def close(self) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _translate(self, sentences: tuple[str, ...], direction: str) -> list[str]:
        if direction not in self._engines:
            self._engines[direction] = self._open_engine(self._folder / direction)
            log.info("translation.opened direction=%s", direction)
        try:
            return [self._engines[direction].translate(sentence).strip() for sentence in sentences]
        except Exception as problem:
            # A native library behind a folder of unknown files: whatever it raises, the brief keeps its originals.
            raise TranslationUnavailable("broken", f"{self._folder / direction}: {problem}") from problem


def open_firefox_models(folder: Path) -> Engine:
    """Raises TranslationUnavailable where the library or a file is missing, or the library refuses the files."""
    try:
        library = importlib.import_module("fxtranslate")
    except ImportError as problem:
        raise TranslationUnavailable("library", str(problem)) from problem
    model = _read(folder, "model*.bin")
    source = _read(folder, "srcvocab*.spm", "vocab*.spm")
    target = _read(folder, "trgvocab*.spm", "vocab*.spm")
    shortlist = next(iter(sorted(folder.glob("lex*.bin"))), None)
    try:
        engine: Engine = library.Translator(
            model=model,
            src_vocab=source,
            trg_vocab=target,
            shortlist=shortlist.read_bytes() if shortlist else None,
        )
    except Exception as problem:
        raise TranslationUnavailable("broken", f"{folder}: {problem}") from problem
    return engine


def _read(folder: Path, *patterns: str) -> bytes:
    for pattern in patterns:
        for path in sorted(folder.glob(pattern)):
            try:
                return path.read_bytes()
            except OSError as problem:
                raise TranslationUnavailable("broken", f"{path}: {problem}") from problem
    raise TranslationUnavailable("files", str(folder / patterns[0]))
