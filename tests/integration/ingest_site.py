"""A web site on loopback that misbehaves as told, and what it was asked."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from bot.settings import Settings

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Site:
    port: int = 0
    pages: dict[str, Handler] = field(default_factory=dict)
    requests: list[web.Request] = field(default_factory=list)
    under_way: int = 0
    most_under_way: int = 0

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def asked(self, path: str) -> int:
        return sum(1 for request in self.requests if request.path == path)

    def put(
        self,
        path: str,
        body: str | bytes = b"",
        content_type: str = "text/html; charset=utf-8",
        *,
        status: int = 200,
        etag: str | None = None,
        **headers: str,
    ) -> str:
        """Serve `body` at `path`; with an `etag`, 304 to whoever has it. Returns the address."""
        payload = body.encode() if isinstance(body, str) else body
        named = {"Content-Type": content_type} | {name.replace("_", "-"): value for name, value in headers.items()}

        async def serve(request: web.Request) -> web.StreamResponse:
            if etag and request.headers.get("If-None-Match") == etag:
                return web.Response(status=304, headers={"ETag": etag})
            return web.Response(status=status, body=payload, headers=named | ({"ETag": etag} if etag else {}))

        return self.handle(path, serve)

    def redirect(self, path: str, location: str, status: int = 302) -> str:
        return self.put(path, status=status, Location=location)

    def handle(self, path: str, handler: Handler) -> str:
        self.pages[path] = handler
        return self.url(path)

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request)
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            handler = self.pages.get(request.path)
            return await handler(request) if handler else web.Response(status=404)
        finally:
            self.under_way -= 1


@asynccontextmanager
async def open_site() -> AsyncIterator[Site]:
    site = Site()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", site._serve)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.port = runner.addresses[0][1]
    try:
        yield site
    finally:
        await runner.cleanup()


def settings_for(site: Site, **more: object) -> Settings:
    """Settings that admit the site's host and nothing else."""
    return Settings(**({"allow_hosts": (site.host,), "fetch_timeout": 5.0} | more))  # type: ignore[arg-type]
