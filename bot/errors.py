"""Every error that we raise on purpose. `key` names its sentence in i18n (`error-…`), which says what to do.

KawarabanError
├── UsageError                  what the user gave cannot be used (exit 2)
│   ├── BadUrl                  not an http(s) address
│   │   ├── UnsupportedScheme   mailto:, file:, javascript: …
│   │   └── PasswordInUrl       a user name or password in the address
│   ├── BadDate                 not a date
│   ├── BadTime                 not a time of day HH:MM
│   ├── BadTimezone             not an IANA zone
│   ├── BadWeekdays             not days of the week
│   ├── UnknownSchedule         the server has no such schedule
│   ├── NoSchedule              the server has none at all
│   ├── UnknownAlert            there is no such rule of alerts
│   ├── BadLanguage             neither ja nor en
│   ├── BadOpml                 not a list of feeds
│   │   ├── OpmlTooLarge
│   │   ├── OpmlWithEntities    declares a document type of its own
│   │   └── OpmlIsFeed          a feed's own document
│   ├── EmptyQuestion
│   ├── QuestionTooLong
│   ├── UnknownCompany
│   ├── TooManyCompanies        more than one picture or comparison holds
│   ├── TooFewCompanies         nothing to compare
│   ├── UnknownSource
│   ├── UnknownFeed             no such feed among those that were found
│   ├── UnknownPack             no such part of the starter catalogue
│   ├── TooManySources          the server follows as many as it may
│   ├── ServiceWithoutFeeds     a service that offers no feeds at all
│   ├── UnknownStory
│   ├── EmptyKeyword            nothing to look for
│   ├── KeywordTooShort
│   ├── KeywordTooLong
│   ├── TooManyWatches          the server tracks as much as it may
│   ├── NotWatched              the server does not track that
│   ├── OnlyWithoutTopics       a schedule that shall hold its topics alone, and has none
│   ├── UnknownStatement        no such statement, or none that this server may read
│   ├── QuoteNotInSource        words that do not stand in the article
│   ├── SpeakerMissing          a person's words without a person
│   ├── NoLinkInMessage         a message without a web address
│   ├── NothingFound            nothing is told about this company or topic
│   ├── Unwritable              a file that cannot be written
│   ├── FileStoreOnly           backup and restore of files are for SQLite
│   └── BadSettings             an environment variable does not hold what it must
├── FetchError                  a page or feed could not be read (exit 1)
│   ├── AddressRefused          private, reserved or disallowed address: never tried again
│   ├── Unreachable             no connection, DNS or TLS failure
│   ├── FetchTimeout
│   │   └── PageTooSlow         somebody waits for it, and it does not come
│   ├── TooLarge
│   ├── TooManyRedirects
│   ├── BadStatus               the server answered with an error
│   ├── Gone                    410: retire the source
│   ├── RobotsForbidden         the site's robots.txt keeps us from the page
│   ├── NotAFeed                neither a feed nor a page with an article
│   │   ├── NoFeedNamed         a page, but no feed of its site could be found
│   │   ├── LoginWall           a page that asks for a login
│   │   ├── BotCheck            a page that wants to see a person
│   │   ├── ErrorPage           a page that says in words that there is none
│   │   └── OtherDocument       JSON, a picture, a PDF …
│   ├── EmptyFeed               a feed without one usable entry
│   └── NoArticle               a page without an article
├── StoreError                  the database cannot be used (exit 1)
│   ├── StoreBroken             not a database, or a damaged one
│   ├── StoreUnwritable         the data directory cannot be written
│   ├── StoreTooNew             written by a newer version
│   └── StoreBusy               another process keeps it locked
├── DataSetError                a data set does not validate (exit 1)
├── PromptError                 a prompt file, or a call of it, does not validate (exit 1)
├── TranslationUnavailable      the offline translator cannot be used: originals are shown (exit 1)
├── ModelError                  the language model gave nothing that can be used (exit 1)
│   ├── ModelUnreachable        no connection, no answer in time, or a server that fails or is busy
│   ├── ModelRefused            the endpoint does not take the key, the name or the request
│   ├── ModelPaused             it failed too often: not asked for a while
│   │   └── ModelBusy           no turn among those who ask in the time that there was
│   ├── ModelBudgetSpent        what may be spent in a day is spent
│   └── ModelReplyUnusable      a reply that is not what was asked for
├── PublishError                a post could not be made (exit 1)
│   ├── PublishRefused          permission lost or channel gone: do not try again
│   ├── MessagesClosed          the reader takes no direct messages from us: ask no more
│   └── PublishFailed           try again later
├── LoginRefused                Discord does not accept the token (exit 1)
├── GatewayRefused              Discord closed the connection for good (exit 1)
└── DemoMissing                 the simulated Discord is not installed (exit 1)
"""

from datetime import timedelta


class KawarabanError(Exception):
    """`detail` is technical and for logs; `values` fill the placeholders of the message `key`."""

    key = "error-unexpected"
    sentence: str | None = None
    """Key of a sentence that tells people more than that of `key`, by which machines know the error."""
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


class UnsupportedScheme(BadUrl):
    sentence = "error-unsupported-scheme"


class PasswordInUrl(BadUrl):
    sentence = "error-password-in-url"


class BadDate(UsageError):
    key = "error-bad-date"


class BadTime(UsageError):
    key = "error-bad-time"


class BadTimezone(UsageError):
    key = "error-bad-timezone"


class BadWeekdays(UsageError):
    key = "error-bad-weekdays"


class UnknownSchedule(UsageError):
    key = "error-unknown-schedule"


class NoSchedule(UsageError):
    """There is none at all."""

    key = "cards-error-no-schedule"


class UnknownAlert(UsageError):
    key = "error-unknown-alert"


class BadLanguage(UsageError):
    key = "error-bad-language"


class BadOpml(UsageError):
    key = "error-bad-opml"


class OpmlTooLarge(BadOpml):
    sentence = "error-opml-too-large"


class OpmlWithEntities(BadOpml):
    sentence = "error-opml-with-entities"


class OpmlIsFeed(BadOpml):
    sentence = "error-opml-is-feed"


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


class TooManyCompanies(UsageError):
    key = "error-too-many-companies"


class TooFewCompanies(UsageError):
    key = "error-too-few-companies"


class NoLinkInMessage(UsageError):
    key = "error-no-link-in-message"


class NothingFound(UsageError):
    key = "error-nothing-found"


class Unwritable(UsageError):
    key = "error-unwritable"


class UnknownSource(UsageError):
    key = "error-unknown-source"


class UnknownFeed(UsageError):
    key = "error-unknown-feed"


class UnknownPack(UsageError):
    key = "error-unknown-pack"


class TooManySources(UsageError):
    key = "error-too-many-sources"


class ServiceWithoutFeeds(UsageError):
    key = "error-service-without-feeds"


class UnknownStory(UsageError):
    key = "error-unknown-story"


class EmptyKeyword(UsageError):
    key = "error-empty-keyword"


class KeywordTooShort(UsageError):
    key = "error-keyword-too-short"


class KeywordTooLong(UsageError):
    key = "error-keyword-too-long"


class TooManyWatches(UsageError):
    key = "error-too-many-watches"


class OnlyWithoutTopics(UsageError):
    key = "error-only-without-topics"


class NotWatched(UsageError):
    key = "error-not-watched"


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


class PageTooSlow(FetchTimeout):
    key = "error-page-too-slow"


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


class NoFeedNamed(NotAFeed):
    sentence = "error-no-feed-named"


class LoginWall(NotAFeed):
    sentence = "error-login-wall"


class BotCheck(NotAFeed):
    sentence = "error-bot-check"


class ErrorPage(NotAFeed):
    sentence = "error-error-page"


class OtherDocument(NotAFeed):
    sentence = "error-other-document"


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


class UnknownStatement(UsageError):
    key = "error-unknown-statement"


class QuoteNotInSource(UsageError):
    key = "error-quote-not-in-source"


class SpeakerMissing(UsageError):
    """Words of a person that name no person."""

    key = "cards-error-speaker-missing"


class DataSetError(KawarabanError):
    key = "error-data-set"


class PromptError(KawarabanError):
    key = "error-prompt"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, reason=detail)


class TranslationUnavailable(KawarabanError):
    key = "error-translation"

    def __init__(self, fault: str, where: str) -> None:
        """`fault`: `library`, `folder`, `empty`, `files`, `broken`, `slow` or `refused`; `where`: what to look at."""
        super().__init__(f"{fault}: {where}", fault=fault, where=where)


class ModelError(KawarabanError):
    key = "error-model"
    outcome = "failed"
    """How the record of calls names it."""
    requests = 0
    """How many went out before it was given up."""


class ModelUnreachable(ModelError):
    """`retry_after`: how long the endpoint asks us to wait; `may_have_cost`: the request arrived, and an answer that
    never reached us may be paid for; `was_hurried`: it had less time than a request commonly gets."""

    key = "error-model-unreachable"
    outcome = "unreachable"

    def __init__(
        self,
        detail: str = "",
        *,
        retry_after: timedelta | None = None,
        may_have_cost: bool = False,
        was_hurried: bool = False,
    ) -> None:
        super().__init__(detail)
        self.retry_after = retry_after
        self.may_have_cost = may_have_cost
        self.was_hurried = was_hurried


class ModelRefused(ModelError):
    """`is_lasting`: a key or name that is refused now is refused for every request."""

    key = "error-model-refused"
    outcome = "refused"

    def __init__(self, detail: str = "", *, is_lasting: bool = False) -> None:
        super().__init__(detail)
        self.is_lasting = is_lasting


class ModelPaused(ModelError):
    key = "error-model-paused"
    outcome = "paused"


class ModelBusy(ModelPaused):
    """Others were asked for all the time that there was: it says nothing about the model."""

    key = "error-model-busy"
    outcome = "busy"


class ModelBudgetSpent(ModelError):
    """`of_server`: the server's share of the day is spent, not the day's whole."""

    key = "error-model-budget"
    outcome = "budget"

    def __init__(self, detail: str = "", *, of_server: bool = False) -> None:
        super().__init__(detail)
        self.of_server = of_server


class ModelReplyUnusable(ModelError):
    key = "error-model-reply"
    outcome = "unusable"


class PublishError(KawarabanError):
    key = "error-publish"


class PublishRefused(PublishError):
    key = "error-publish-refused"


class MessagesClosed(PublishError):
    key = "error-messages-closed"


class PublishFailed(PublishError):
    key = "error-publish-failed"


class LoginRefused(KawarabanError):
    key = "error-login-refused"


class GatewayRefused(KawarabanError):
    key = "error-gateway-refused"


class DemoMissing(KawarabanError):
    key = "error-demo-missing"
