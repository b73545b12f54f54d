"""/healthz, /readyz and /metrics on a port of this machine."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.app import App
from bot.errors import StoreError
from bot.ops.vitals import Vitals

log = logging.getLogger(__name__)


@asynccontextmanager
async def serve_monitor(app: App, vitals: Vitals, host: str, port: int) -> AsyncIterator[int]:
    """Serve until the end of the body; gives the port, a free one where 0 was asked for.

    A port that is taken is logged, and the program runs without a monitor: it then gives 0.
    """

    async def healthz(_: web.Request) -> web.Response:
        status = 200 if vitals.is_alive() else 503
        return web.json_response(
            {"ok": status == 200, "parts": vitals.parts(), "errors": vitals.errors()}, status=status
        )

    async def readyz(_: web.Request) -> web.Response:
        is_ready, parts = await vitals.is_ready(app)
        told = {"ok": is_ready, "parts": parts, "errors": vitals.errors()}
        return web.json_response(told, status=200 if is_ready else 503)

    async def metrics(_: web.Request) -> web.Response:
        try:
            return web.Response(text=await vitals.metrics(app), headers={"Content-Type": _PROMETHEUS})
        except StoreError:
            return web.Response(status=503)

    site = web.Application()
    site.router.add_get("/healthz", healthz)
    site.router.add_get("/readyz", readyz)
    site.router.add_get("/metrics", metrics)
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
            taken = int(runner.addresses[0][1])
            log.info("monitor.serving host=%s port=%d", host, taken)
        except OSError as problem:
            log.error("monitor.not_served host=%s port=%d %s", host, port, problem)
            taken = 0
        yield taken
    finally:
        await runner.cleanup()


_PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"
