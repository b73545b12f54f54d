"""Whether an article is about the AI industry: general feeds carry the weather too.

Words decide, in headline and lead only. A firm word speaks for itself; softer ones (model, chip, agent) have other
meanings as well and count where they come together or stand beside a company that we know.
"""

import re
import unicodedata
from collections.abc import Sequence

_LEAD = 900

_FIRM = re.compile(
    r"(?<![A-Za-z.])(?:AI|A\.I\.|AGI|LLMs?|GPTs?)(?![A-Za-z])"
    r"|(?<=[a-z])AI(?![A-Za-z])"  # names that end in it: a lab says what it does
    r"|(?i:\b(?:artificial intelligence|machine learning|deep learning|neural networks?|superintelligence|chatbots?"
    r"|(?:language|foundation|frontier|reasoning|generative|open[- ]weights?|diffusion|multimodal) models?"
    r"|open[- ]weights?|text-to-(?:image|video|speech)|deepfakes?|generative)\b)"
    r"|人工知能|言語モデル|基盤モデル|推論モデル|機械学習|深層学習|超知能|オープンウェイト|オープンウエート"
    r"|チャットボット|対話型|画像生成|動画生成|ディープフェイク|ニューラルネット"
)
_SOFT = re.compile(
    r"\b(?:models?|weights|training|trained|inference|gpus?|tpus?|accelerators?|parameters?|datasets?|benchmarks?"
    r"|open[- ]source|agents?|agentic|chips?|chipmakers?|semiconductors?|data cent(?:re|er)s?|robots?|robotics"
    r"|algorithms?|assistants?|apis?|tokens?|prompts?|copilots?|synthetic|compute|hallucinat\w+)\b"
    r"|モデル|重み|学習|推論|パラメーター?|データセット|ベンチマーク|半導体|オープンソース|エージェント|ロボット"
    r"|データセンター|アルゴリズム|アシスタント|プロンプト|トークン|計算資源|音声合成|api|gpu|tpu",
    re.IGNORECASE,
)
# Hay fever shots, shop floor agents: how many soft words it takes where nothing firm is said.
_SOFT_BESIDE_A_COMPANY = 2
_SOFT_ALONE = 4


def is_about_ai(title: str, text: str, companies: Sequence[str] = ()) -> bool:
    """Whether headline and lead are about the AI industry; `companies` are ids of those that the article names."""
    headline = unicodedata.normalize("NFKC", title)
    lead = unicodedata.normalize("NFKC", text[:_LEAD])
    if _FIRM.search(headline):
        return True
    firm = len(_FIRM.findall(lead))
    soft = {_singular(match.group()) for match in _SOFT.finditer(f"{headline}\n{lead}")}
    if firm:
        # Once in passing is not a subject: a camera "with AI" in a report on the heat.
        return firm >= 2 or bool(companies) or bool(soft)
    return len(soft) >= (_SOFT_BESIDE_A_COMPANY if companies else _SOFT_ALONE)


def _singular(word: str) -> str:
    return word.casefold().removesuffix("s")
