"""What a source takes back changes the brief that told it, visibly: the program run on a feed that changes."""

from typing import Any

from tests.acceptance.conftest import Program, Site

WRONG = (
    "Oakvale Systems lost 40 percent of its cloud customers after an outage in December, a filing published on Tuesday "
    "shows. The outage at its Ghent data centre lasted 19 hours and was caused by a failed cooling pump.",
    "Oakvale Systems said in a statement that service had been fully restored and that it would pay customers a credit "
    "of 10 percent of their monthly fee.",
)
RIGHT = (WRONG[0].replace("40 percent", "4 percent"), WRONG[1])
NOTICE = (
    "Correction: An earlier version of this article misstated the share of customers. It was 4 percent, not 40 percent."
)
OTHER = (
    "Oakvale Systems customers were cut off for 19 hours in December when a cooling pump failed at its data centre in "
    "Ghent, according to a filing published on Tuesday. The Belgian company has restored service.",
    "Oakvale Systems will pay its customers a credit of 10 percent of their monthly fee, a spokesperson said.",
)


def page(title: str, outlet: str, paragraphs: tuple[str, ...]) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title><meta property="og:site_name" content="{outlet}">'
        '<meta property="article:published_time" content="2026-03-03T09:00:00Z"></head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def feed(site: Site, outlet: str, path: str, title: str, updated: str = "2026-03-03T09:00:00Z") -> str:
    entry = (
        f"<entry><title>{title}</title><id>urn:{path}</id><link href='{site.url(path)}'/><summary>Short.</summary>"
        f"<published>2026-03-03T09:00:00Z</published><updated>{updated}</updated></entry>"
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>{outlet}</title><id>urn:{outlet}</id>{entry}</feed>"


def put(site: Site, outlet: str, path: str, title: str, text: tuple[str, ...], **dates: str) -> str:
    site.put(path, page(title, outlet, text))
    return site.put(f"{path}.xml", feed(site, outlet, path, title, **dates), "application/atom+xml")


def brief_of_only_story(program: Program, lang: str) -> dict[str, Any]:
    [story] = program("stories", "--json").documents
    return program("brief", "--story", str(story["story_id"]), "--lang", lang, "--json").document


def test_a_correction_at_the_same_address_changes_the_brief(program: Program, site: Site) -> None:
    title = "Oakvale lost 40% of customers after outage, filing shows"
    wire = put(site, "Harbour Wire", "/wire", title, WRONG)
    ledger = put(site, "Quay Ledger", "/ledger", "Oakvale outage lasted 19 hours, filing shows", OTHER)
    for one in (wire, ledger):
        assert program("ingest", one, "--json").code == 0
    before = brief_of_only_story(program, "en")
    assert "40" in before["headline"] + " ".join(point["text"] for point in before["points"])

    right = (*RIGHT, NOTICE)
    put(site, "Harbour Wire", "/wire", f"CORRECTED: {title.replace('40', '4')}", right, updated="2026-03-04T08:00:00Z")
    assert program("ingest", wire, "--json").document["new_articles"] == 1
    assert program("ingest", wire, "--json").document["new_articles"] == 0

    after = brief_of_only_story(program, "en")
    assert after["revision"] > before["revision"]
    notice, *points = after["points"]
    assert (notice["kind"], "Harbour Wire has corrected" in notice["text"]) == ("correction", True)
    assert not any("40 percent" in point["text"] for point in points)
    assert "40%" not in after["headline"]
    japanese = brief_of_only_story(program, "ja")
    assert japanese["points"][0]["kind"] == "correction"
    assert "訂正" in japanese["points"][0]["text"]


def test_a_retraction_at_the_same_address_withdraws_what_was_told(program: Program, site: Site) -> None:
    title = "Oakvale lost 40% of customers after outage, filing shows"
    wire = put(site, "Harbour Wire", "/wire", title, WRONG)
    assert program("ingest", wire, "--json").code == 0
    told = (
        "Harbour Wire has retracted its article about the customers of Oakvale Systems after the outage in December, "
        "because the filing on which it was based was a forgery. We apologise to Oakvale Systems and to our readers.",
    )
    put(site, "Harbour Wire", "/wire", f"RETRACTED: {title}", told, updated="2026-03-05T08:00:00Z")
    assert program("ingest", wire, "--json").document["new_articles"] == 1
    for lang, word in (("en", "retracted"), ("ja", "撤回")):
        brief = brief_of_only_story(program, lang)
        assert brief["points"][0]["kind"] == "retraction"
        assert word in brief["points"][0]["text"]
        assert not any("40 percent" in point["text"] or "19 hours" in point["text"] for point in brief["points"])
