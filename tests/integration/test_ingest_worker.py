"""Documents that kill, hang or break their reader, in real worker processes."""

import asyncio
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.errors import EmptyFeed, NotAFeed
from bot.ingest import worker
from bot.ingest.new_entries import parse_usable_feed
from bot.ingest.worker import ParserPool, run_in


@pytest.fixture(scope="module")
def pool():
    opened = ParserPool(1)
    yield opened
    opened.shutdown()


async def test_work_and_its_errors_come_back(pool):
    assert await run_in(pool, sorted, [3, 1, 2]) == [1, 2, 3]
    with pytest.raises(NotAFeed):
        await run_in(pool, _parse, b"words")
    with pytest.raises(EmptyFeed):
        await run_in(pool, _parse, b"<rss version='2.0'><channel><title>T</title></channel></rss>")


def _parse(body):
    return parse_usable_feed(body, content_type="", url="https://outlet.example/feed")


async def test_a_parsers_own_fault_is_the_documents(pool):
    with pytest.raises(NotAFeed, match="ValueError"):
        await run_in(pool, int, "no number")


async def test_a_document_that_kills_its_worker_costs_only_itself(pool):
    with pytest.raises(NotAFeed):
        await run_in(pool, os._exit, 1)
    assert await run_in(pool, sorted, [2, 1]) == [1, 2]


async def test_a_neighbour_of_a_killer_is_read_all_the_same(pool):
    killer = asyncio.create_task(run_in(pool, os._exit, 1))
    assert await run_in(pool, sorted, [3, 4]) == [3, 4]
    with pytest.raises(NotAFeed):
        await killer
    assert await run_in(pool, sorted, [2, 1]) == [1, 2]


@pytest.mark.timeout(25)
async def test_a_document_that_takes_too_long_is_given_up(pool, monkeypatch):
    await run_in(pool, sorted, [1])
    monkeypatch.setattr(worker, "PARSE_SECONDS", 0.3)
    with pytest.raises(NotAFeed):
        await run_in(pool, time.sleep, 30)
    assert await run_in(pool, sorted, [2, 1]) == [1, 2]


async def test_without_a_pool_a_thread_does_the_work():
    assert await run_in(None, sorted, [2, 1]) == [1, 2]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_workers_do_not_outlive_a_parent_that_was_killed():
    program = (
        "import os, time; from bot.ingest.worker import ParserPool\n"
        "if __name__ == '__main__':\n"
        "    print(ParserPool(1).submit(os.getpid).result(), flush=True); time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    with parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    for _ in range(100):
        if not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text().split()[2]:
            return
        time.sleep(0.05)
    pytest.fail("the worker is still there")


def test_a_pool_that_was_never_used_has_nothing_to_close():
    ParserPool().shutdown()
