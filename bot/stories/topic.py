"""Whether an article is about the AI industry: general feeds carry the weather too.

Words decide, in headline and lead only. A firm word speaks for itself; the others have further meanings (phone models,
shop floor agents) and count where enough of them come together: fewer beside a company that we know.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

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


def is_about_ai(title: str, text: str, companies: Sequence[str] = ()) -> bool:
    """Whether headline and lead are about the AI industry; `companies` are ids of those that the article names."""
    headline = unicodedata.normalize("NFKC", title)
    lead = unicodedata.normalize("NFKC", text[:_LEAD])
    if _FIRM.search(headline):
        return True
    firm = len(_FIRM.findall(lead))
    points = _points(f"{headline}\n{lead}")
    if firm:
        # Once in passing is not a subject: a camera "with AI" in a report on the heat.
        return firm >= 2 or bool(companies) or points > 0
    return points >= (_ENOUGH_BESIDE_A_COMPANY if companies else _ENOUGH_ALONE)


def about_ai(articles: Mapping[int, Article], companies: Mapping[int, Sequence[str]]) -> frozenset[int]:
    """Ids of those of `articles` that are about the AI industry; `companies` holds the ids of companies per article.

    A specialist outlet, as told by its other pieces here, is believed when it writes about a company that we know.
    """
    certain = {
        article_id
        for article_id, article in articles.items()
        if is_about_ai(article.title, article.text, companies.get(article_id, ()))
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
