# Discordに表示する文：コマンドの名前と説明、カード、ボタン、お知らせ。
# コマンド名は空白なしで32文字まで。説明は100文字まで。

## 日付

discord-weekday =
    { $weekday ->
        [mon] 月
        [tue] 火
        [wed] 水
        [thu] 木
        [fri] 金
        [sat] 土
       *[sun] 日
    }
discord-month =
    { $month ->
        [jan] 1月
        [feb] 2月
        [mar] 3月
        [apr] 4月
        [may] 5月
        [jun] 6月
        [jul] 7月
        [aug] 8月
        [sep] 9月
        [oct] 10月
        [nov] 11月
       *[dec] 12月
    }
discord-year = { $year }年
discord-month-of-year = { $year }年{ $month }
discord-day = { $year }年{ $month }{ $day }日
discord-day-long = { $year }年{ $month }{ $day }日（{ $weekday }）

## ニュースのカード

discord-edition-title = AI業界ブリーフ　{ $day }
discord-edition-count = 話題{ $n }件
discord-edition-more = ほかに{ $n }件の話題があります。
discord-edition-empty = このサーバーの情報源には、直近24時間のAI業界ニュースがありませんでした。情報源の確認と追加は、サーバー管理者が「/情報源」で行えます。
discord-reports = 報道{ $n }件
discord-stance-line = **{ $company }**：{ $stance }（{ $provenance }）
discord-stance-speaker = 　{ $speaker }
discord-sources-of = 出典
discord-story-went-on = このメッセージのあとに続報が入りました。以下は最新の内容の出典です。
discord-shortened = 長いため、一部を省きました。

## 記録のカード

discord-answer-kind =
    { $kind ->
        [abstention] **回答保留**
        [correction] **前提の訂正**
       *[answer] **回答**
    }
discord-stance-head = { $company }：{ $stance }
discord-as-of = { $day }時点
discord-citations-of = 回答の出典
discord-quoted = 「{ $quote }」
discord-no-link = 公開リンクなし

## ボタン

discord-button-this-language = 日本語
discord-button-sources = 出典（{ $n }）
discord-button-open = 読む

## サーバーの情報源

discord-sources-title = 情報源（{ $n }件）
discord-sources-none = このサーバーには、まだ情報源がありません。「/情報源 追加」でフィードかニュースサイトのアドレスを登録してください。
discord-sources-more = ほかに{ $n }件あります。
discord-source-state =
    { $state ->
        [paused] 一時停止中
        [gone] 公開終了
       *[active] 有効
    }
discord-source-read = 最終取得 { $when }
discord-source-failing = 直近の取得に失敗しました：{ $reason }
discord-source-added-title = 情報源を登録しました
discord-source-added = { $source } を登録しました。新しい記事が出るたびにブリーフに取り入れます。
discord-source-added-page = { $source } は単独の記事です。一度だけ読み込み、ブリーフに取り入れます。
discord-source-removed-title = 情報源を削除しました
discord-source-removed = { $source } をこのサーバーの情報源から外しました。

## 配信設定

discord-schedule-title = ブリーフの定期配信
discord-schedule-none = 定期配信は設定されていません。「/定期配信 設定」で設定できます。
discord-schedule-set-title = 定期配信を設定しました
discord-schedule-off-title = 定期配信を停止しました
discord-schedule-off = { $n }件の定期配信を停止しました。今後は投稿しません。
discord-schedule-off-none = 停止する定期配信はありませんでした。
discord-schedule-line = { $channel }　{ $time }（{ $zone }）　{ $languages }　話題は最大{ $n }件
discord-schedule-next = 次回：{ $when }
discord-language =
    { $lang ->
        [ja] 日本語
       *[en] 英語
    }
discord-list-join = ・
discord-deliveries-title = 最近の配信
discord-delivery-state =
    { $state ->
        [claimed] 準備中
        [composed] 投稿中
        [posted] 投稿済み
        [confirmed] 投稿済み
        [skipped] 見送り
       *[failed] 失敗
    }

## 権限

discord-permission =
    { $permission ->
        [view_channel] チャンネルを見る
        [send_messages] メッセージを送信
        [send_messages_in_threads] スレッドでメッセージを送信
        [manage_threads] スレッドを管理
        [embed_links] 埋め込みリンク
        [attach_files] ファイルを添付
        [read_message_history] メッセージ履歴を読む
       *[manage_guild] サーバー管理
    }
discord-you-lack = このコマンドを使うには、このサーバーの「{ $permission }」権限が必要です。
discord-channel-lacks = { $channel } にはまだ投稿できません。ボットに次の権限がありません：{ $permissions }。「チャンネルの編集」→「権限」でKawarabanのロールを追加して許可し、もう一度実行してください。設定は変更していません。
discord-channel-unknown = そのチャンネルが見つかりません。ボットが閲覧できる、このサーバーのテキストチャンネルを選んでください。
discord-only-in-server = このコマンドはサーバーの中でだけ使えます。

## エラー

discord-error-title = うまくいきませんでした
discord-error-id = エラー番号 { $id }。運営者はこの番号でログを確かめられます。
discord-error-outdated = このコマンドは新しくなりました。Discordを再読み込み（Ctrl+R）し、1分ほど待ってからお試しください。
discord-error-too-slow = 時間がかかりすぎたため中止しました。しばらくしてからお試しください。
discord-error-reply-gone = このメッセージの記録が残っていません。もう一度コマンドを実行してください。

## コマンド

discord-cmd-brief = ブリーフ
discord-cmd-brief-about = 今日のAI業界ニュースの要約。話題や記事のリンクも指定できます
discord-cmd-brief-story = 話題
discord-cmd-brief-story-about = 話題をひとつ選ぶ（見出しの言葉を入力）
discord-cmd-brief-url = リンク
discord-cmd-brief-url-about = 要約する記事のアドレス
discord-cmd-lang = 言語
discord-cmd-lang-about = 返答の言語（省略するとDiscordの表示言語）
discord-cmd-ask = 質問
discord-cmd-ask-about = AIの公開姿勢について各社が述べたことを、記録から出典付きで答えます
discord-cmd-ask-question = 質問文
discord-cmd-ask-question-about = 質問を文で入力
discord-cmd-as-of = 時点
discord-cmd-as-of-about = この日の時点で答える（年-月-日、例 2025-07-15）
discord-cmd-stance = 立場
discord-cmd-stance-about = AIの公開について企業が表明した立場と、その根拠
discord-cmd-stance-company = 企業
discord-cmd-stance-company-about = 企業・研究所・非営利団体・政府の名前
discord-cmd-source = 情報源
discord-cmd-source-about = このサーバーの情報源（「サーバー管理」権限が必要）
discord-cmd-source-add = 追加
discord-cmd-source-add-about = フィード、ニュースサイト、または単独の記事を登録する
discord-cmd-source-add-url = アドレス
discord-cmd-source-add-url-about = フィード、サイト、または記事のアドレス
discord-cmd-source-list = 一覧
discord-cmd-source-list-about = このサーバーの情報源を表示する
discord-cmd-source-remove = 削除
discord-cmd-source-remove-about = 情報源の登録をやめる
discord-cmd-source-remove-source = 情報源
discord-cmd-source-remove-source-about = 外す情報源（名前、番号、またはアドレス）
discord-cmd-schedule = 定期配信
discord-cmd-schedule-about = このサーバーの毎日のブリーフ（「サーバー管理」権限が必要）
discord-cmd-schedule-set = 設定
discord-cmd-schedule-set-about = 毎日決まった時刻にチャンネルへブリーフを投稿する
discord-cmd-schedule-set-time = 時刻
discord-cmd-schedule-set-time-about = 時刻（時:分、例 08:00）
discord-cmd-schedule-set-timezone = タイムゾーン
discord-cmd-schedule-set-timezone-about = タイムゾーン（例 Asia/Tokyo）
discord-cmd-schedule-set-channel = チャンネル
discord-cmd-schedule-set-channel-about = 投稿先（省略するとこのチャンネル）
discord-cmd-schedule-set-languages = 言語
discord-cmd-schedule-set-languages-about = ブリーフの言語（省略すると両方）
discord-cmd-schedule-set-stories = 話題数
discord-cmd-schedule-set-stories-about = 話題の最大数（省略すると5件）
discord-cmd-schedule-off = 停止
discord-cmd-schedule-off-about = このサーバーの定期配信をすべて停止する
discord-choice-ja = 日本語
discord-choice-en = 英語
discord-choice-both = 日本語と英語
discord-zone-choice = { $zone }（UTC{ $offset }）

## 模擬Discord

discord-demo-server = 瓦版デモ
discord-demo-channel = aiブリーフ
discord-demo-topic = 「/」を入力するとコマンドを選べます。読み手は「Viewing as」で切り替えられます。
discord-demo-viewer-ja = さくら（日本語）
discord-demo-viewer-en = Alex (English)
