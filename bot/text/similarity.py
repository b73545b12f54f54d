"""How alike texts are by their words: TF-IDF cosine, LexRank centrality, and choosing without repetition (MMR)."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from bot.text.tokens import tokens

_DAMPING = 0.85
_ROUNDS = 100
_SETTLED = 1e-6


def tfidf_matrix(texts: Sequence[str]) -> np.ndarray:
    """Unit TF-IDF rows over the texts' tokens, float64 [len(texts), terms]; a text without tokens is a zero row."""
    counts = [Counter(tokens(text)) for text in texts]
    document_frequency = Counter(term for count in counts for term in count)
    columns = {term: column for column, term in enumerate(document_frequency)}
    matrix = np.zeros((len(texts), len(columns)))
    for row, count in enumerate(counts):
        for term, times in count.items():
            idf = np.log((1 + len(texts)) / (1 + document_frequency[term])) + 1
            matrix[row, columns[term]] = (1 + np.log(times)) * idf
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    unit: np.ndarray = matrix / np.where(norms > 0, norms, 1.0)
    return unit


def cosine_matrix(texts: Sequence[str]) -> np.ndarray:
    """TF-IDF cosines of every two texts, float64 [n, n]."""
    matrix = tfidf_matrix(texts)
    cosines: np.ndarray = matrix @ matrix.T
    return cosines


def lexrank(texts: Sequence[str], *, threshold: float = 0.05) -> np.ndarray:
    """Centrality of each text among all, float64 [n], summing to 1: what the others also say ranks high.

    Links weaker than `threshold` count as none (Erkan and Radev 2004, continuous form).
    """
    if not texts:
        return np.zeros(0)
    return lexrank_of(cosine_matrix(texts), threshold=threshold)


def lexrank_of(cosines: np.ndarray, *, threshold: float = 0.05) -> np.ndarray:
    """LexRank of a cosine matrix [n, n]; a text that is linked to none shares its weight evenly."""
    n = len(cosines)
    links = np.where(cosines >= threshold, cosines, 0.0)
    np.fill_diagonal(links, 0.0)
    sums = links.sum(axis=1, keepdims=True)
    moves = np.divide(links, sums, out=np.full_like(links, 1.0 / n), where=sums > 0)
    rank = np.full(n, 1.0 / n)
    for _ in range(_ROUNDS):
        following = (1 - _DAMPING) / n + _DAMPING * (rank @ moves)
        if float(np.abs(following - rank).sum()) < _SETTLED:
            return np.asarray(following)
        rank = following
    return rank


def mmr(scores: Sequence[float], cosines: np.ndarray, count: int, *, balance: float = 0.7) -> list[int]:
    """Indices of up to `count` items, best first: `balance` of score against likeness to what is chosen already.

    Maximal marginal relevance (Carbonell and Goldstein 1998). Equal items are taken in their order.
    """
    left = list(range(len(scores)))
    chosen: list[int] = []
    while left and len(chosen) < count:
        best = max(left, key=lambda i: (_marginal(scores[i], cosines[i], chosen, balance), -i))
        chosen.append(best)
        left.remove(best)
    return chosen


def _marginal(score: float, likeness: np.ndarray, chosen: Sequence[int], balance: float) -> float:
    repeated = max((float(likeness[other]) for other in chosen), default=0.0)
    return balance * score - (1 - balance) * repeated
