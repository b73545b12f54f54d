"""`python -m tests.faults.week`: a week of briefs in seconds, with a restart each day, and its ledger.

Three servers in three zones, one of which sets its clocks forward on the fourth day; the dispatcher is killed in the middle of
a post on two days, the host sleeps for five hours on another, Discord refuses a channel on the sixth.
"""

import argparse
import asyncio
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.delivery.dispatcher import Dispatcher
from bot.domain.brief import LOCAL_ENGINE, Brief, Edition
from bot.domain.delivery import Delivery, DeliveryState
from bot.domain.edition import Readers
from bot.domain.language import Lang
from bot.errors import PublishRefused
from bot.i18n.catalog import text
from bot.ports import Posted
from bot.storage.database import open_database, sqlite_url
from bot.storage.deliveries import DeliveryStore
from bot.storage.schedules import ScheduleStore

BEGUN = datetime(2026, 3, 5, 0, tzinfo=UTC)
"""A Thursday; New York sets its clocks forward on Sunday the 8th, from 02:00 to 03:00."""
DAYS = 7
BEAT = timedelta(minutes=1)
GRACE = timedelta(hours=2)
SERVERS = ((1, "Asia/Tokyo", time(8)), (2, "America/New_York", time(2, 30)), (3, "Europe/Berlin", time(20, 15)))
KILLED_ON, ASLEEP_ON, REFUSED_FROM = (1, 4), 2, 5


class Killed(BaseException):
    """The process ends here: nothing may catch it, as nothing catches a kill."""


@dataclass
class Place:
    """The clock that is set by hand, and what stands in the channels by it."""

    instant: datetime = BEGUN
    messages: list[tuple[int, str, Lang]] = field(default_factory=list)
    kill_after_posts: bool = False
    refused: set[int] = field(default_factory=set)

    def now(self) -> datetime:
        return self.instant

    async def publish(
        self, channel_id: int, editions: list[Edition], *, nonce: str, together: bool = False,
        late_for: datetime | None = None,
    ) -> tuple[int, ...]:  # fmt: skip
        if channel_id in self.refused:
            raise PublishRefused("403")
        self.messages.append((channel_id, nonce, editions[0].lang))
        if self.kill_after_posts:
            self.kill_after_posts = False
            raise Killed
        return (len(self.messages),)

    async def find_published(self, channel_id: int, *, nonce: str, since: datetime) -> Posted | None:
        for n, (channel, known, _) in enumerate(self.messages, 1):
            if (channel, known) == (channel_id, nonce):
                return Posted(n, self.instant)
        return None

    async def tell_stopped(self, guild_id: int, channel_id: int, reason: str) -> bool:
        return True

    async def edition(
        self, guild_id: int, lang: Lang, *, on: date, top: int = 5, readers: Readers | None = None
    ) -> Edition:
        return Edition(guild_id, on, lang, (Brief(1, lang, "headline", (), (), LOCAL_ENGINE, 1, (1,)),))


async def play(folder: Path) -> tuple[list[Delivery], Place]:
    """The week's ledger, oldest first, and the place at its end."""
    place = Place()
    async with open_database(sqlite_url(folder / "week.db"), now=BEGUN) as database:
        schedules, deliveries = ScheduleStore(database), DeliveryStore(database)
        for server, zone, at in SERVERS:
            await schedules.save_schedule(server, server * 10, at, zone, ("ja", "en"), 3, BEGUN)

        async def start() -> Dispatcher:
            dispatcher = Dispatcher(schedules, deliveries, place, place, place, grace=GRACE)  # type: ignore[arg-type]
            await dispatcher.forget_due()
            return dispatcher

        for day in range(DAYS):
            dispatcher = await start()
            place.kill_after_posts = day in KILLED_ON
            if day >= REFUSED_FROM:
                place.refused = {30}
            ends = BEGUN + timedelta(days=day + 1)
            while place.instant < ends:
                try:
                    await dispatcher.tick()
                except Killed:
                    dispatcher = await start()
                asleep = day == ASLEEP_ON and place.instant.hour == 4
                place.instant += timedelta(hours=5) if asleep else BEAT
        return sorted(await deliveries.list_deliveries(None, 1_000), key=lambda one: (one.slot_at, one.guild_id)), place


def ledger(rows: list[Delivery]) -> str:
    """As a table: the slot in the server's own time, what became of it and why."""
    zones = {server: ZoneInfo(zone) for server, zone, _ in SERVERS}
    lines = ["| slot (local) | zone | state | late | messages | why |", "|---|---|---|--:|--:|---|"]
    for one in rows:
        local = one.slot_at.astimezone(zones[one.guild_id])
        late = f"{(one.posted_at - one.slot_at).total_seconds():.0f} s" if one.posted_at else ""
        why = text(one.reason, "en") if one.reason else ""
        lines.append(
            f"| {local:%a %d %b %H:%M %Z} | {local.tzinfo} | {one.state} | {late} | {len(one.message_ids)} | {why} |"
        )
    return "\n".join(lines)


def main() -> int:
    argparse.ArgumentParser(description=__doc__).parse_args()
    begun = datetime.now(UTC)
    with tempfile.TemporaryDirectory(prefix="kawaraban-week-") as folder:
        rows, place = asyncio.run(play(Path(folder)))
    print(ledger(rows))
    answered = sum(one.state == DeliveryState.CONFIRMED for one in rows)
    doubled = len(place.messages) - len(set(place.messages))
    seconds = (datetime.now(UTC) - begun).seconds
    print(f"{len(rows)} slots, {answered} answered, {len(place.messages)} messages, {doubled} twice; {seconds} s")
    # Two messages for each, and one server refuses its last days.
    return doubled or len(place.messages) != 2 * answered or answered < len(rows) - 2


if __name__ == "__main__":
    sys.exit(main())
