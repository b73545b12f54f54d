## 発言の確認と編集

cards-button-edit-reading = 分類を編集
cards-button-edit-words = 文面を編集
cards-review-modality = **述べ方**：{ $value }
cards-review-scope = **対象**：{ $value }
cards-review-role = { $speaker }（{ $role }）
cards-form-reading = 発言の分類を編集
cards-form-words = 発言の文面を編集
cards-form-stance = 立場
cards-form-provenance = 情報の種類
cards-form-modality = 述べ方
cards-form-scope = 対象
cards-form-scope-about = 複数選べます。
cards-form-said-on = 発言日
cards-form-said-on-about = 年-月-日（日が不明なら年-月、または年だけ）
cards-form-quote = 引用
cards-form-quote-about = 記事にあるとおり、一字一句そのまま
cards-form-speaker = 発言者（英語名 / 日本語名）
cards-form-speaker-about = 空にすると、個人ではなく企業としての発言になります。
cards-form-role = 当時の肩書（英語 / 日本語）
cards-form-role-about = 不明なら空のままにします。
cards-form-summary-ja = 日本語の要旨
cards-form-summary-ja-about = 一文で、「である」調で書きます。
cards-form-summary-en = 英語の要旨
cards-form-summary-en-about = 英語の一文で書きます。
cards-error-speaker-missing = 「経営幹部の発言」には発言者が必要です。「文面を編集」で発言者を入力するか、情報の種類を変えてください。
cards-list-join = 、

## 担当ロールと権限

cards-settings-language = チャンネルでの返答の言語
cards-settings-answers = 返答が見える範囲
cards-settings-access = 一般向けコマンドを使える人
cards-settings-charge = 管理者の仕事を任せるロール
cards-settings-news = 記録にないときのニュースからの回答
cards-settings-change = 変更：{ $command }
cards-settings-charge-line = { $area }：{ $roles }
cards-settings-admins-only = なし（「サーバー管理」権限のある人だけ）
cards-choice-area-sources = 情報源の管理
cards-choice-area-schedule = 配信・追跡・速報の設定
cards-choice-area-review = 発言の確認
cards-charge-every-role = すべてのロール
cards-charge-given =
    { $role } に「{ $area }」を任せました。
    { "" }**あと一つ操作が必要です。** Discordは、管理者向けコマンドを権限のない人に表示しません。「サーバー設定」→「連携サービス」→ このボットを開き、{ $commands } のそれぞれに { $role } を追加してください。
cards-charge-taken =
    { $role } を「{ $area }」の担当から外しました。
    コマンドの表示もやめるには、「サーバー設定」→「連携サービス」→ このボットを開き、{ $commands } からロールを外してください。
cards-cmd-charge = 担当
cards-cmd-charge-about = 管理者の仕事の一部をロールに任せる
cards-cmd-charge-area = 仕事
cards-cmd-charge-area-about = 任せる仕事
cards-cmd-charge-role-about = 任せるロール（省略すると、その仕事を任せたロールをすべて外します）
cards-error-not-in-charge = この操作には「サーバー管理」権限か、管理者が決めた担当ロールが必要です。サーバーの管理者に相談してください。
cards-error-everybody-in-charge = @everyone には任せられません。信頼できる人だけが持つロールを選んでください。

## 途中経過

cards-working = 処理しています。
cards-working-since = 開始：{ $when }
cards-page-step =
    { $step ->
        [fetching] 1／3　ページを取得しています。
        [placing] 2／3　本文を読み、同じ話題の記事を探しています。
       *[writing] 3／3　要点をまとめ、出典と照合しています。
    }
cards-working-source = アドレスを確認し、フィードを探しています。
cards-working-feed = フィードを読み込んでいます。
cards-working-import = リストを読み込んでいます。
cards-working-edition = 話題を選び、要点をまとめています。

## デモ

cards-demo-direct = { $name }だけに届くダイレクトメッセージです。デモの画面はチャンネルが一つだけなので、ここに表示しています。

## 情報源と操作履歴

cards-source-followed-title = すでに登録しています
cards-source-followed = このサーバーは、この情報源をすでに登録しています。
cards-button-open-source = この情報源を開く

## 入力の誤り

cards-days-ago =
    { $n ->
        [0] 今日
        [7] 1週間前
        [30] 30日前
        [90] 90日前
        [180] 半年前
        [365] 1年前
        [730] 2年前
       *[other] 3年前
    }
cards-error-unknown-story = 「{ $story }」という話題は見つかりません。入力中に出る候補から選ぶか、「/話題一覧」から開いてください。
cards-error-unknown-source = 情報源「{ $source }」はここにはありません。入力中に出る候補から選ぶか、「/情報源 一覧」で確かめてください。
cards-error-unknown-schedule = その定期配信はありません。「/定期配信 一覧」で確かめてください。
cards-error-no-schedule = 定期配信はまだありません。「/定期配信 設定」で、投稿する時刻とチャンネルを設定してください。
cards-error-not-watched = 「{ $name }」は追跡対象に入っていません。「/追跡 一覧」で確かめてください。
cards-error-address-refused = 非公開または許可されていないアドレスのため、開きませんでした。公開されたhttp(s)のアドレスを指定してください。
cards-error-not-followed =
    { $known ->
        [no] もうフォローしていません。フォロー中のものは「/フォロー 一覧」で確認できます。
       *[yes] 「{ $name }」はフォローしていません。フォロー中のものは「/フォロー 一覧」で確認できます。
    }
cards-error-one-at-a-time = 話題・企業・分野・リンクは、どれか一つだけ指定してください。

## 立場

cards-stance-history = これまでの変化
