"""Why an address was refused, as exactly as the error knows it, and what the person can do."""

import socket
import ssl
from collections.abc import Iterator

from bot.domain.language import Lang
from bot.errors import BadStatus, KawarabanError, Unreachable
from bot.i18n.catalog import Value, text

_STATUS_REASONS = {
    401: "sources-refused-login",
    402: "sources-refused-payment",
    403: "sources-refused-forbidden",
    404: "sources-refused-not-found",
    406: "sources-refused-forbidden",
    429: "sources-refused-busy",
    451: "sources-refused-legal",
}


def reason_key(error: KawarabanError) -> str:
    """Key of the sentence that says most: the error's own one, unless what lies behind it tells more."""
    if isinstance(error, BadStatus):
        return status_reason(error.http_status)
    if isinstance(error, Unreachable):
        return _connection_reason(error)
    return error.sentence or error.key


def status_reason(http_status: int | None) -> str:
    """Key of the sentence for an HTTP status that is an error."""
    if http_status is None:
        return BadStatus.key
    if http_status >= 500:
        return "sources-refused-server"
    return _STATUS_REASONS.get(http_status, "sources-refused-status")


def refusal_values(error: KawarabanError) -> dict[str, Value]:
    """What the sentence of `reason_key` names."""
    if isinstance(error, BadStatus) and error.http_status is not None:
        return {**error.values, "status": str(error.http_status)}
    return dict(error.values)


def refusal_text(error: KawarabanError, lang: Lang) -> str:
    """What went wrong and what to do, in the reader's language. The values are the error's, not made inert."""
    return text(reason_key(error), lang, **refusal_values(error))


def _connection_reason(error: Unreachable) -> str:
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLError):
            return "sources-refused-tls"
        if isinstance(cause, socket.gaierror):
            return "sources-refused-no-such-host"
        if isinstance(cause, ConnectionRefusedError):
            return "sources-refused-nobody-listens"
    # The libraries between us and the socket do not always keep the cause, but always its name.
    words = error.detail.lower()
    if "certificate" in words or "ssl" in words:
        return "sources-refused-tls"
    if "name or service not known" in words or "getaddrinfo" in words or "nodename" in words:
        return "sources-refused-no-such-host"
    return error.key


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield cause
        cause = cause.__cause__ or cause.__context__
