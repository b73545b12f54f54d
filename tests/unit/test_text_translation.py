"""The offline translator: opened late and once, in one thread, and a clear error for each thing that can be missing."""

import threading
from pathlib import Path

import pytest

from bot.errors import TranslationUnavailable
from bot.text.translation import Translator, open_firefox_models


class Doubling:
    """Says every sentence twice, and notes the threads that it worked in."""

    def __init__(self) -> None:
        self.threads: set[int] = set()

    def translate(self, text: str, /) -> str:
        self.threads.add(threading.get_ident())
        return f"{text} {text}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ja-en").mkdir()
    return tmp_path


async def test_a_direction_is_opened_once_and_off_the_loops_thread(folder):
    opened: list[Path] = []
    engine = Doubling()

    def open_engine(path: Path) -> Doubling:
        opened.append(path)
        engine.threads.add(threading.get_ident())
        return engine

    translator = Translator(folder, open_engine)
    assert opened == []
    assert await translator.translate(["a", "b"], "ja", "en") == ["a a", "b b"]
    assert await translator.translate(["c"], "ja", "en") == ["c c"]
    assert opened == [folder / "ja-en"]
    assert len(engine.threads) == 1
    assert threading.get_ident() not in engine.threads
    translator.close()


async def test_only_directions_in_the_folder_are_offered(folder):
    translator = Translator(folder, lambda path: Doubling())
    assert translator.has("ja", "en")
    assert not translator.has("en", "ja")
    assert not translator.has("zh", "en")
    assert await translator.check() == ["ja-en"]
    translator.close()


async def test_a_direction_that_failed_is_not_tried_again(folder):
    tries: list[Path] = []

    def refuse(path: Path) -> Doubling:
        tries.append(path)
        raise TranslationUnavailable("broken", str(path))

    translator = Translator(folder, refuse)
    for _ in range(2):
        with pytest.raises(TranslationUnavailable):
            await translator.translate(["a"], "ja", "en")
    assert len(tries) == 1
    assert not translator.has("ja", "en")
    translator.close()


async def test_a_translator_that_hangs_is_given_up(folder):
    held = threading.Event()

    class Hanging:
        def translate(self, text: str, /) -> str:
            held.wait()
            return text

    translator = Translator(folder, lambda path: Hanging(), seconds=0.01)
    with pytest.raises(TranslationUnavailable) as caught:
        await translator.translate(["a"], "ja", "en")
    held.set()
    translator.close()
    assert caught.value.values["fault"] == "slow"
    assert not translator.has("ja", "en")


@pytest.mark.parametrize(("present", "fault"), [(False, "folder"), (True, "empty")])
async def test_a_folder_without_models_is_named(tmp_path, present, fault):
    where = tmp_path / "models"
    if present:
        where.mkdir()
    translator = Translator(where)
    with pytest.raises(TranslationUnavailable) as caught:
        await translator.check()
    translator.close()
    assert caught.value.values == {"fault": fault, "where": str(where)}


def test_a_missing_file_is_named(folder):
    with pytest.raises(TranslationUnavailable) as caught:
        open_firefox_models(folder / "ja-en")
    assert caught.value.values["fault"] == "files"
    assert "model*.bin" in str(caught.value.values["where"])


def test_a_missing_library_is_told(folder, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "fxtranslate", None)
    with pytest.raises(TranslationUnavailable) as caught:
        open_firefox_models(folder / "ja-en")
    assert caught.value.values["fault"] == "library"


def test_files_that_are_no_models_are_refused_by_the_library_itself(folder):
    pytest.importorskip("fxtranslate")
    for name in ("model.jaen.bin", "srcvocab.jaen.spm", "trgvocab.jaen.spm"):
        (folder / "ja-en" / name).write_bytes(b"no model")
    with pytest.raises(TranslationUnavailable) as caught:
        open_firefox_models(folder / "ja-en")
    assert caught.value.values["fault"] == "broken"
