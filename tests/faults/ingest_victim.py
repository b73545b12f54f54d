"""`python -m tests.faults.ingest_victim CYCLES`: ingest cycles over everything that is followed, until it is killed.

Prints one line when it begins and one after each cycle. The environment says where its store is and what it may fetch.
"""

import asyncio
import sys
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256

import numpy as np

from bot.app import open_app
from bot.domain.source import SourceState
from bot.errors import KawarabanError
from bot.ports import ShiftedClock
from bot.settings import load_settings
from tests.faults.shifting_site import BEGUN


class QuickEmbedder:
    """Vectors without meaning, at once: a kill shall fall into the storing, not into the thinking."""

    name = "quick"
    dimensions = 16

    def embed_passages(self, texts: Sequence[str], langs: Sequence[str]) -> np.ndarray:
        rows = np.stack([np.frombuffer(sha256(text.encode()).digest()[:16], dtype=np.uint8) for text in texts])
        centred = rows.astype(np.float32) - 127.5
        units: np.ndarray = centred / np.linalg.norm(centred, axis=1, keepdims=True)
        return units

    def embed_query(self, text: str, lang: str) -> np.ndarray:
        row: np.ndarray = self.embed_passages([text], [lang])[0]
        return row


async def main(cycles: int) -> int:
    clock = ShiftedClock(BEGUN + timedelta(days=1))
    async with open_app(load_settings(), clock=clock, embedder=QuickEmbedder()) as app:
        print("begun", flush=True)
        for _ in range(cycles):
            sources = [one for one in await app.sources.list_sources(None) if one.state is SourceState.ACTIVE]
            try:
                await app.pipeline.refresh_sources(sources)
                await app.pipeline.place_articles()
            except KawarabanError as problem:
                print(problem.key, flush=True)
                return 1
            print("cycle", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(int(sys.argv[1]))))
