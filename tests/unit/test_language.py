"""Language of a text: by script first, by what the feed declares where the script leaves it open."""

import pytest

from bot.text.language import detect_language, primary_tag

JAPANESE = [
    "メタ、次期モデルの公開を見送りか",
    "人工知能学会、全国大会開催",
    "OpenAI、GPT-5を発表",
    "Anthropic CEO「安全性を最優先」",
    "米政府、AI半導体輸出規制緩和へ",
    "総務省、生成AI指針改定",
    "NVIDIA最高値、時価総額4兆ドル",
    "ﾒﾀ､ｵｰﾌﾟﾝｿｰｽ方針を転換",
    "経済産業省、国産基盤モデル開発支援",
]
ENGLISH = [
    "Meta weighs closed model",
    "OpenAI delays open-weight release again",
    "Sakana AI raises $200M, plans new Tokyo lab",
    'The startup, known in Japan as "さかな", said it would publish the weights of its next model on Tuesday.',
]
CHINESE = [
    "阿里巴巴发布新一代开源大模型",
    "深度求索宣布开放权重",
    "智谱AI完成新一輪融資，將發佈開源模型",
    "台灣國家科學委員會發表可信任生成式人工智慧對話引擎",
]


@pytest.mark.parametrize("text", JAPANESE)
def test_japanese_headlines_without_a_declaration(text):
    assert detect_language(text) == "ja"


@pytest.mark.parametrize("text", ENGLISH)
def test_english_headlines_without_a_declaration(text):
    assert detect_language(text) == "en"


@pytest.mark.parametrize("text", CHINESE)
def test_chinese_headlines_without_a_declaration(text):
    assert detect_language(text) == "zh"


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("人工知能 最新情報", "ja-JP", "ja"),
        ("人工智能", "zh-Hans", "zh"),
        ("東京大学", "zh", "zh"),
        ("東京大学", None, "ja"),
        ("メタが方針を転換した。", "en", "ja"),  # a template's lang="en" on a Japanese page
        ("Meta changes course on open models", "ja", "en"),
        ("Die Bundesregierung fördert offene Modelle", "de-DE", "de"),
        ("삼성전자, 새 모델 공개", None, "ko"),
        ("Яндекс открыл веса модели", None, "ru"),
        ("Мінцифри оприлюднило модель", "uk", "uk"),
        ("2025 – 140 %", "en-GB", "en"),
        ("2025 – 140 %", None, "und"),
        ("", None, "und"),
    ],
)
def test_the_declared_language_settles_only_what_the_script_leaves_open(text, declared, expected):
    assert detect_language(text, declared) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Le laboratoire a annoncé mardi qu'il publierait les poids de son prochain modèle sous une licence libre, "
            "après plusieurs mois de discussions avec les chercheurs européens. Les détails techniques seront "
            "communiqués dans les semaines à venir, selon un porte-parole.",
            "fr",
        ),
        (
            "Das Unternehmen will die Gewichte seines nächsten Modells nicht veröffentlichen, sagte eine Sprecherin am "
            "Dienstag. Zuvor hatten mehrere Medien über einen Kurswechsel berichtet, den die Geschäftsführung bisher "
            "nicht bestätigt hat, wie es in einer Mitteilung weiter heißt.",
            "de",
        ),
        (
            "The company will not publish the weights of its next model, a spokesperson said on Tuesday, after several "
            "outlets had reported a change of course. It has not been decided which of the models will be open, and "
            "the team is still training, people familiar with the matter said.",
            "en",
        ),
    ],
)
def test_long_latin_text_without_a_declaration(text, expected):
    assert detect_language(text) == expected


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("en-US", "en"),
        ("ja_JP.UTF-8", "ja"),
        ("jp", "ja"),
        ("JA", "ja"),
        ("zh-CN", "zh"),
        ("", None),
        (None, None),
        ("english", None),
        ("<script>", None),
    ],
)
def test_primary_tag_mends_what_feeds_write(declared, expected):
    assert primary_tag(declared) == expected


def test_a_huge_text_is_judged_by_its_beginning():
    assert detect_language("メタは方針を転換した。" + "x" * 5_000_000) == "ja"
