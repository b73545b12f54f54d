"""`python -m benchmarks.page_fidelity FOLDER...`: how well articles come out of pages whose text is known, in F1.

A page is `NAME.html` with `NAME.txt` beside it or in a folder `txt` beside its own, or a folder with `source.html` and
`expected.html`. The pages are halved by a digest of their names: rules are made on one half and judged by the other.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.errors import FetchError
from bot.ingest.article_extractor import extract_article
from bot.ingest.decoding import decode
from bot.ingest.plain_text import plain_text
from bot.text.language import detect_language

SHINGLE = 4
_WIDE = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af"
_TOKEN = re.compile(rf"[{_WIDE}]|[^\W_{_WIDE}]+")
"""Words; single characters where words are not told apart by blanks."""


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    html: bytes
    text: str

    @property
    def is_held_out(self) -> bool:
        return sha256(self.name.encode()).digest()[0] % 2 == 1


@dataclass(frozen=True, slots=True)
class Score:
    precision: float
    recall: float
    f1: float
    shingle_f1: float
    """Of runs of four tokens, which also tells whether the order is right."""


def tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.lower())


def score(found: str, expected: str) -> Score:
    ours, theirs = tokens(found), tokens(expected)
    return Score(*_rates(Counter(ours), Counter(theirs)), _rates(_shingles(ours), _shingles(theirs))[2])


def _shingles(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[start : start + SHINGLE]) for start in range(max(1, len(words) - SHINGLE + 1)))


def _rates(found: Counter[Any], expected: Counter[Any]) -> tuple[float, float, float]:
    common = (found & expected).total()
    if not common:
        return 0.0, 0.0, 0.0
    precision, recall = common / found.total(), common / expected.total()
    return precision, recall, 2 * precision * recall / (precision + recall)


def pages_in(folder: Path) -> Iterator[Page]:
    for path in sorted(folder.rglob("*.html")):
        known = path.with_name("expected.html")
        if path.name == "source.html" and known.exists():
            yield Page(path.parent.name, path.read_bytes(), plain_text(decode(known.read_bytes())))
        for text in (path.with_suffix(".txt"), path.parent.parent / "txt" / f"{path.stem}.txt"):
            if text.exists():
                yield Page(path.stem, path.read_bytes(), decode(text.read_bytes()))
                break


def by_kawaraban(page: Page) -> str:
    try:
        return extract_article(page.html, url=f"https://site.example/{page.name}", content_type="text/html").text
    except FetchError:
        return ""


def by_trafilatura(page: Page) -> str:
    from trafilatura import extract

    return extract(decode(page.html), favor_precision=True, include_comments=False) or ""


def main(folders: Sequence[str]) -> None:
    readers = {"kawaraban": by_kawaraban, "trafilatura, precise": by_trafilatura}
    print("| pages | half | language | number | by | F1 | precision | recall | F1 of four |")
    print("|---" * 9 + "|")
    for folder in folders:
        groups: dict[tuple[str, str], list[Page]] = {}
        for page in pages_in(Path(folder)):
            half = "held out" if page.is_held_out else "seen"
            groups.setdefault((half, detect_language(page.text, None)), []).append(page)
        for (half, lang), pages in sorted(groups.items()):
            for name, read in readers.items():
                scores = [score(read(page), page.text) for page in pages]
                means = (
                    sum(getattr(one, field) for one in scores) / len(scores)
                    for field in ("f1", "precision", "recall", "shingle_f1")
                )
                shown = " | ".join(f"{mean:.3f}" for mean in means)
                print(f"| {Path(folder).name} | {half} | {lang} | {len(pages)} | {name} | {shown} |")


if __name__ == "__main__":
    main(sys.argv[1:])
