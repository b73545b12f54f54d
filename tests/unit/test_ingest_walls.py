"""Paywalls leave an excerpt, notices leave nothing, and articles that speak of either stay whole."""

import json

import pytest

from bot.domain.article import Extent
from bot.errors import NoArticle
from bot.ingest.article_extractor import extract_article
from bot.ingest.walls import is_wall_line, without_wall

URL = "https://www.outlet.example/ai/oakvale"
EN = [
    "Oakvale Systems said on Tuesday that it will publish the weights of its Larkspur 2 language model this autumn.",
    "The training data will stay private, the company added, because of agreements with publishers in three countries.",
]
JA = [
    "オークベール社は15日、大規模言語モデル「ラークスパー2」の重みを今秋に公開すると発表した。研究者や企業が無償で使えるようにする。",
    "学習に使ったデータは、出版社との契約を理由に公開しない。同社は3月に1億4000万ユーロを調達している。",
]


def read(lines, *, title="Oakvale to open Larkspur 2", lang="en", head="", after=""):
    body = "".join(f"<p>{line}</p>" for line in lines)
    html = (
        f"<!doctype html><html lang='{lang}'><head><meta charset='utf-8'><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1>{body}</article>{after}</body></html>"
    )
    return extract_article(html.encode(), url=URL, content_type="text/html")


def described(**values):
    node = {"@type": "NewsArticle", "headline": "Oakvale to open Larkspur 2"} | values
    return f"<script type='Application/LD+JSON; charset=utf-8'>{json.dumps(node)}</script>"


@pytest.mark.parametrize(
    "wall",
    [
        "Subscribe to continue reading.",
        "Subscribe now to unlock the full story.",
        "Sign in or create a free account to keep reading this article",
        "Already a subscriber? Log in",
        "This article is for subscribers only.",
        "The rest of this post is for paying subscribers",
        "You have reached your limit of free articles this month.",
        "To continue reading, please register or log in.",
        "この記事は会員限定です。",
        "この記事は有料会員限定です。残り1,234文字",
        "残り 842文字",
        "続きを読むには会員登録が必要です。",
        "ログインすると続きをお読みいただけます。",
        "ここから先は有料会員のみご覧いただけます。",
    ],
)
def test_a_paywalled_page_is_an_excerpt_without_the_walls_words(wall):
    is_ja = not wall.isascii()
    page = read([*(JA if is_ja else EN), wall], lang="ja" if is_ja else "en")
    assert page.extent is Extent.EXCERPT
    assert page.text.split("\n") == (JA if is_ja else EN)


def test_what_follows_a_wall_goes_with_it():
    text, is_walled = without_wall(
        "\n".join([*EN, "Subscribe to continue reading.", "Only €4 a month for the first year."])
    )
    assert (text.split("\n"), is_walled) == (EN, True)


def test_a_walls_sentence_in_the_last_paragraph_leaves_the_sentence_before():
    text, is_walled = without_wall(f"{EN[0]}\n{EN[1]} Subscribe to read the full article.")
    assert (text.split("\n"), is_walled) == (EN, True)


@pytest.mark.parametrize(
    ("head", "after"),
    [
        (described(isAccessibleForFree=False), ""),
        (described(isAccessibleForFree="False"), ""),
        ("<meta property='article:content_tier' content='locked'>", ""),
        ("", "<div class='offer'><span>Subscribe to continue reading this article</span></div>"),
        (described(isAccessibleForFree=False, wordCount=900), ""),
    ],
)
def test_a_page_that_says_that_more_is_sold_is_an_excerpt(head, after):
    assert read(EN, head=head, after=after).extent is Extent.EXCERPT


@pytest.mark.parametrize(
    ("lines", "head", "after"),
    [
        (EN, described(isAccessibleForFree=True), ""),
        (EN, "", "<footer><p>Subscribe to our newsletter</p><a href='/login'>Sign in</a></footer>"),
        (EN, described(), "<aside><p>会員限定</p></aside>"),
        ([*EN, "Subscribers of the service can read the model's licence on the company's site, Oakvale said."], "", ""),
        ([*EN, "Readers must accept cookies before the demo starts, a privacy group complained."], "", ""),
        (EN, "", "<p>404 Media and others had reported on the plan in May.</p>"),
        # The whole text came along: only the page's looks hide it.
        (EN * 12, described(isAccessibleForFree=False), ""),
        (["Regulators asked why users have to sign in to read posts that were public until May.", *EN], "", ""),
    ],
)  # fmt: skip
def test_an_article_in_full_stays_whole(lines, head, after):
    page = read(lines, head=head, after=after)
    assert page.extent is Extent.FULL
    assert page.text.split("\n")[0] == lines[0]
    assert page.text.split("\n")[-1] == lines[-1]


@pytest.mark.parametrize(
    ("title", "lines", "lang"),
    [
        ("Before you continue", [
            "We use cookies and data to deliver and maintain our services, and to measure engagement with our audience.",
            "If you choose to accept all, we and our partners will also use cookies to develop new services.",
            "You can change your privacy settings at any time."], "en"),
        ("Outlet", [
            "We and our 842 partners store and access personal data, like browsing data, on your device.",
            "Selecting Accept All enables tracking technologies to support personalised advertising and content.",
            "You can withdraw your consent at any time from the privacy policy."], "en"),
        ("Just a moment...", [
            "Verify you are human by completing the action below before you go on to the page that you asked for.",
            "The site needs to review the security of your connection before proceeding to the article."], "en"),
        ("Outlet", [
            "Our systems have detected unusual traffic from your computer network that looks like it came from a robot.",
            "Please enable JavaScript and cookies to continue to the site."], "en"),
        ("Page not found | Outlet", [
            "The page you are looking for may have been moved, or it may have been removed by its author some time ago.",
            "Try the search or begin again at the front page, where the newest articles of the day are listed."], "en"),
        ("ページが見つかりません", [
            "お探しのページは見つかりませんでした。移動または削除された可能性があります。アドレスをもう一度ご確認ください。",
            "トップページから最新の記事をご覧いただくか、検索をお使いください。お手数をおかけしますがよろしくお願いします。"], "ja"),
        ("ご確認ください", [
            "当サイトではクッキーを使用して、サービスの提供と改善、パーソナライズされた広告の表示を行っています。",
            "「すべて同意」を選ぶと、当社とパートナーがクッキーを利用することに同意したものとみなされます。",
            "詳しくはプライバシーポリシーをご覧ください。"], "ja"),
    ],
)  # fmt: skip
def test_a_notice_is_no_article(title, lines, lang):
    with pytest.raises(NoArticle):
        read(lines, title=title, lang=lang)


def test_an_article_about_cookie_banners_is_an_article():
    page = read(
        [
            "The browser maker Fernhill will block third-party cookies for all users from March, it said on Monday.",
            "Advertisers have had four years to prepare for the change, which the regulator in Lisbon had asked for.",
            "Fernhill's chief engineer said that the company would publish the code of its replacement this summer.",
            "Smaller publishers fear for their income, as they have no logins to tell their readers apart.",
        ],
        title="Fernhill to block cookies",
    )
    assert page.extent is Extent.FULL


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece",
    ["subscribe ", "sign in to ", "the rest of this ", "会員登録して", "この記事は", "残り1", "you have reached "],
)
def test_no_line_takes_long_to_judge(piece):
    for line in (piece * 400)[:2_000], piece * 20:
        is_wall_line(line)
        without_wall("\n".join([line] * 50))


def test_a_page_says_when_it_was_published_and_when_it_changed():
    page = read(EN, head=described(datePublished="2025-07-15T10:30:00Z", dateModified="2025-07-16T08:00:00Z"))
    assert (page.published_at.isoformat(), page.updated_at.isoformat()) == (
        "2025-07-15T10:30:00+00:00",
        "2025-07-16T08:00:00+00:00",
    )
    only_changed = read(EN, head=described(dateModified="2025-07-16T08:00:00Z"))
    assert only_changed.published_at == only_changed.updated_at


@pytest.mark.parametrize(
    "title",
    ["404 Media wins prize for AI reporting", "Login fatigue is real", "Subscribe button moves in Fernhill's app"],
)
def test_a_headline_that_begins_like_a_notice_is_a_headline(title):
    assert read(EN, title=title).title == title
