"""Every error that we raise on purpose. `key` names its sentence in i18n (`error-…`), which says what to do.

KawarabanError
├── UsageError                  what the user gave cannot be used (exit 2)
│   ├── BadUrl                  not an http(s) address
│   ├── BadDate                 not a date
│   ├── BadTime                 not a time of day HH:MM
│   ├── BadTimezone             not an IANA zone
│   ├── BadLanguage             neither ja nor en
│   ├── BadOpml                 not a list of feeds
│   ├── EmptyQuestion
│   ├── QuestionTooLong
│   ├── UnknownCompany
│   ├── UnknownSource
│   ├── UnknownStory
│   ├── FileStoreOnly           backup and restore of files are for SQLite
│   └── BadSettings             an environment variable does not hold what it must
├── FetchError                  a page or feed could not be read (exit 1)
│   ├── AddressRefused          private, reserved or disallowed address: never tried again
│   ├── Unreachable             no connection, DNS or TLS failure
│   ├── FetchTimeout
│   ├── TooLarge
│   ├── TooManyRedirects
│   ├── BadStatus               the server answered with an error
│   ├── Gone                    410: retire the source
│   ├── RobotsForbidden         the site's robots.txt keeps us from the page
│   ├── NotAFeed                neither a feed nor a page with an article
│   ├── EmptyFeed               a feed without one usable entry
│   └── NoArticle               a page without an article
├── StoreError                  the database cannot be used (exit 1)
│   ├── StoreBroken             not a database, or a damaged one
│   ├── StoreUnwritable         the data directory cannot be written
│   ├── StoreTooNew             written by a newer version
│   └── StoreBusy               another process keeps it locked
├── DataSetError                a data set does not validate (exit 1)
├── PublishError                a post could not be made (exit 1)
│   ├── PublishRefused          permission lost or channel gone: do not try again
│   └── PublishFailed           try again later
├── LoginRefused                Discord does not accept the token (exit 1)
├── GatewayRefused              Discord closed the connection for good (exit 1)
└── DemoMissing                 the simulated Discord is not installed (exit 1)
"""

from datetime import timedelta


class KawarabanError(Exception):
    """`detail` is technical and for logs; `values` fill the placeholders of the message `key`."""

    key = "error-unexpected"
    exit_code = 1

    def __init__(self, detail: str = "", **values: str | int) -> None:
        super().__init__(detail or self.key)
        self.detail = detail
        self.values = values


class UsageError(KawarabanError):
    key = "error-usage"
    exit_code = 2


class BadUrl(UsageError):
    key = "error-bad-url"


class BadDate(UsageError):
    key = "error-bad-date"


class BadTime(UsageError):
    key = "error-bad-time"


class BadTimezone(UsageError):
    key = "error-bad-timezone"


class BadLanguage(UsageError):
    key = "error-bad-language"


class BadOpml(UsageError):
    key = "error-bad-opml"


class EmptyQuestion(UsageError):
    key = "error-empty-question"


class QuestionTooLong(UsageError):
    key = "error-question-too-long"


class UnknownCompany(UsageError):
    """`suggestions` are names that are close, joined for the reader; empty where none is."""

    key = "error-unknown-company"

    def __init__(self, detail: str = "", *, name: str, suggestions: str = "") -> None:
        super().__init__(detail, name=name, suggestions=suggestions)
        if suggestions:
            self.key = "error-unknown-company-near"


class UnknownSource(UsageError):
    key = "error-unknown-source"


class UnknownStory(UsageError):
    key = "error-unknown-story"


class BadSettings(UsageError):
    key = "error-bad-settings"


class FetchError(KawarabanError):
    key = "error-fetch"

    def __init__(
        self,
        detail: str = "",
        *,
        http_status: int | None = None,
        retry_after: timedelta | None = None,
        **values: str | int,
    ) -> None:
        super().__init__(detail, **values)
        self.http_status = http_status
        self.retry_after = retry_after
        """How long the server asks us to stay away, where it says so."""


class AddressRefused(FetchError):
    key = "error-address-refused"


class Unreachable(FetchError):
    key = "error-unreachable"


class FetchTimeout(FetchError):
    key = "error-fetch-timeout"


class TooLarge(FetchError):
    key = "error-too-large"


class TooManyRedirects(FetchError):
    key = "error-too-many-redirects"


class BadStatus(FetchError):
    key = "error-bad-status"


class Gone(FetchError):
    key = "error-gone"


class RobotsForbidden(FetchError):
    """`is_passing`: the rules could not be read, which may change; else they say no."""

    key = "error-robots"

    def __init__(self, detail: str = "", *, is_passing: bool = False) -> None:
        super().__init__(detail)
        self.is_passing = is_passing
        if is_passing:
            self.key = "error-robots-unread"


class NotAFeed(FetchError):
    key = "error-not-a-feed"


class EmptyFeed(FetchError):
    key = "error-empty-feed"


class NoArticle(FetchError):
    key = "error-no-article"


class StoreError(KawarabanError):
    key = "error-store"


class StoreBroken(StoreError):
    key = "error-store-broken"


class StoreUnwritable(StoreError):
    key = "error-store-unwritable"


class StoreTooNew(StoreError):
    key = "error-store-too-new"


class StoreBusy(StoreError):
    key = "error-store-busy"


class FileStoreOnly(UsageError):
    key = "error-file-store-only"


class DataSetError(KawarabanError):
    key = "error-data-set"


class PublishError(KawarabanError):
    key = "error-publish"


class PublishRefused(PublishError):
    key = "error-publish-refused"


class PublishFailed(PublishError):
    key = "error-publish-failed"


class LoginRefused(KawarabanError):
    key = "error-login-refused"


class GatewayRefused(KawarabanError):
    key = "error-gateway-refused"


class DemoMissing(KawarabanError):
    key = "error-demo-missing"
