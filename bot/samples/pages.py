"""Article and front pages of the sample outlets, with the surroundings that real pages have: an extractor must work."""

import json
from collections.abc import Sequence
from html import escape
from string import Template

from bot.domain.language import Lang
from bot.samples.library import Outlet, SampleArticle

_SHELL = Template("""<!DOCTYPE html>
<html lang="$lang">
<head>
<meta charset="$encoding">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title | $outlet</title>
$head
</head>
<body>
<div class="cookie-banner" role="dialog" aria-label="cookies"><p>$cookies</p><button>OK</button></div>
<header><a class="logo" href="$home">$outlet</a><nav><ul>$nav</ul></nav></header>
<main>
$main
</main>
<footer><p>$outlet: $tagline</p><p><a href="$home">$about</a></p></footer>
</body>
</html>
""")

_ARTICLE = Template("""<article>
<h1>$title</h1>
<p class="byline">$author <time datetime="$published">$published_shown</time></p>
<div class="article-body">
$paragraphs
</div>
</article>
<aside class="newsletter"><h2>$subscribe</h2><form><input type="email" aria-label="email"></form></aside>
<aside class="related"><h2>$related</h2><ul>$links</ul></aside>""")

_CHROME: dict[Lang, dict[str, str]] = {
    "en": {
        "cookies": "We use cookies to remember your settings. You can change them at any time.",
        "nav": "Home|World|Business|Technology|Opinion",
        "about": "About us",
        "subscribe": "Sign up for our morning newsletter",
        "related": "Read more",
    },
    "ja": {
        "cookies": "当サイトでは設定を保存するためにクッキーを使用しています。設定はいつでも変更できます。",
        "nav": "トップ|国際|経済|テクノロジー|オピニオン",
        "about": "会社案内",
        "subscribe": "ニュースレターに登録する",
        "related": "関連記事",
    },
}

Link = tuple[str, SampleArticle]


def article_page(outlet: Outlet, url: str, article: SampleArticle, home_url: str, related: Sequence[Link]) -> bytes:
    """The page of one article, in the outlet's encoding."""
    chrome = _CHROME[outlet.lang]
    main = _ARTICLE.substitute(
        title=escape(article.title),
        author=escape(article.author),
        published=article.published_at.isoformat(),
        published_shown=f"{article.published_at:%Y-%m-%d %H:%M}",
        paragraphs="\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in article.paragraphs),
        subscribe=chrome["subscribe"],
        related=chrome["related"],
        links=_links(related),
    )
    return _page(outlet, article.title, home_url, _article_head(outlet, url, article), main)


def front_page(outlet: Outlet, home_url: str, feed_url: str, media_type: str, items: Sequence[Link]) -> bytes:
    """The outlet's front page, which names its feed in a link tag."""
    head = (
        f'<link rel="alternate" type="{media_type}" title="{escape(outlet.name)}" href="{escape(feed_url)}">\n'
        f'<link rel="canonical" href="{escape(home_url)}">'
    )
    main = f"<h1>{escape(outlet.name)}</h1><ul>{_links(items)}</ul>"
    return _page(outlet, outlet.tagline, home_url, head, main)


def _page(outlet: Outlet, title: str, home_url: str, head: str, main: str) -> bytes:
    chrome = _CHROME[outlet.lang]
    page = _SHELL.substitute(
        lang=outlet.lang,
        encoding=outlet.encoding,
        title=escape(title),
        outlet=escape(outlet.name),
        tagline=escape(outlet.tagline),
        head=head,
        home=escape(home_url),
        cookies=chrome["cookies"],
        nav="".join(f'<li><a href="{escape(home_url)}">{name}</a></li>' for name in chrome["nav"].split("|")),
        main=main,
        about=chrome["about"],
    )
    return page.encode(outlet.encoding, errors="xmlcharrefreplace")


def _article_head(outlet: Outlet, url: str, article: SampleArticle) -> str:
    described = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "inLanguage": article.lang,
        "datePublished": article.published_at.isoformat(),
        "dateModified": article.changed_at.isoformat(),
        "author": {"@type": "Person", "name": article.author},
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet.name},
        "mainEntityOfPage": url,
    }
    # "</" would end the script element early, whatever JSON says.
    json_ld = json.dumps(described, ensure_ascii=False).replace("</", "<\\/")
    properties = {
        "og:type": "article",
        "og:title": article.title,
        "og:site_name": outlet.name,
        "og:url": url,
        "og:locale": {"en": "en_GB", "ja": "ja_JP"}[article.lang],
        "article:published_time": article.published_at.isoformat(),
        "article:modified_time": article.changed_at.isoformat(),
    }
    metas = [f'<meta property="{name}" content="{escape(value)}">' for name, value in properties.items()]
    return "\n".join(
        [
            f'<link rel="canonical" href="{escape(url)}">',
            f'<meta name="description" content="{escape(article.paragraphs[0])}">',
            f'<meta name="author" content="{escape(article.author)}">',
            *metas,
            f'<script type="application/ld+json">{json_ld}</script>',
        ]
    )


def _links(items: Sequence[Link]) -> str:
    return "".join(f'<li><a href="{escape(url)}">{escape(article.title)}</a></li>' for url, article in items)
