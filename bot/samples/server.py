"""Serves the sample outlets on loopback, with validators, so that they go through the real HTTP path."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from aiohttp import web

from bot.samples.library import SAMPLE_NOW
from bot.samples.site import Resource, Site, build_site

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class SampleSite:
    base_url: str
    feed_urls: tuple[str, ...]
    sample_now: datetime

    @property
    def host(self) -> str:
        """`host:port`, as KAWARABAN_ALLOW_HOSTS takes it."""
        return self.base_url.removeprefix("http://")


@asynccontextmanager
async def serve_samples(port: int = 0) -> AsyncIterator[SampleSite]:
    """Serve until the block ends; port 0 takes a free one. Raises OSError where the port is taken."""
    # Bound first: the pages carry absolute links, so the port must be known before they are built.
    listener = socket.create_server((LOOPBACK, port))
    base_url = f"http://{LOOPBACK}:{listener.getsockname()[1]}"
    site = build_site(base_url)
    runner = web.AppRunner(_application(site), access_log=None)
    await runner.setup()
    try:
        await web.SockSite(runner, listener).start()
        yield SampleSite(base_url, tuple(base_url + path for path in site.feed_paths), SAMPLE_NOW)
    finally:
        await runner.cleanup()
        listener.close()


def _application(site: Site) -> web.Application:
    async def serve(request: web.Request) -> web.Response:
        resource = site.resources.get(request.path)
        if resource is None:
            raise web.HTTPNotFound
        validators = {"ETag": resource.etag, "Last-Modified": _http_date(resource.modified_at)}
        if _is_fresh(request, resource):
            return web.Response(status=304, headers=validators)
        return web.Response(body=resource.body, headers={**validators, "Content-Type": resource.content_type})

    application = web.Application()
    application.router.add_get("/{path:.*}", serve)
    return application


def _http_date(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC), usegmt=True)


def _is_fresh(request: web.Request, resource: Resource) -> bool:
    """Whether the client's copy is still good. An ETag, where given, decides alone (RFC 9110, 13.2.2)."""
    if (etags := request.headers.get("If-None-Match")) is not None:
        return etags.strip() == "*" or resource.etag in (part.strip().removeprefix("W/") for part in etags.split(","))
    since = request.headers.get("If-Modified-Since")
    if since is None:
        return False
    try:
        return parsedate_to_datetime(since) >= resource.modified_at.replace(microsecond=0)
    except (TypeError, ValueError):
        return False
