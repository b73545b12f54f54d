"""What comes while the writer is busy waits together and is written together: one transaction for many turns.

Nobody waits longer for it: what comes to an idle writer is written at once.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy.exc import IntegrityError

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting(Generic[Item, Result]):
    item: Item
    written: "asyncio.Future[Result]"


class Gathering(Generic[Item, Result]):
    def __init__(self, write: Callable[[Sequence[Item]], Awaitable[Sequence[Result]]], *, most: int) -> None:
        """`write` writes up to `most` items in one transaction and gives a result for each, in their order."""
        self._write = write
        self._most = most
        self._waiting: list[_Waiting[Item, Result]] = []
        self._writing: asyncio.Task[None] | None = None

    async def add(self, item: Item) -> Result:
        """The item's result once it is committed. Raises what `write` raises; a key that says no is raised to whose
        item it forbids, and the others are written without it.

        Who is cancelled is so at once while the item waits, and when it has ended where it is being written.
        """
        own: _Waiting[Item, Result] = _Waiting(item, asyncio.get_running_loop().create_future())
        self._waiting.append(own)
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all())
        try:
            return await asyncio.shield(own.written)
        except asyncio.CancelledError:
            if own in self._waiting:
                self._waiting.remove(own)
            elif not own.written.done():
                await asyncio.wait([own.written])
            raise

    async def _write_all(self) -> None:
        taken: list[_Waiting[Item, Result]] = []
        try:
            while self._waiting:
                taken, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
                await self._write_group(taken)
        finally:
            self._writing = None
            for one in (*taken, *self._waiting):
                one.written.cancel()  # of no effect on what has its result

    async def _write_group(self, taken: Sequence[_Waiting[Item, Result]]) -> None:
        try:
            results = await self._write([one.item for one in taken])
        except Exception as problem:
            if isinstance(problem, IntegrityError) and len(taken) > 1:
                for one in taken:
                    await self._write_group([one])
                return
            for one in taken:
                if not one.written.done():
                    one.written.set_exception(problem)
                    one.written.exception()  # seen, should nobody be left to be told
        else:
            for one, result in zip(taken, results, strict=True):
                if not one.written.done():
                    one.written.set_result(result)
