"""Recomputes the mean vector of each language that bot/text/embedding.py subtracts (bot/text/means_*.npy).

A multilingual encoder puts a language's own direction into every vector, so that any two Japanese texts look closer
than a Japanese and an English report of one event. The means are taken over news-like passages that this file composes
from the clauses below: of the field's usual subjects, about nobody in particular, the same ones in both languages.
Run: python -m benchmarks.language_means
"""

import random
from collections.abc import Sequence

import numpy as np

from bot.domain.language import LANGS, Lang
from bot.text.embedding import MODELS, load_model, means_path

PASSAGES = 480

ACTORS: dict[Lang, tuple[str, ...]] = {
    "en": (
        "The company", "A Tokyo start-up", "The Seattle lab", "Norvane AI", "Quellstone", "The French developer",
        "A university team", "Hikari Systems", "The chipmaker", "The cloud provider", "Tarn Robotics", "The ministry",
        "A research institute", "The search giant", "Orrery Labs", "The publisher", "A consortium of banks",
        "The regulator", "Brightmoor", "A group of engineers", "The platform operator", "The carmaker",
    ),
    "ja": (
        "同社", "東京の新興企業", "シアトルの研究所", "ノルベインAI", "クエルストーン", "フランスの開発企業",
        "大学の研究チーム", "ヒカリシステムズ", "半導体大手", "クラウド事業者", "ターン・ロボティクス", "総務省",
        "研究機関", "検索大手", "オーラリー・ラボ", "出版社", "銀行の共同体", "規制当局", "ブライトムーア",
        "技術者の団体", "プラットフォーム運営会社", "自動車メーカー",
    ),
}  # fmt: skip

CLAUSES: dict[Lang, tuple[str, ...]] = {
    "en": (
        "{a} raised {n} million dollars in a new funding round led by an investment firm.",
        "{a} released a language model that handles long documents and images.",
        "{a} published the weights of its newest model under a permissive licence.",
        "{a} said it would keep its strongest system behind a paid interface.",
        "{a} was sued over the use of books and articles as training material.",
        "{a} plans to build a data centre with {n} megawatts of capacity.",
        "{a} named a former professor as head of research.",
        "{a} agreed to buy a smaller rival for an undisclosed sum.",
        "{a} signed a partnership with a hospital group to summarise patient records.",
        "{a} warned that automated systems could be abused to write malicious code.",
        "{a} reported quarterly revenue of {n} million, up from a year ago.",
        "{a} cut {n} jobs as it moves spending towards computing.",
        "{a} introduced a coding assistant that runs on a laptop.",
        "{a} delayed the launch of its assistant after tests found mistakes.",
        "{a} presented rules that require labels on synthetic images and voices.",
        "{a} showed a robot that folds clothes after watching a person.",
        "{a} opened an office and will hire {n} engineers over two years.",
        "{a} lowered the price of its programming interface by {n} percent.",
        "{a} described a method that trains networks with less memory.",
        "{a} will test speech translation in schools this autumn.",
        "{a} asked the government for clearer guidance on copyright.",
        "{a} found that readers trusted summaries less when they carried no sources.",
        "{a} restricted exports of advanced accelerators to several countries.",
        "{a} said its chatbot now has {n} million weekly users.",
        "{a} apologised after an outage left customers without service for hours.",
        "{a} set up a safety committee that reports to the board.",
        "{a} released a benchmark that measures reasoning in {n} languages.",
        "{a} confirmed that several researchers had left to found their own firm.",
        "{a} began charging businesses for access to its agent platform.",
        "{a} joined a foundation that looks after shared software.",
        "Analysts said competition over talent and chips would go on.",
        "A spokesperson declined to comment on the report.",
        "The chief executive wrote that progress had been faster than expected.",
        "People familiar with the talks said nothing had been decided.",
        "Critics argue that the term open is used too loosely.",
        "Details of the training data were not disclosed.",
        "The service starts next month in Japan, Europe and North America.",
        "Shares rose {n} percent after the announcement.",
        "The paper has not been reviewed by other scientists yet.",
        "Customers will be able to run the system on their own servers.",
    ),
    "ja": (
        "{a}は投資会社が主導する新たな資金調達で{n}億円を集めた。",
        "{a}は長い文書や画像を扱える言語モデルを公開した。",
        "{a}は最新モデルの重みを緩やかなライセンスで公開した。",
        "{a}は最も強力なシステムを有料のAPIに限って提供すると説明した。",
        "{a}は書籍や記事を学習に使ったとして訴えられた。",
        "{a}は容量{n}メガワットのデータセンターを建設する計画だ。",
        "{a}は元教授を研究責任者に起用した。",
        "{a}は小規模な競合企業を買収することで合意した。金額は明らかにしていない。",
        "{a}は病院グループと提携し、患者の記録を要約する仕組みを導入する。",
        "{a}は自動化されたシステムが悪意あるコードの作成に使われる恐れがあると警告した。",
        "{a}の四半期売上高は前年同期を上回る{n}億円だった。",
        "{a}は計算資源への投資を優先し、{n}人を削減する。",
        "{a}はノートパソコンで動くプログラミング支援ツールを発表した。",
        "{a}は試験で誤りが見つかったため、アシスタントの提供開始を延期した。",
        "{a}は合成した画像や音声に表示を義務づける規則案を示した。",
        "{a}は人の動きを見て衣類をたたむロボットを披露した。",
        "{a}は拠点を新設し、2年間で{n}人の技術者を採用する。",
        "{a}はAPIの料金を{n}パーセント引き下げた。",
        "{a}は少ないメモリーでネットワークを学習させる手法を説明した。",
        "{a}は今秋から学校で音声翻訳の実証実験を始める。",
        "{a}は著作権をめぐる指針の明確化を政府に求めた。",
        "{a}の調査では、出典のない要約は読者の信頼が低かった。",
        "{a}は先端的な半導体の輸出を複数の国に対して制限した。",
        "{a}は対話サービスの週間利用者が{n}万人に達したと述べた。",
        "{a}は数時間にわたり利用できなくなった障害について謝罪した。",
        "{a}は取締役会に報告する安全委員会を設けた。",
        "{a}は{n}言語で推論能力を測る評価用データを公開した。",
        "{a}は複数の研究者が独立して起業したことを認めた。",
        "{a}は企業向けにエージェント基盤の有料提供を始めた。",
        "{a}は共有ソフトウエアを管理する財団に加わった。",
        "アナリストは人材と半導体をめぐる競争が続くとみている。",
        "広報担当者は報道についてコメントを控えた。",
        "最高経営責任者は進歩が想定より速いと投稿した。",
        "関係者によると、まだ何も決まっていないという。",
        "「オープン」という言葉の使われ方があいまいだとの批判もある。",
        "学習データの詳細は公表されていない。",
        "サービスは来月、日本と欧州、北米で始まる。",
        "発表を受けて株価は{n}パーセント上昇した。",
        "論文はまだ他の研究者の査読を受けていない。",
        "顧客は自社のサーバーでシステムを動かせるようになる。",
    ),
}


def passages(lang: Lang, count: int = PASSAGES) -> list[str]:
    """`count` passages of one headline-like line and two to four sentences; the same subjects in each language."""
    chance = random.Random(1868)  # seeded apart from the language: both get the same order of subjects
    composed = []
    for _ in range(count):
        picked = chance.sample(range(len(CLAUSES[lang])), chance.randint(3, 5))
        actor = chance.randrange(len(ACTORS[lang]))
        lines = [CLAUSES[lang][clause].format(a=ACTORS[lang][actor], n=chance.randint(2, 900)) for clause in picked]
        composed.append(lines[0].rstrip(".。") + "\n" + ("" if lang == "ja" else " ").join(lines[1:]))
    return composed


def language_means(model_name: str) -> np.ndarray:
    """Mean unit vectors, float32 [kind, language, dimensions]: kinds are passage and query, languages as in LANGS."""
    model = load_model(model_name)
    rows = [[encode(passages(lang)).mean(axis=0) for lang in LANGS] for encode in (model.passages, model.queries)]
    means: np.ndarray = np.asarray(rows, dtype=np.float32)
    return means


def main(names: Sequence[str] = tuple(MODELS)) -> None:
    for name in names:
        np.save(means_path(name), language_means(name))
        print(f"{means_path(name).name}: {PASSAGES} passages per language")


if __name__ == "__main__":
    main()
