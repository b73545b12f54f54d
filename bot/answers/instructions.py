"""Tells what a question asks from what it orders: instructions to the bot are left out, never followed."""

import re

from bot.answers.lexicon import phrase

_SENTENCE = re.compile(r"[^.!?。!?\n]*(?:[.!?。]+(?=\s|$|[^\x00-\x7f])|$)")


def without_instructions(text: str) -> tuple[str, bool]:
    """The text without sentences that give the bot orders, and whether there were any."""
    if not phrase("instruction").search(text):
        return text, False
    sentences = [match.group() for match in _SENTENCE.finditer(text) if match.group().strip()]
    kept = [sentence for sentence in sentences if not phrase("instruction").search(sentence)]
    return " ".join(sentence.strip() for sentence in kept), True


def asks(text: str) -> bool:
    """Whether anything is asked in it at all."""
    return bool(re.search(r"[?？]|ですか|ますか|ましたか|教えて", text)) or bool(_ASKS.match(text))


_ASKS = re.compile(
    r"\s*(?:who|what|when|where|why|which|how|did|does|do|is|are|was|has|have|list|compare|quote)\b", re.IGNORECASE
)
