"""`watch` as a machine calls it."""

from tests.acceptance.conftest import Program


def test_watch_add_list_remove_and_stories(program: Program):
    def watch(*words: str) -> list[dict[str, object]]:
        done = program("watch", *words, "--json", "--guild", "7")
        assert done.code == 0, done.err
        return done.documents

    [company, keyword] = watch("add", "アンソロピック", "export control")
    assert (company["value"], company["status"]) == ("anthropic", "added")
    assert company["name"] == {"ja": "アンソロピック", "en": "Anthropic"}
    assert (keyword["kind"], keyword["value"]) == ("keyword", "export control")
    assert [one["value"] for one in watch("list")] == ["anthropic", "export control"]
    assert program("watch", "list", "--json").documents == []
    assert watch("stories") == [{"stories": "all"}]
    assert watch("stories", "tracked") == watch("stories") == [{"stories": "tracked"}]
    [removed] = watch("remove", "Anthropic")
    assert removed["status"] == "removed"
    refused = program("watch", "remove", "Anthropic", "--json", "--guild", "7")
    assert (refused.code, refused.document["error"]) == (2, "error-not-watched")
    assert program("watch", "stories", "some").code == 2
