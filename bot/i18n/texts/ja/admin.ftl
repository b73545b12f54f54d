# サーバー管理者が使うもの：情報源、確認、設定、状況、操作履歴、初期設定。

## 共通

admin-page = { $n }／{ $last }ページ
admin-page-before = 前のページ
admin-page-after = 次のページ
admin-name-join = 、

## エラー

admin-error-cooling-down = 操作が少し速すぎました。<t:{ $until }:R>に再開できます。
admin-error-not-for-your-role = このサーバーでは、「/{ $command }」を使えるロールが決まっています。変更は管理者が「/サーバー設定 利用権限」で行えます。
admin-error-unknown-command = 「{ $command }」という、ロールで制限できるコマンドはありません。候補から選んでください。
admin-error-forbidden = Discordに操作を拒否されました。「サーバー設定」→「ロール」のボットのロールと、このチャンネルの「チャンネルの編集」→「権限」を確認してから、もう一度お試しください。
servers-left = ボットがサーバーから外されました。

## 情報源：登録前の確認

admin-preview-title = この情報源を登録しますか
admin-preview-article = { $title } は単独の記事です。登録すると一度だけ読み込みます。
admin-preview-newest = 最新の項目
admin-preview-how = まだ登録していません。登録するにはボタンを押してください。
admin-preview-more = このサイトには、ほかに{ $n }件のフィードがあります。登録するには、そのアドレスを指定してください。
admin-health = **状態**：{ $verdict }
admin-button-follow = 登録する
admin-button-follow-n = { $n }番を登録する
admin-button-follow-article = この記事を登録する

## 情報源：一覧と個別

admin-sources-care = 確認が必要な情報源が{ $n }件あります（上に表示しています）。
admin-sources-choose = テスト・一時停止・削除する情報源を選ぶ
admin-source-title = 情報源
admin-source-newest = 最新記事 { $when }
admin-source-paused = 一時停止しました。再開するまで、このサーバーのためには取得しません。
admin-source-resumed = 再開しました。順番が来たら取得します。
admin-button-test = 今すぐテスト
admin-button-pause = 一時停止
admin-button-resume = 再開
admin-button-remove = 削除
admin-button-to-list = 一覧へ

## 情報源：リストの取り込みとパック

admin-import-title = 情報源の追加結果
admin-imported =
    { $taken ->
        [0] 新しく追加した情報源はありません。
       *[other] { $taken }件のフィードを追加しました。次の巡回から読み込みます。状態は「/情報源 一覧」で確認できます。
    }
admin-imported-rest = 登録済み{ $known }件、追加できなかったもの{ $refused }件。
admin-import-damaged = ファイルが壊れています。読み取れた分だけ取り込みました。抜けがないか確かめるには、書き出し直して再度取り込んでください。
admin-import-is-feed = これはフィードのリストではなく、フィードそのものです。アドレスを「/情報源 追加」に指定してください。
admin-import-bookmark = この行はフィードではなく、ページへのブックマークです。ページのアドレスを「/情報源 追加」に指定してください。
admin-export-title = 情報源の書き出し
admin-export-about = { $n }件のフィードをOPMLファイルにしました。ほかのフィードリーダーや「/情報源 取り込み」で取り込めます。
admin-packs-title = スターターパック
admin-packs-about = AI分野の主な情報源をまとめました。{ $day }時点の内容で、接続確認はしていません。読み込めないものは「/情報源 一覧」に表示されます。
admin-packs-choose = 内容を見るパックを選ぶ
admin-pack-size = { $n }件
admin-pack-option = { $name }（{ $n }件）
admin-pack-unchecked = 接続確認はしていません。読み込めないものは「/情報源 一覧」に表示されます。
admin-button-follow-pack = { $n }件をまとめて登録
admin-button-to-packs = パック一覧へ

## 発言の確認

admin-review-title =
    { $n ->
        [0] 確認待ちの発言はありません
       *[other] 確認待ちの発言（{ $n }件）
    }
admin-review-how = このサーバーの記事から見つかった発言です。承認するまで、回答には使いません。
admin-review-empty = 情報源の記事に発言が見つかると、ここに表示されます。
admin-review-left-out = ほかに{ $n }件あります。この分が終わったら、もう一度「/確認」を実行してください。
admin-review-choose = 開く発言を選ぶ（複数選ぶとまとめて判断）
admin-review-item = 発言 { $n }／{ $total }
admin-review-company = **企業**：{ $value }
admin-review-stance = **立場**：{ $value }
admin-review-provenance = **情報の種類**：{ $value }
admin-review-said-on = **発言日**：{ $value }
admin-review-speaker = **発言者**：{ $value }
admin-review-summary = **要旨**：{ $value }
admin-review-quote = **引用**：{ $value }
admin-review-found = **掲載記事**：
admin-review-status =
    { $status ->
        [approved] 承認済み
        [rejected] 却下済み
        [retracted] 撤回済み
        [superseded] 差し替え済み
       *[candidate] 確認待ち
    }
admin-review-event = { $when }　{ $by }：{ $change ->
    [found] 記事から検出
    [edited] 編集
    [approved] 承認
    [rejected] 却下
    [retracted] 撤回
    [superseded] 差し替え
   *[candidate] 確認待ちに戻した
}
admin-review-by-house = Kawaraban
admin-review-decided =
    { $decision ->
        [approved] 承認しました：{ $company }。このサーバーの記録に加わりました。
       *[rejected] 却下しました：{ $company }。記録には加わりません。
    }
admin-review-decided-before = この発言は、すでにほかの人が判断しています。何も変更していません。
admin-review-undone = 直前の判断を取り消しました。
admin-review-nothing-to-undo = 取り消せる判断が、このサーバーにはありませんでした。
admin-review-edited = 保存しました。編集前の内容は履歴に残ります。
admin-review-batch = 選択した発言（{ $n }件）
admin-review-done = 完了しました
admin-review-batch-decided =
    { $decision ->
        [approved] { $n }件を承認しました。このサーバーの記録に加わりました。
       *[rejected] { $n }件を却下しました。
    }
admin-button-review-from = 1件ずつ確認する
admin-button-approve = 承認
admin-button-reject = 却下
admin-button-undo = 取り消す
admin-button-next = 次へ
admin-button-to-queue = 一覧へ
admin-button-approve-n = { $n }件すべて承認
admin-button-reject-n = { $n }件すべて却下

## 設定

admin-settings-title = このサーバーの設定
admin-settings-saved = 保存しました。
admin-settings-own-language = 質問した人の表示言語
admin-settings-answers-value =
    { $where ->
        [private] 質問した本人だけ
       *[public] チャンネルの全員
    }
admin-settings-answers-except =
    { $where ->
        [private] 全員に見えるチャンネル：{ $channels }
       *[public] 本人だけに見えるチャンネル：{ $channels }
    }
admin-settings-everybody = 全員
admin-settings-role-line = { $command }：{ $roles }
admin-settings-news-value =
    { $on ->
        [on] オン（記録ではなくニュースと明示します）
       *[off] オフ（記録だけで答えます）
    }

## 状況

admin-status-title = 状況
admin-status-local = **ブリーフ**：言語モデルを使わず、内蔵エンジンで作成しています。
admin-status-model = **ブリーフ**：{ $model } で作成しています。今日のこのサーバーの割り当ての{ $percent }%を使いました。
admin-status-sources = 情報源
admin-status-sources-count = { $n }件：正常{ $fine }件、注意{ $warned }件、取得失敗{ $failing }件
admin-status-slots = 次の配信
admin-status-waiting =
    { $n ->
        [0] **発言の確認**：確認待ちはありません。
       *[other] **発言の確認**：{ $n }件が確認待ちです（「/確認」）。
    }
admin-status-errors = 直近7日間のエラー
admin-status-no-errors = ありません。

## 操作履歴

admin-audit-title = 管理者の操作（{ $n }件）
admin-audit-empty = まだ操作はありません。
admin-audit-nobody = Discord
admin-audit-outcome =
    { $outcome ->
        [begun] 未完了
       *[failed] 失敗
    }
admin-audit-detail = { $name }：{ $value }
admin-audit-detail-statement = 発言
admin-audit-detail-statements = 発言
admin-audit-detail-source = 情報源
admin-audit-detail-pack = パック
admin-audit-detail-packs = パック
admin-audit-detail-channel = チャンネル
admin-audit-detail-time = 時刻
admin-audit-detail-timezone = タイムゾーン
admin-audit-detail-languages = 言語
admin-audit-detail-command = コマンド
admin-audit-action-review-approved = 発言を承認
admin-audit-action-review-rejected = 発言を却下
admin-audit-action-review-undo = 発言の判断を取り消し
admin-audit-action-review-edit = 発言を編集
admin-audit-action-server-left = ボットがサーバーから外された
admin-audit-action-server-returned = ボットが再び招待された

## 初期設定

admin-setup-title = AIニュースの毎日の配信を設定しましょう
admin-setup-about = 下の項目はすべて選択済みです。変えたいところだけ変えて、「始める」を押してください。
admin-setup-how = 「サーバー管理」権限のある人だけが操作できます。この画面は「/初期設定」で再表示できます。ほかの時刻は「/定期配信 設定」で設定できます。
admin-setup-fact-channel = **チャンネル**：{ $value }
admin-setup-fact-time = **毎日の配信時刻**：{ $value }
admin-setup-fact-langs = **言語**：{ $value }
admin-setup-fact-packs = **最初に登録する情報源**：{ $value }
admin-setup-no-channel = 未選択
admin-setup-no-packs = なし
admin-setup-channel = 配信するチャンネル
admin-setup-time = 配信時刻
admin-setup-zone = タイムゾーン
admin-setup-langs = 言語
admin-setup-packs = スターターパック
admin-button-finish = 始める
admin-setup-done = 設定が完了しました
admin-setup-done-sources =
    { $n ->
        [0] 新しく登録した情報源はありません。
       *[other] { $n }件の情報源を登録しました。数分以内に読み込みを始めます。
    }
admin-setup-done-next = さっそく「/ブリーフ」や「/質問」を試せます。情報源の追加は「/情報源 追加」、全体の状況は「/状況」で確認できます。
admin-returned-title = おかえりなさい
admin-returned-about = 以前の設定を保管していました。情報源{ $sources }件と定期配信{ $schedules }件を再開します。
admin-returned-next = 稼働状況は「/状況」で確認できます。設定の変更は「/初期設定」で行えます。

## コマンド

discord-cmd-source-which = 情報源
discord-cmd-source-which-about = 対象の情報源（名前、番号、またはアドレス）
discord-cmd-source-pause = 一時停止
discord-cmd-source-pause-about = 情報源の取得をしばらく止める
discord-cmd-source-resume = 再開
discord-cmd-source-resume-about = 一時停止した情報源の取得を再開する
discord-cmd-source-test = テスト
discord-cmd-source-test-about = 情報源を今すぐ読み込み、問題があれば知らせる
discord-cmd-source-import = 取り込み
discord-cmd-source-import-about = ほかのフィードリーダーのOPMLファイルからまとめて登録する
discord-cmd-source-import-file = ファイル
discord-cmd-source-import-file-about = OPMLファイル（2MBまで）
discord-cmd-source-export = 書き出し
discord-cmd-source-export-about = このサーバーの情報源をOPMLファイルにする
discord-cmd-source-starter = スターター
discord-cmd-source-starter-about = AI分野の主な情報源をパックでまとめて登録する
discord-cmd-source-starter-pack = パック
discord-cmd-source-starter-pack-about = 内容を見るパック（省略するとすべて）
admin-cmd-review = 確認
admin-cmd-review-about = 記事から見つかった発言を承認・編集・却下する（「サーバー管理」権限が必要）
admin-cmd-review-company-about = この企業の発言だけを表示
admin-cmd-status = 状況
admin-cmd-status-about = 情報源・配信設定・配信結果の状況（「サーバー管理」権限が必要）
admin-cmd-audit = 操作履歴
admin-cmd-audit-about = 管理者がいつ何を変更したか（「サーバー管理」権限が必要）
admin-cmd-setup = 初期設定
admin-cmd-setup-about = 毎日の配信を1分以内に設定する（「サーバー管理」権限が必要）
admin-cmd-settings = サーバー設定
admin-cmd-settings-about = サーバー管理者が選べる設定（「サーバー管理」権限が必要）
admin-cmd-settings-show = 表示
admin-cmd-settings-show-about = 現在の設定をすべて表示する
admin-cmd-settings-language = 言語
admin-cmd-settings-language-about = チャンネルの全員に見える返答の言語
admin-cmd-settings-language-which = 言語
admin-cmd-settings-language-which-about = 本人だけに見える返答は、常にその人の表示言語です
admin-cmd-settings-answers = 返答
admin-cmd-settings-answers-about = 返答を全員に見せるか、本人だけに見せるか（全体または1チャンネル）
admin-cmd-settings-answers-who = 範囲
admin-cmd-settings-answers-who-about = チャンネルの全員、または質問した本人だけ
admin-cmd-settings-answers-channel-about = このチャンネルだけに適用（省略すると全体に適用し、個別の指定は消えます）
admin-cmd-settings-access = 利用権限
admin-cmd-settings-access-about = コマンドを使えるロールを限定する
admin-cmd-settings-access-command = コマンド
admin-cmd-settings-access-command-about = 対象のコマンド
admin-cmd-settings-access-role = ロール
admin-cmd-settings-access-role-about = 対象のロール（省略すると、再び全員が使えます）
admin-cmd-settings-access-allowed = 許可
admin-cmd-settings-access-allowed-about = Trueで追加（省略時）、Falseで解除
admin-cmd-settings-news = ニュース回答
admin-cmd-settings-news-about = 記録にないとき、ニュース記事から答えるかどうか
admin-cmd-settings-news-on = 有効
admin-cmd-settings-news-on-about = True：ニュースと明示して答える　False：記録だけで答える
admin-choice-own = 質問した人の表示言語
admin-choice-public = チャンネルの全員
admin-choice-private = 質問した本人だけ
