"""Recomputes how bot/stories/topic.py reads a vector: a direction in which reports on the AI industry lie.

A logistic regression over the vectors of labelled headlines and leads, one for each embedding model
(bot/stories/topic_*.npy: the direction, then the offset). It reads the dev half of the topic set, the examples beside
this file and the dev half of the clustering set, all of whose articles are on topic; never a test half.
Run: python -m benchmarks.topic_weights
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml

from bot.evaluation.clustering import load_labelled
from bot.evaluation.topic import SETS
from bot.stories.features import lead_of
from bot.stories.topic import weights_path
from bot.text.embedding import MODELS, CentredEmbedder, load_model, means_path

EXAMPLES = Path(__file__).parent / "topic_examples.yaml"
_SCALE = 8.0
"""Vectors have length 1: without it, no offset of a few units could be reached."""
_PENALTY = 1.0
_STEPS = 1_500


def examples() -> list[tuple[str, str, int]]:
    """(text, language, 1 for about AI)."""
    labelled = yaml.safe_load((SETS / "topic-dev.yaml").read_text(encoding="utf-8"))
    rows = [(f"{title}\n{lead}", lang, wanted) for wanted, lang, title, lead in labelled]
    rows += [(text, lang, wanted) for wanted, lang, text in yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))]
    return rows + [(lead_of(one.article), one.article.lang, 1) for one in load_labelled("dev")]


def fit(vectors: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """float32 [d + 1]; both classes weigh the same, however many examples each has."""
    weight = np.where(wanted == 1, 0.5 / wanted.sum(), 0.5 / (1 - wanted).sum())
    direction, offset = np.zeros(vectors.shape[1]), 0.0
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-(vectors @ direction * _SCALE + offset)))
        gradient = weight * (likely - wanted)
        direction -= 0.05 * (_SCALE * vectors.T @ gradient + _PENALTY * direction / len(wanted))
        offset -= 0.1 * gradient.sum()
    return np.append(direction * _SCALE, offset).astype(np.float32)


def main(names: Sequence[str] = tuple(MODELS)) -> None:
    rows = examples()
    wanted = np.asarray([row[2] for row in rows], dtype=np.float64)
    for name in names:
        load_model(name)
        embedder = CentredEmbedder(name, MODELS[name], np.load(means_path(name)))
        vectors = embedder.embed_passages([row[0] for row in rows], [row[1] for row in rows])
        np.save(weights_path(name), fit(vectors.astype(np.float64), wanted))
        print(f"{name}: {len(rows)} examples, {weights_path(name).name}")


if __name__ == "__main__":
    main()
