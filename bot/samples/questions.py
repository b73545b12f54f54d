"""What `run` asks the record to show how it answers: three questions that it can answer, one that it can't."""

from bot.domain.language import Lang

SAMPLE_QUESTIONS: tuple[tuple[Lang, str], ...] = (
    ("ja", "メタがBehemothをやめてクローズドなモデルに移るというのは公式発表ですか、報道ですか。"),
    ("en", "How has OpenAI's stance on openness changed since it was founded?"),
    ("ja", "ミストラルとアンソロピックは、モデルの公開についてどう違いますか。"),
    ("en", "What is the British government's position on open-weight models?"),
)
