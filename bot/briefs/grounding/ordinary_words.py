"""Words that name nobody: loanwords in katakana, common words that English capitalises, abbreviations of the trade."""

import re
from functools import lru_cache

_LOANWORDS = """
モデル データ サービス システム サーバー サーバ センター コメント ソフト ソフトウエア ソフトウェア ハードウエア ハードウェア ハード メーカー ネットワーク
エージェント オープン オープンソース ソース ライセンス コード パラメーター パラメータ ユーザー ユーザ ツール グループ プラットフォーム インターネット クラウド スタートアップ
ニュース テスト ベンチマーク アプリ アプリケーション プログラミング プログラム デジタル コンピューター コンピュータ コスト チーム ビジネス メディア クローズド ウェイト ウエイト
ドル ユーロ ポンド ウォン ルピー パーセント ポイント メートル キロ グラム トン ガロン リットル メガワット ギガワット ワット ギガ テラ バイト トークン ナノ
チップ セット メモリー メモリ プロセッサー プロセッサ アクセラレーター アクセラレータ スーパー スマート スマートフォン スマホ カメラ ロボット ドローン タクシー レンタル
インフラ セキュリティー セキュリティ リスク リリース ノート リリースノート バージョン アップ アップデート アップグレード ダウンロード オンライン オフライン ウェブ サイト ページ ブログ
インタビュー メモ レポート リポート スピーチ ポスト メッセージ メール チャット ボット チャットボット アシスタント アナリスト エンジニア デザイナー マネージャー リーダー トップ メンバー スタッフ
パートナー ライバル グローバル ローカル リアルタイム トレーニング ファイン チューニング プロンプト テキスト イメージ ビデオ オーディオ マルチ モーダル マルチモーダル エディター エディタ
プロジェクト プロダクト プラン プロ ベータ アルファ シリーズ ラウンド ファンド キャピタル ベンチャー ファウンダー スキル ケース ルール ガイドライン ポリシー コミュニティー コミュニティ
フレームワーク ライブラリー ライブラリ モジュール アーキテクチャー アーキテクチャ アルゴリズム ニューラル ディープ ラーニング マシン フロンティア フィジカル エッジ デバイス タブレット パソコン
キャンパス オフィス ビル エリア カ国 カ所 カ月 ヶ月 ヵ国 ヶ国 カ コロナ ゼロ ワン トップクラス レベル クラス タイプ スケール サイズ スピード パフォーマンス テクノロジー テクニカル サイエンス
リサーチ ラボ スタジオ ソリューション コンサルティング マーケット マーケティング ブランド キャンペーン イベント カンファレンス フォーラム セミナー オプション サポート トラブル ミス エラー バグ
アクセス アカウント パスワード ログイン クリック フィルター フィルタ スクリーン ディスプレー ディスプレイ キーボード ボタン バッテリー エネルギー ガス タービン ソーラー シリコン ウエハー
ドキュメント ファイル フォルダー コンテンツ コピー ダメージ バランス プライバシー プラス マイナス メリット デメリット チャンス ピーク スタート ストップ ゴール ステップ フェーズ プロセス
サンプル リスト テーマ タスク ワーク フロー ワークフロー スケジュール カレンダー シェア シフト ショック スポーツ ゲーム アニメ ドラマ ミュージック ライブ ファン アーティスト クリエイター クリエーター
トップダウン ボランティア アルバイト インターン コース スクール カリキュラム キャリア パイロット スクール ホテル レストラン コンビニ スーパーマーケット ショップ ストア モール
エコシステム サプライ チェーン サプライチェーン パイプライン ハブ ノード クラスター クラスタ コア スレッド キャッシュ ストレージ ディスク ラック サプライヤー ベンダー バイヤー ディーラー オーナー
ヘルス ヘルスケア メディカル ドクター ワクチン ウイルス ゲノム タンパク ヒト ガバナンス コンプライアンス トランスフォーマー ディフュージョン エンコーダー デコーダー エンベディング
スパム フェイク ディープフェイク フィッシング ハッカー ハッキング サイバー マルウエア パッチ テロ ミサイル バイオ ケア ペット カップ セル グリーン ブルー レッド ブラック ホワイト
スマートグラス グラス リング ウエアラブル ウェアラブル ヘッドセット イヤホン マイク スピーカー センサー バス トラック バイク カー エンジン モーター ブレーキ タイヤ リコール
アジア ヨーロッパ アメリカ アフリカ メイン サブ トータル パブリック コメンテーター ジャーナリスト ライター カメラマン タイトル ヘッドライン シナリオ フォロー フォロワー ユニット
オーストリッチ ハイブリッド ハイテク ローテク ハイパースケーラー ユニコーン スピンオフ リストラ レイオフ ボーナス ストライキ デモ ロビー ロビイスト ロイヤルティー ペナルティー インセンティブ
コンペ コンテスト ランキング スコア メダル ノーベル カフェ コーヒー ピザ メニュー レシピ キッチン アームズ ドリル パネル シート テーブル ケーブル スイッチ ルーター ルータ アンテナ
インデックス グラフ チャート マップ ナビ ガイド マニュアル ヒント アイデア アイディア コンセプト ビジョン ミッション バリュー モラル マナー オーバー アンダー フル ハーフ ダブル トリプル
アップル銀 カスタマー カスタム コールセンター コール フリー フリーランス パート マンション アパート ローン クレジット カード ポータル パスポート ビザ プール ファクトリー プラント ライン
ウオッチ ウォッチ パイオニア エキスパート プレビュー レビュー フィードバック ダッシュボード インターフェース インターフェイス インターフェイ スクリプト コマンド サンドボックス エミュレーター シミュレーション シミュレーター
オートメーション ロボティクス メカ ジェネレーター ジェネレーティブ クエリ インデクス スニペット プラグイン アドオン コネクター コネクタ ブラウザー ブラウザ サーチ エンジン ポッドキャスト ストリーミング
テレビ ラジオ コラム コラボ コラボレーション タイアップ スポンサー ユース ベース ベスト ベスト プライム ファースト セカンド ラスト ジュニア シニア サウンド ボイス トーク
"""
_LOANWORDS += """
ログ チェックポイント サミット トレンド ヒアリング コンテキスト ウィンドウ ウインドウ インフェレンス オントロジー パッケージ リポジトリ リポジトリー プレス プロトタイプ プロプライエタリー プロプライエタリ フルスタック スタック サイエンス フルオープン
デプロイ エージェンティック アライメント セーフティ セーフティー レッドチーム ガードレール フィルタリング クローラー クローリング スクレイピング パブリックドメイン コピーライト パテント ブレークスルー マイルストーン ロードマップ ベースモデル
インストラクション インストラクト コーディング ユースケース ワークロード スループット レイテンシー レイテンシ キャパシティー キャパシティ アクセラレーション スパース デンス パラダイム シンギュラリティ ハルシネーション バイアス トレードオフ
リスクマネジメント マネジメント マネージド オンプレミス オンプレ ベアメタル コンテナ マイクロ サービスプロバイダー プロバイダー プロバイダ ゲートウェイ エンドポイント エンタープライズ コンシューマー コンシューマ スポークスパーソン スポークスマン
アドバイザー コンサルタント エコノミスト ジャーナル コラムニスト エディトリアル リーク スクープ インサイダー パネル ディスカッション キーノート プレゼンテーション プレゼン ウェビナー ワークショップ ハッカソン コンソーシアム アライアンス タスクフォース
アーカイブ バックアップ ミラー フォーク コミット マージ プル リクエスト イシュー スター スポット レート リミット クォータ サブスクリプション サブスク フリーミアム ティア プレミアム エントリー スタンダード アドバンスト ライト ミニ ナノ マックス ウルトラ ターボ フラッシュ
カスタマイズ ローカライズ モデルカード システムカード カードローン ニーズ シナジー インパクト モチベーション コミットメント オープンウェイトモデル ソフトパワー サプライズ フォーマット テンプレート スタイル ジャンル カテゴリー カテゴリ リソース
"""
_LOANWORD_SET = frozenset(_LOANWORDS.split())
_LOANWORD_PATTERN = re.compile("(?:" + "|".join(sorted(map(re.escape, _LOANWORD_SET), key=len, reverse=True)) + ")+")

_NOTHING = frozenset(
    "AI ML AGI LLM LLMs CEO CTO CFO COO CIO CISO CPO VP EVP SVP API APIs GPU GPUs CPU CPUs TPU TPUs NPU DC IT ICT IoT PC PCs SNS EC IPO M&A R&D Q&A HR PR "
    "Q1 Q2 Q3 Q4 H1 H2 FY ID OK TV ASIC EV EVs UI UX URL PDF Inc Corp Ltd LLC Co PBC plc GmbH AG SA NV KK Mr Ms Mrs Dr Prof Jr Sr St "
    "I A AM PM UTC JST EST CET GB MB TB MW GW KW kW kWh GWh NA EU US UK UN USD JPY EUR GBP CNY".split()
)
_ORDINARY = frozenset(
    """
the a an this that these those it its he she they we you i his her their our my your who which what when where why how both each every either neither another other others
some any many most more much few fewer less several all none no not only just even still yet also too very again once twice and or but nor so if unless because since while whereas
although though despite after before during until till by at in on of to for from with without within into onto over under above below between among against about around across
through throughout toward towards up down out off near nearly almost roughly approximately some as than then there here now today yesterday tomorrow tonight monday tuesday wednesday
thursday friday saturday sunday january february march april may june july august september october november december spring summer autumn fall winter
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty hundred thousand million billion half third
first second fourth last next new old former current early late later earlier previous recent recently meanwhile however separately moreover instead according asked following
under unlike like such same different main chief head senior vice deputy executive officer president chairman chairwoman chair director manager founder co-founder cofounder spokesperson spokeswoman spokesman
company companies firm firms startup start-up lab labs laboratory group corporation institute university college school bank ministry agency department commission committee council court office
government parliament senate congress house state federal national international global public private prime minister president's judge lawyer lawyers attorney professor doctor dr researchers researcher scientists analysts analyst
critics experts engineers developers customers users people staff employees workers journalists authors artists publishers investors regulators officials sources rivals members students patients doctors parents
data model models weights code software hardware chip chips service services system systems tool tools product products platform research paper study survey report reports deal deals contract contracts
agreement sales revenue profit shares stock price prices cost costs fee fees money funding round results performance demand supply plans plan terms rules rule law laws licence license draft guidelines guideline
applications application comments comment use uses using users work works working construction production training inference access content part parts design files file version versions update release releases
work staff no refunds refund engineering germany's french older older newer larger smaller bigger wrong right audio video music images image photos pictures voice text sign language digital education health
medical hospital water power energy security safety information technology technologies science technical industry industrial business economic finance financial trade commerce communications telecommunications
intelligence artificial machine deep learning open source free cloud network networks internet online mobile electronics electric motor motors automobile bank insurance securities capital holdings partners ventures
media press news times post journal daily weekly review wire tribune herald gazette courier monitor signal record observer broadcasting corporation foundation association society union federation council centre center
north south east west northern southern eastern western central city town prefecture prefectural county district island river bay street hall museum library theater theatre park airport station port
journalists teachers schools hospitals japan's america's europe's it's they're employees' production shipping washington's arm's three-year 
actors actor's world weeks days months governments summit conference forum advanced senior junior interim acting iq eq global alliance trillion-parameter open-weight open-weights open-source essay testimony speech talk letter memo note chair opinion synthetic mass fair telecoms telecom startups unions insurers players fans banks drivers passengers farmers residents voters lawmakers senators ministers officers soldiers police firefighters
nurses lawyers singers musicians composers writers novelists readers viewers listeners gamers shoppers retailers manufacturers carmakers automakers chipmakers drugmakers suppliers vendors partners owners founders
buyers sellers traders lenders borrowers tenants landlords hotels restaurants shops stores factories plants mines farms hospitals clinics courts prisons museums libraries churches cities towns villages countries
robots drones cars trucks buses trains planes ships satellites phones laptops computers servers chips sensors cameras screens batteries cables pipes roads bridges tunnels houses homes buildings offices rooms
money cash bonds loans debts taxes tariffs subsidies grants fees fines wages salaries pensions jobs profits losses revenues expenses budgets investments savings deposits shipments deliveries orders exports imports
wrong right good bad big small large little long short high low fast slow early cheap expensive easy hard simple complex strong weak safe dangerous clean dirty hot cold dry wet light dark full empty rich poor young
human people's men women children kids adults teenagers pupils graduates families parents mothers fathers friends neighbours experts insiders observers commentators campaigners activists charities volunteers
synthetic evaluation construction completion president's issues cases responses prices' wider journalists' talks overseas sales repayment twelve performance researchers' mass-production
""".split()
)


_SUFFIXES = re.compile(r"[a-z]{2,}(?:ings?|tions?|sions?|ments?|ity|ities|ness|ly|ers|ors|ists?|isms?|ances?|ences?|ships?|ware|ous|ful|less|ible|able|ical|ative|ees|ages|ures|phones|makers?)")


@lru_cache(maxsize=4096)
def looks_ordinary(word: str) -> bool:
    """By its ending a common word rather than a name; only asked of a word that opens a sentence."""
    return _SUFFIXES.fullmatch(word.casefold()) is not None


@lru_cache(maxsize=4096)
def is_loanword(run: str) -> bool:
    """Whether a katakana run is made of loanwords alone."""
    return _LOANWORD_PATTERN.fullmatch(run) is not None


def says_nothing(word: str) -> bool:
    """Abbreviations of the trade, which any text may use."""
    return word in _NOTHING


@lru_cache(maxsize=4096)
def is_ordinary_english(word: str) -> bool:
    low = word.casefold().replace("’", "'")
    return low in _ORDINARY or low.removesuffix("s") in _ORDINARY or low.removesuffix("'s") in _ORDINARY
