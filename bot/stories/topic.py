"""Whether an article is about the AI industry: general feeds carry the weather too.

Headline and lead decide, by their meaning and by their words together. Meaning is how far the vector lies in the
direction of reports on AI (benchmarks/topic_weights.py). A firm word nearly speaks for itself; the others have further
meanings (phone models, shop floor agents) and add a little each. Without a vector, words decide alone.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from bot.domain.article import Article

_LEAD = 900

_FIRM = re.compile(
    r"(?<![A-Za-z.])(?:AI|A\.I\.|AGI|LLMs?|GPTs?)(?![A-Za-z])"
    r"|(?<=[a-z])AI(?![A-Za-z])"  # names that end in it: a lab says what it does
    r"|(?i:\b(?:artificial intelligence|machine learning|deep learning|neural networks?|superintelligence|chatbots?"
    r"|(?:language|foundation|frontier|reasoning|generative|open[- ]weights?|diffusion|multimodal) models?"
    r"|open[- ]weights?|text-to-(?:image|video|speech)|deepfakes?|generative"
    r"|(?:synthetic|cloned) (?:media|voices?|images?|videos?))\b)"
    r"|人工知能|言語モデル|基盤モデル|推論モデル|機械学習|深層学習|超知能|オープンウェイト|オープンウエート"
    r"|チャットボット|対話型|画像生成|動画生成|音声合成|合成メディア|ディープフェイク|ニューラルネット"
)
_TELLING = re.compile(
    r"\b(?:inference|gpus?|tpus?|accelerators?|parameters?|benchmarks?|agentic|data cent(?:re|er)s?|reasoning"
    r"|(?:model|open) weights|weights of|(?:trained|training) (?:on|data|runs?|material)|hallucinat\w+|copilots?)\b"
    r"|重み|推論|パラメーター?|学習データ|学習に|ベンチマーク|データセンター|プロンプト|計算資源|gpu|tpu",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"\b(?:models?|training|trained|datasets?|open[- ]source|agents?|chips?|chipmakers?|semiconductors?|robots?"
    r"|robotics|algorithms?|assistants?|apis?|tokens?|prompts?|synthetic|compute)\b"
    r"|モデル|学習|データセット|半導体|オープンソース|エージェント|ロボット|アルゴリズム|アシスタント|トークン|api",
    re.IGNORECASE,
)
# An outlet that writes about little else needs no proof in each piece.
_SPECIALIST_SHARE = 0.6
_SPECIALIST_PIECES = 4

_TELLING_POINTS = 2
_ENOUGH_BESIDE_A_COMPANY = 2
_ENOUGH_ALONE = 5

# What words add to the meaning; chosen by cross-validation on the dev half of the topic set.
_FIRM_HEADLINE = 1.5
_FIRM_LEAD = 0.6
_MOST_FIRM = 2
_PER_POINT = 0.3
_MOST_POINTS = 4
_ENOUGH = 0.8


def is_about_ai(
    title: str, text: str, companies: Sequence[str] = (), vector: np.ndarray | None = None, model: str | None = None
) -> bool:
    """Whether headline and lead are about the AI industry; `companies` are ids of those that the article names.

    `vector` is that of headline and lead by the embedder named `model`; one of a model whose direction is unknown is
    left out.
    """
    headline = unicodedata.normalize("NFKC", title)
    lead = unicodedata.normalize("NFKC", text[:_LEAD])
    leaning = None if vector is None or model is None else _leaning(vector, model)
    if leaning is None:
        return _words_say_so(headline, lead, companies)
    firm = _FIRM_HEADLINE * bool(_FIRM.search(headline)) + _FIRM_LEAD * min(_MOST_FIRM, len(_FIRM.findall(lead)))
    return leaning + firm + _PER_POINT * min(_MOST_POINTS, _points(f"{headline}\n{lead}")) >= _ENOUGH


def weights_path(name: str) -> Path:
    """Where the direction for the embedding model of this name is kept."""
    return Path(__file__).parent / f"topic_{name}.npy"


def _leaning(vector: np.ndarray, model: str) -> float | None:
    """Above zero where the meaning is that of reports on AI; None where the model is another one."""
    weights = _weights(model.split("/")[0])
    if weights is None or len(weights) != len(vector) + 1:
        return None
    return float(vector @ weights[:-1] + weights[-1])


@cache
def _weights(name: str) -> np.ndarray | None:
    path = weights_path(name)
    if not path.is_file():
        return None
    weights: np.ndarray = np.load(path)
    return weights


def _words_say_so(headline: str, lead: str, companies: Sequence[str]) -> bool:
    if _FIRM.search(headline):
        return True
    firm = len(_FIRM.findall(lead))
    points = _points(f"{headline}\n{lead}")
    if firm:
        # Once in passing is not a subject: a camera "with AI" in a report on the heat.
        return firm >= 2 or bool(companies) or points > 0
    return points >= (_ENOUGH_BESIDE_A_COMPANY if companies else _ENOUGH_ALONE)


def about_ai(
    articles: Mapping[int, Article],
    companies: Mapping[int, Sequence[str]],
    vectors: Mapping[int, np.ndarray] | None = None,
    model: str | None = None,
) -> frozenset[int]:
    """Ids of those of `articles` that are about the AI industry; `companies` holds the ids of companies per article.

    A specialist outlet, as told by its other pieces here, is believed when it writes about a company that we know.
    """
    known = vectors or {}
    certain = {
        article_id
        for article_id, article in articles.items()
        if is_about_ai(article.title, article.text, companies.get(article_id, ()), known.get(article_id), model)
    }
    pieces = Counter(article.outlet for article in articles.values())
    hits = Counter(articles[article_id].outlet for article_id in certain)
    specialists = {
        outlet
        for outlet, count in pieces.items()
        if count >= _SPECIALIST_PIECES and hits[outlet] >= _SPECIALIST_SHARE * count
    }
    believed = {
        article_id
        for article_id, article in articles.items()
        if article.outlet in specialists and companies.get(article_id)
    }
    return frozenset(certain | believed)


def _points(text: str) -> int:
    telling = {_singular(match.group()) for match in _TELLING.finditer(text)}
    loose = {_singular(match.group()) for match in _LOOSE.finditer(text)}
    return _TELLING_POINTS * len(telling) + len(loose)


def _singular(word: str) -> str:
    return word.casefold().removesuffix("s")
