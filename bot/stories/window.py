"""The articles placed around a time, ready to be searched: what the next article is compared with."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from bot.stories.clustering import WINDOW, Member
from bot.stories.features import Features
from bot.stories.near_duplicates import SAME_TEXT

NEAREST = 24
"""Neighbours by meaning that are worth a full comparison, and as many by their wording."""

_FAR = 0.2
_SIGNATURE = 128


class Window:
    """Grows while a run is placed; a search costs one matrix product, not one comparison per article."""

    def __init__(self, members: Iterable[Member] = ()) -> None:
        self._members: list[Member] = []
        self._row_of: dict[int, int] = {}
        self._rows_of: dict[int, list[int]] = {}
        self._vectors = np.zeros((0, 0), dtype=np.float32)
        self._signatures = np.zeros((0, _SIGNATURE), dtype="<u4")
        self._times = np.zeros(0)
        for member in members:
            self.add(member)

    def add(self, member: Member) -> None:
        row = len(self._members)
        if row >= len(self._times):
            self._grow(max(64, 2 * row))
        features = member.features
        if features.vector is not None:
            if features.vector.shape[0] != self._vectors.shape[1]:
                self._vectors = np.zeros((len(self._times), features.vector.shape[0]), dtype=np.float32)
            self._vectors[row] = features.vector
        if features.signature:
            self._signatures[row] = np.frombuffer(features.signature, dtype="<u4")
        self._times[row] = features.published_at.timestamp()
        self._members.append(member)
        self._row_of[member.article_id] = row
        self._rows_of.setdefault(member.story_id, []).append(row)

    def __len__(self) -> int:
        return len(self._members)

    def story_of(self, article_id: int) -> int | None:
        row = self._row_of.get(article_id)
        return None if row is None else self._members[row].story_id

    def members_of(self, story_id: int) -> list[Member]:
        return [self._members[row] for row in self._rows_of.get(story_id, ())]

    def members(self, article_ids: Iterable[int]) -> list[Member]:
        """Those of these articles that are in the window, in the order asked."""
        return [self._members[self._row_of[one]] for one in article_ids if one in self._row_of]

    def move(self, article_ids: Iterable[int], story_id: int) -> None:
        """These are of another story now."""
        for row in [self._row_of[one] for one in article_ids if one in self._row_of]:
            self._rows_of[self._members[row].story_id].remove(row)
            self._members[row] = replace(self._members[row], story_id=story_id)
            self._rows_of.setdefault(story_id, []).append(row)

    def near(self, features: Features) -> list[Member]:
        """Members within the window's time that may be of the same event: the nearest by meaning, and by wording."""
        count = len(self._members)
        in_time = np.abs(self._times[:count] - features.published_at.timestamp()) <= WINDOW.total_seconds()
        chosen: set[int] = set()
        if features.vector is not None and features.vector.shape[0] == self._vectors.shape[1]:
            cosines = np.where(in_time, self._vectors[:count] @ features.vector, -1.0)
            chosen.update(int(row) for row in np.argsort(-cosines, kind="stable")[:NEAREST] if cosines[row] >= _FAR)
        if features.signature:
            own = np.frombuffer(features.signature, dtype="<u4")
            likeness = np.where(in_time, (self._signatures[:count] == own).mean(axis=1), 0.0)
            copies = np.flatnonzero(likeness >= SAME_TEXT)
            chosen.update(int(row) for row in copies[np.argsort(-likeness[copies], kind="stable")[:NEAREST]])
        return [self._members[row] for row in sorted(chosen)]

    def _grow(self, rows: int) -> None:
        used = len(self._members)
        vectors = np.zeros((rows, self._vectors.shape[1]), dtype=np.float32)
        vectors[:used] = self._vectors[:used]
        signatures = np.zeros((rows, _SIGNATURE), dtype="<u4")
        signatures[:used] = self._signatures[:used]
        times = np.zeros(rows)
        times[:used] = self._times[:used]
        self._vectors, self._signatures, self._times = vectors, signatures, times
