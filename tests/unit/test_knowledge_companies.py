"""Companies in text: false friends, spellings, possessives, versions, context; and what every span must satisfy."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.language import Lang
from bot.domain.statement import Company, Product
from bot.knowledge.companies import CompanyIndex
from bot.knowledge.seed import SHIPPED, load_data_set
from bot.text.normalise import fold


def company(
    company_id: str,
    en: str,
    ja: str,
    *,
    aliases: Sequence[str] = (),
    ambiguous: Sequence[str] = (),
    products: Sequence[tuple[str, str]] = (),
) -> Company:
    names: dict[Lang, str] = {"en": en, "ja": ja}
    made = tuple(Product(name, name_ja) for name, name_ja in products)
    return Company(company_id, "company", "US", "https://a.example/", names, tuple(aliases), tuple(ambiguous), made)


FICTIONAL = [
    company(
        "halcyon",
        "Halcyon Labs",
        "ハルシオン・ラボ",
        ambiguous=["HL"],
        products=[("Kestrel", "ケストレル"), ("Kestrel 3", "ケストレル3")],
    ),
    company("tidewater", "Tidewater AI", "タイドウォーターAI", ambiguous=["Twin"], products=[("Osprey", "オスプレイ")]),
    company(
        "nordlys",
        "NordLys",
        "ノールリス",
        aliases=["Nord Lys ASA"],
        ambiguous=["Twin"],
        products=[("Fjord-2", "Fjord-2")],
    ),
    company("kaze", "Kaze", "風研", products=[("風", "風"), ("QX", "QX")]),
]


@pytest.fixture(scope="module")
def shipped():
    return CompanyIndex(load_data_set(SHIPPED).companies)


@pytest.fixture(scope="module")
def fictional():
    return CompanyIndex(FICTIONAL)


def ids(index: CompanyIndex, text: str, **options: bool) -> list[str]:
    return [mention.company_id for mention in index.find_mentions(text, **options)]


FALSE_FRIENDS = [
    "メタデータを更新した。",
    "メタバース事業から撤退する。",
    "過去の研究をメタ分析した。",
    "メタ的な視点で語る。",
    "ラマ僧が経を読む。",
    "アップルパイを焼く。",
    "アップルティーを飲む。",
    "アマゾン川を下る。",
    "アマゾン熱帯雨林の話だ。",
    "楽天的に考える。",
    "楽天家として知られる。",
    "数百度の熱に耐える。",
    "情報研究センターを設ける。",
    "中南米政府の高官",
    "サイバー攻撃が増えた。",
    "フラックスを塗ってはんだ付けする。",
    "キミに会いたい。",
    "ソーラーパネルを屋根に載せる。",
    "アルファベットを覚える。",
    "ミューズの像を見る。",
    "台風が近づき風が強い。",
    "The metadata and the metaverse are not the same.",
    "A meta-analysis, a meta-learning method and metaphysics.",
    "Meta-analysis shows otherwise.",
    "Pineapples, applets, Applebee's and apple trees.",
    "An Apple tree stood in the yard.",
    "The Amazon river floods every year.",
    "It is fair, calm and solar.",
    "He took one step and sowed a seed.",
    "A llama and a falcon at the zoo.",
    "The llamas, falcons and geminis of the fair.",
    "They cohere; the mistral blows.",
    "See https://huggingface.co/meta-llama/Llama-3 for the files.",
    "Write to meta@facebook.com.",
    "MetaX and OpenAIX are other firms.",
    "the metaDeepMindset",
    "He googled it on a microsoftened network.",
    "Open AI systems help everyone.",
    "オープンAIモデル開発を訴えた。",
    "Solar eclipse seen from space.",
    "Reflection is a virtue.",
    "Stability matters in politics.",
]


@pytest.mark.parametrize("text", FALSE_FRIENDS)
def test_false_friends_name_nobody(shipped, text):
    assert shipped.find_mentions(text) == []


SPELLINGS = [
    ("Hugging Face", "hugging-face"),
    ("HuggingFace", "hugging-face"),
    ("huggingface", "hugging-face"),
    ("Hugging-Face", "hugging-face"),
    ("ハギングフェイス", "hugging-face"),
    ("ハギング・フェイス", "hugging-face"),
    ("ﾊｷﾞﾝｸﾞﾌｪｲｽ", "hugging-face"),
    ("ハギング フェース", "hugging-face"),
    ("OpenAI", "openai"),
    ("ＯｐｅｎＡＩ", "openai"),
    ("openai", "openai"),
    ("オープンAI", "openai"),
    ("オープンＡＩ", "openai"),
    ("ｵｰﾌﾟﾝAI", "openai"),
    ("NVIDIA", "nvidia"),
    ("Nvidia", "nvidia"),
    ("エヌビディア", "nvidia"),
    ("Deep Seek", "deepseek"),
    ("DEEPSEEK", "deepseek"),
    ("深度求索", "deepseek"),
    ("Black\u00a0Forest Labs", "black-forest-labs"),
    ("LG AI Research", "lg-ai-research"),
    ("SB Intuitions", "softbank-sb-intuitions"),
    ("GPT\u20114o", "openai"),
    ("gpt-oss-120b", "openai"),
    ("Z.ai", "zhipu-zai"),
    ("国立情報学研究所", "nii-llm-jp"),
    ("Open\u200bAI", "openai"),
]


@pytest.mark.parametrize(("name", "owner"), SPELLINGS)
@pytest.mark.parametrize(
    "sentence", ["{} released AI models today.", "米国の{}はAIモデルを発表した。", "（{}）AI", "{}"]
)
def test_spellings_are_one_name(shipped, name, owner, sentence):
    assert owner in ids(shipped, sentence.format(name))


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Meta’s plan and Meta's model", ["Meta", "Meta"]),
        ("OpenAI-backed and Google-led work", ["OpenAI", "Google"]),
        ("OpenAI/Microsoft talks", ["OpenAI", "Microsoft"]),
        ("米メタとメタ社", ["米メタ", "メタ社"]),
        ("Meta Platforms, not Meta alone", ["Meta Platforms", "Meta"]),
        ("Google DeepMind", ["Google DeepMind"]),
        ("メタ幹部、メタ広報、メタ傘下", ["メタ", "メタ", "メタ"]),
        ("グーグル・メタ・アップル連合", ["グーグル", "メタ", "アップル"]),
        ("GPTs and ChatGPT", ["GPT", "ChatGPT"]),
        ("「Behemoth」の公開をメタは", ["Behemoth", "メタ"]),
        ("Kimi K3.1 Pro then Kimi K3 then Kimi K2.7", ["Kimi K3.1 Pro", "Kimi K3", "Kimi K2.7"]),
    ],
)
def test_the_longest_name_wins_and_endings_stay_outside(shipped, text, surfaces):
    assert [mention.surface for mention in shipped.find_mentions(text)] == surfaces


@pytest.mark.parametrize(
    ("text", "product", "version"),
    [
        ("Meta's Llama 4 is late", "Llama", "4"),
        ("Meta's Llama-3.1 weights", "Llama", "3.1"),
        ("Metaのラマ4", "Llama", "4"),
        ("OpenAI GPT-5.2", "GPT", "5.2"),
        ("Kimi K3", "Kimi K3", None),
        ("Kimi K2.7 is new", "Kimi", "K2.7"),
        ("Metaのラマ4月公開", "Llama", None),
        ("Google says Gemini 2 million users strong", "Gemini", None),
        ("In Llama 2025 was a turning point, Meta said", "Llama", None),
    ],
)
def test_versions_belong_to_the_product(shipped, text, product, version):
    mention = next(m for m in shipped.find_mentions(text) if m.product is not None)
    assert (mention.product.name, mention.version) == (product, version)
    assert mention.surface.endswith(version or mention.surface)


class TestContext:
    def test_an_ambiguous_word_needs_the_company(self, shipped):
        assert ids(shipped, "FAIR published the code.") == []
        assert ids(shipped, "Meta's lab FAIR published the code.") == ["meta", "meta"]
        assert ids(shipped, "The team behind Llama 3.1, FAIR, agreed.") == ["meta", "meta"]

    def test_ambiguity_is_marked(self, shipped):
        firm, unsure = shipped.find_mentions("メタの研究組織FAIRが発表した。")
        assert (firm.is_ambiguous, unsure.is_ambiguous) == (False, True)

    def test_a_clear_industry_context_carries_a_capitalised_word(self, shipped):
        assert ids(shipped, "The start-up behind the open-source AI model, Moonshot, said so.") == ["moonshot-ai"]
        assert ids(shipped, "It was a moonshot for open-source AI.") == []

    def test_a_product_with_a_plain_name_needs_its_subject(self, fictional):
        assert ids(fictional, "An Osprey dived into the lake.") == []
        assert ids(fictional, "Osprey, an open-source language model, is out.") == ["tidewater"]
        assert ids(fictional, "Tidewater AI trained Osprey.") == ["tidewater", "tidewater"]

    def test_a_short_form_needs_the_full_name(self, fictional):
        assert ids(fictional, "Those were Halcyon days for AI.") == []
        assert ids(fictional, "Halcyon Labs agreed. Halcyon will publish.") == ["halcyon", "halcyon"]
        assert ids(fictional, "ハルシオン・ラボが認めた。ハルシオンは公開する。") == ["halcyon", "halcyon"]

    def test_a_word_of_two_companies_goes_to_the_one_that_is_named(self, fictional):
        assert ids(fictional, "Tidewater AI showed Twin.") == ["tidewater", "tidewater"]
        assert ids(fictional, "NordLys showed Twin.") == ["nordlys", "nordlys"]
        assert ids(fictional, "Tidewater AI and NordLys showed Twin.") == ["tidewater", "nordlys"]

    def test_one_kanji_is_a_name_only_by_itself(self, fictional):
        assert ids(fictional, "Kazeの言語モデル「風」が公開された。") == ["kaze", "kaze"]
        assert ids(fictional, "Kazeの拠点を台風が襲った。") == ["kaze"]


class TestTyped:
    @pytest.mark.parametrize(
        ("question", "owners"),
        [
            ("what does meta say", ["meta"]),
            ("WHAT DOES META SAY", ["meta"]),
            ("is apple for open weights", ["apple"]),
            ("which firms gave metadata", []),
            ("any good apple pie recipes", []),
            ("what did moonshot promise", ["moonshot-ai"]),
            ("メタってどう？", ["meta"]),
        ],
    )
    def test_capitals_do_not_matter(self, shipped, question, owners):
        assert ids(shipped, question, typed_by_user=True) == owners

    def test_a_short_form_is_enough(self, fictional):
        assert ids(fictional, "what has halcyon said", typed_by_user=True) == ["halcyon"]
        assert ids(fictional, "ハルシオンの立場は？", typed_by_user=True) == ["halcyon"]


class TestRanking:
    def test_most_mentioned_first_then_earliest(self, shipped):
        text = "Google met Meta. Meta and OpenAI agreed."
        assert shipped.rank_companies(text) == ("meta", "google", "openai")

    def test_nothing_named(self, shipped):
        assert shipped.rank_companies("") == ()


class TestResolving:
    @pytest.mark.parametrize(
        ("name", "owner"),
        [
            ("Meta", "meta"),
            ("meta", "meta"),
            ("メタさん", "meta"),
            ("メタ社", "meta"),
            ("Meta Inc.", "meta"),
            ("株式会社ELYZA", "elyza"),
            ("ｻｶﾅAI", "sakana-ai"),
            ("the White House", "gov-us"),
            ("Llama", "meta"),
            ("Kimi K3", "moonshot-ai"),
            ("hugging-face", "hugging-face"),
            ("FAIR", "meta"),
            ("OpenAI's", "openai"),
            ("zhipu-zai", "zhipu-zai"),
            ("", None),
            ("   ", None),
            ("Contoso", None),
            ("Meta and Google", None),
        ],
    )
    def test_names(self, shipped, name, owner):
        found = shipped.resolve(name)
        assert (found.company_id if found else None) == owner

    def test_a_word_of_two_companies_resolves_to_neither(self, fictional):
        assert fictional.resolve("Twin") is None
        assert [each.company_id for each in fictional.suggest("Twin")] == ["tidewater", "nordlys"]

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("Anthropik", "anthropic"),
            ("mistrall", "mistral-ai"),
            ("ディープシック", "deepseek"),
            ("アンソロピク", "anthropic"),
            ("えぬびでぃあ", "nvidia"),
            ("ハギングフエイス", "hugging-face"),
            ("Opan AI", "openai"),
        ],
    )
    def test_suggests_what_was_meant(self, shipped, typed, meant):
        assert shipped.resolve(typed) is None
        assert shipped.suggest(typed)[0].company_id == meant

    def test_suggests_nothing_for_noise_and_at_most_n(self, shipped):
        assert shipped.suggest("zzzzzz") == []
        assert shipped.suggest("") == []
        assert len(shipped.suggest("AI", n=2)) <= 2


def test_iteration_and_lookup(fictional):
    assert [each.company_id for each in fictional] == ["halcyon", "tidewater", "nordlys", "kaze"]
    assert fictional.get("kaze").names["ja"] == "風研"
    with pytest.raises(KeyError):
        fictional.get("nobody")


PIECES = st.sampled_from(
    [
        "Halcyon Labs",
        "ﾊﾙｼｵﾝ･ﾗﾎﾞ",
        "Kestrel 3",
        "ケストレル3",
        "Osprey",
        "Twin",
        "HL",
        "風",
        "NordLys",
        "Ｔｉｄｅｗａｔｅｒ ＡＩ",
    ]
)
TEXTS = st.lists(
    st.one_of(PIECES, st.text(alphabet="aAzZ 3.-'’sはの、。・ーアｱﾞ\u3099\u0301\u200b風Kİ\n", max_size=6)), max_size=12
).map("".join)


@given(TEXTS, st.booleans())
@settings(max_examples=300, deadline=None)
def test_spans_are_within_the_text_ordered_and_apart(text, typed):
    end = 0
    for mention in CompanyIndex(FICTIONAL).find_mentions(text, typed_by_user=typed):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.surface
        assert fold(mention.version or "") in fold(mention.surface)
        end = mention.end


@given(st.sampled_from(FICTIONAL[:3]), st.sampled_from(["{} said so.", "{}は認めた。", "（{}）", "{}'s model"]))
def test_every_listed_name_is_found_anywhere(company, sentence):
    index = CompanyIndex(FICTIONAL)
    for name in [*company.names.values(), *company.aliases]:
        (mention,) = index.find_mentions(sentence.format(name))
        assert (mention.company_id, mention.surface) == (company.company_id, name)


def test_every_shipped_name_resolves_to_its_company(shipped):
    for each in shipped:
        for name in (*each.names.values(), *each.aliases):
            assert shipped.resolve(name) is each, name


# What grows with the square of a text would take hours on these: the limit is far from what they need.
@pytest.mark.timeout(120)
@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "the",
        "メタ",
        "米",
        "ｶﾞ",
        "a\u0301\u0316",
        "Meta ",
        "FAIR ",
        "https://a.example/",
        "a@b.c ",
        "Llama 3.1.1.",
        "・",
        " ",
    ],
)
def test_a_text_of_400_kilobytes_is_read_to_its_end(shipped, unit):
    text = f"{unit * (400_000 // len(unit.encode()))} OpenAI."
    for typed_by_user in (True, False):
        found = shipped.find_mentions(text, typed_by_user=typed_by_user)
        assert found[-1].company_id == "openai"


@pytest.mark.timeout(60)
@pytest.mark.slow
def test_a_megabyte_of_prose_is_read_to_its_end(shipped):
    data = load_data_set(SHIPPED)
    once = " ".join(text for statement in data.statements for text in statement.summary.values())
    text = once * (1_000_000 // len(once.encode()) + 1)
    assert len(shipped.find_mentions(text)) > 1000
