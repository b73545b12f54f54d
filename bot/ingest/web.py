"""What the fetcher asks of the web: one request, one answer. The seam for tests and for those who bring a client."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import TooLarge


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, redirects and refusals among them."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case; several values of one name are joined by commas."""
    body: bytes
    """Unpacked; empty unless the status is 2xx, for nothing else is read."""


class Web(ABC):
    @abstractmethod
    async def get(self, url: str, headers: Mapping[str, str], max_bytes: int) -> Answer:
        """One GET of `url` (in the spelling of `parse_web_url`), without following anywhere and without cookies.

        `headers` are all that is sent beside the host. `max_bytes` counts after decompression.
        Raises AddressRefused, Unreachable, FetchTimeout, TooLarge or BadStatus.
        """


def check_announced(status: int, headers: Mapping[str, str], max_bytes: int) -> None:
    """Raises TooLarge where the server says beforehand that the body is more than that."""
    announced = headers.get("content-length", "")
    if announced.isdigit() and int(announced) > max_bytes:
        raise TooLarge(f"{announced[:20]} bytes announced", http_status=status)
