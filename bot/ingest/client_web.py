"""The web through an httpx client that somebody brings (a transport of a test, say), which does its own checks."""

from collections.abc import Mapping
from contextlib import aclosing

import httpx

from bot.errors import AddressRefused, FetchTimeout, Unreachable
from bot.ingest.body import read_body
from bot.ingest.web import Answer, Web, check_announced


class ClientWeb(Web):
    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def get(self, url: str, headers: Mapping[str, str], max_bytes: int) -> Answer:
        try:
            # Built by hand: the client would merge headers, cookies and addresses of its own into it.
            request = httpx.Request("GET", url, headers=headers, extensions={"timeout": self._client.timeout.as_dict()})
            async with aclosing(await self._client.send(request, stream=True)) as response:
                body = b""
                said = dict(response.headers.items())
                if response.is_success:
                    check_announced(response.status_code, said, max_bytes)
                    encoding = said.get("content-encoding", "")
                    body = await read_body(response.aiter_raw(), encoding=encoding, max_bytes=max_bytes)
                return Answer(response.status_code, said, body)
        except httpx.TimeoutException as problem:
            raise FetchTimeout(f"{type(problem).__name__} {problem}") from problem
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as problem:
            if "location header" in str(problem):  # httpx reads it although it does not follow it
                raise AddressRefused(f"redirect to nowhere: {problem}") from problem
            raise Unreachable(f"{type(problem).__name__}: {problem}") from problem
