# 全員が使う機能：話題、比較、年表、個人フォロー、ヘルプ、プライバシー。そこで起こりうる失敗の説明。

error-too-many-companies = 企業が{ $n }社では多すぎます。{ $most }社までにしてください。
error-too-few-companies = 比較するには、異なる企業が2社必要です。もう1社以上を指定してください。
error-no-link-in-message = そのメッセージにはウェブのアドレスがありません。記事へのリンクがあるメッセージを選ぶか、「/ブリーフ」にアドレスを入力してください。
error-nothing-found = 「{ $name }」についての話題は、いまのところありません。別の言葉で試すか、「/話題一覧」でほかの話題をご覧ください。
error-unwritable = ファイル { $path } に書き込めません。フォルダーがあるか、書き込みが許可されているかを確かめてください。
error-messages-closed = この方には、瓦版からのダイレクトメッセージが届きません。
discord-nothing-to-rate = その評価はもうありません。メッセージの 👎 をもう一度押して、理由を選んでください。
discord-too-many-follows = フォローは{ $most }件までです。「/フォロー 停止」でどれかを停止してください。

## コマンド

reader-cmd-topic = 分野
reader-cmd-topic-about = 分野を選ぶか、見出しの言葉を入力
reader-cmd-company-about = この企業に関するものだけ
reader-cmd-menu = このリンクを要約
reader-cmd-stories = 話題一覧
reader-cmd-stories-about = 報じられている話題の一覧。企業や日付で絞り込めます
reader-cmd-day = 日付
reader-cmd-day-about = 一日だけ（年-月-日）。省略すると直近1週間
reader-cmd-compare = 比較
reader-cmd-compare-about = 2〜4社が表明した立場を、ある日の時点で並べて比べます
reader-cmd-company-1 = 企業1
reader-cmd-company-2 = 企業2
reader-cmd-company-3 = 企業3
reader-cmd-company-4 = 企業4
reader-cmd-company-5 = 企業5
reader-cmd-timeline = 年表
reader-cmd-timeline-about = 企業が表明した立場の移り変わりを図で示します
reader-cmd-since = 開始日
reader-cmd-since-about = この日から描く（年-月-日）
reader-cmd-follow = フォロー
reader-cmd-follow-about = 企業や話題の続報をダイレクトメッセージで受け取る
reader-cmd-follow-company = 企業
reader-cmd-follow-company-about = 企業のニュースをフォローする
reader-cmd-follow-story = 話題
reader-cmd-follow-story-about = 話題の続報をフォローする
reader-cmd-follow-list = 一覧
reader-cmd-follow-list-about = フォロー中のものを表示する
reader-cmd-follow-stop = 停止
reader-cmd-follow-stop-about = フォローをやめる（すべてやめることもできます）
reader-cmd-follow-which = 対象
reader-cmd-follow-which-about = フォローをやめるもの
reader-cmd-help = ヘルプ
reader-cmd-help-about = 瓦版でできることを項目ごとに説明します
reader-cmd-help-topic = 項目
reader-cmd-help-topic-about = 知りたいこと
reader-cmd-privacy = プライバシー
reader-cmd-privacy-about = あなたについて保存している情報と、その削除方法

## ボタン

reader-button-about = これについて質問
reader-button-follow = フォロー
reader-button-story = 経過
reader-button-share = ここに共有
reader-button-day = すべての話題
reader-button-back = ← { $n }/{ $of }
reader-button-on = { $n }/{ $of } →
reader-button-agree = はい、受け取ります
reader-button-stop = 停止
reader-button-stop-all = すべて停止
reader-button-forget-me = 自分のデータを削除
reader-button-forget-me-now = はい、自分のデータを削除します
reader-button-forget-server = このサーバーのデータを削除
reader-button-forget-server-now = はい、このサーバーのデータを削除します

## 処理中

reader-working = 少々お待ちください
reader-working-news = ニュースを集めています。
reader-working-record = 記録を調べています。
reader-working-picture = 図を描いています。

## 話題

reader-stories = 話題一覧
reader-stories-of = { $name }に関する話題
reader-stories-count = { $n }件　{ $page }/{ $of }ページ
reader-stories-none = この条件に合う話題はありません。日付や企業を変えるか、「/ブリーフ」で今日のニュースをご覧ください。
reader-edition-about = { $name }に関する最近の話題
reader-what-changed = 続報で分かったこと
reader-timeline = 経過
reader-timeline-more = 途中の報道{ $n }件は省きました。
reader-topic =
    { $topic ->
        [release] 公開・提供
        [delay] 延期
        [licence] ライセンス
        [safety] 安全性
        [plan] 計画
        [closed] 非公開のモデル
        [openness] 公開性
        [unchanged] 否定・維持
        [discussion] 協議
        [money] 資金・業績
        [court] 訴訟
        [deal] 提携・買収
        [people] 人事
        [rules] 規制・政策
        [preview] 先行公開
        [research] 研究
        [letter] 書簡・社内文書
       *[chips] 半導体・データセンター
    }

## 企業の比較

reader-comparison = 立場の比較
reader-timeline-of = 立場の移り変わり
reader-turn = { $day }：{ $before } → { $after }
reader-no-pictures = ここでは図を表示できません。このチャンネルで、瓦版に「ファイルを添付」の権限がありません（チャンネルの編集→権限）。

## 質問

reader-form-title = これについて質問
reader-form-label = 質問
reader-form-example = 例：その前は？ 理由は？
reader-shared-by = { $name }さんが共有しました

## フォロー

reader-consent-title = { $name }をフォローしますか
reader-consent = 新しいニュースがあると、瓦版がダイレクトメッセージでお知らせします。同じニュースは一度だけ、1日{ $limit }件までです。ほかの人には見えません。
reader-consent-stop = どのメッセージにも停止ボタンがあり、「/フォロー 一覧」からもやめられます。同意がないかぎり、何も送りません。
reader-followed-title = { $name }をフォローしました
reader-followed = 新しいニュースがあると、ダイレクトメッセージでお知らせします。フォロー中のものは「/フォロー 一覧」で確認できます。
reader-follows-title =
    { $n ->
        [0] フォローはありません
       *[other] フォロー中：{ $n }件
    }
reader-follows-none = 「/フォロー」か、ブリーフのボタンで、企業や話題をフォローできます。
reader-follows-closed = 瓦版からのダイレクトメッセージが届かない設定のため、お知らせを止めています。サーバーのプライバシー設定でダイレクトメッセージを許可し、いずれかの「フォロー」ボタンからもう一度同意してください。
reader-follows-more = ほかに{ $n }件あります。「/フォロー 停止」で停止できます。
reader-follow-topic =
    { $topic ->
        [company] 企業
       *[story] 話題
    }
reader-follow-gone = すでになくなった話題
reader-everything = すべて
reader-stopped-title = 停止しました
reader-stopped = { $name }のフォローをやめました。
reader-stopped-all =
    { $n ->
        [0] フォローはありませんでした。ダイレクトメッセージは送りません。
       *[other] { $n }件のフォローをすべてやめました。ダイレクトメッセージは送りません。
    }
reader-news-why =
    { $topic ->
        [company] フォロー中の企業：{ $name }
       *[story] フォロー中の話題：{ $name }
    }
reader-news-last = 本日のお知らせはここまでです。続きは「/話題一覧」でご覧ください。

## 評価

reader-thanks-title = ありがとうございます
reader-thanks-good = 「よかった」という評価を記録しました。
reader-thanks-bad = 「{ $fault }」という評価を記録しました。どの返答のどこに問題があったか、運営者が確認できます。
reader-reason-title = どこに問題がありましたか
reader-reason = 評価を記録しました。理由を選んでいただくと、改善に役立ちます。
reader-reason-choose = 理由を選ぶ
reader-fault =
    { $fault ->
        [inaccurate] 不正確：内容が誤っている
        [unsupported] 根拠がない：出典に書かれていない
        [outdated] 古い：今は状況が違う
        [unclear] 分かりにくい
       *[language] 文章がよくない：不自然・読みにくい
    }

## メッセージのリンク

reader-links-title = リンクが{ $n }件あります
reader-links = 要約するものを選んでください。共有するまで、要約はあなたにだけ表示されます。
reader-links-choose = リンクを選ぶ

## ヘルプ

reader-help-choose = ほかの項目
reader-help-topic =
    { $topic ->
        [start] はじめに
        [news] ニュース
        [record] 企業の発言の記録
        [follow] フォロー
        [buttons] ボタン
        [server] サーバー管理者の方へ
       *[privacy] プライバシー
    }
reader-help-name-start = はじめに
reader-help-name-news = ニュース
reader-help-name-record = 企業の発言の記録
reader-help-name-follow = フォロー
reader-help-name-buttons = ボタン
reader-help-name-server = サーバー管理者の方へ
reader-help-name-privacy = プライバシー
reader-help-start =
    瓦版は、AI業界のニュースを日本語と英語で短くまとめ、AIの公開について各社が**述べたこと**を、出典付きの記録から答えます。
    - `/ブリーフ`（/brief）：今日のニュースの要約
    - `/質問`（/ask）：企業の発言についての質問
    - `/年表`（/timeline）：立場の移り変わりの図
    どの文にも出典を付けます。記録にないことは答えません。
reader-help-news =
    - `/ブリーフ`（/brief）：今日の主な話題。話題・企業・分野・リンクも指定できます
    - `/話題一覧`（/stories）：報じられている話題の一覧。企業や日付で絞り込めます
    - メッセージを右クリック→アプリ→**このリンクを要約**
    話題の**経過**では、最初の報道から何が変わったかが分かります。
reader-help-record =
    - `/質問`（/ask）：自由な文での質問
    - `/立場`（/stance）：ある日の時点での企業の立場
    - `/比較`（/compare）：2〜4社の比較
    - `/年表`（/timeline）：立場の移り変わりの図
    立場は当事者自身の発言だけから読み取ります。報道や実際の公開は別に示し、混同しません。
reader-help-follow =
    - `/フォロー 企業`（/follow company）、`/フォロー 話題`（/follow story）：ダイレクトメッセージで受け取る
    - `/フォロー 一覧`（/follow list）：フォロー中の一覧（停止ボタン付き）
    同意があるまで何も送りません。同じニュースは一度だけ、1日10件までです。
reader-help-buttons =
    - **日本語 / English**：もう一方の言語で表示
    - **出典**：根拠となる原文
    - **これについて質問**：表示中の内容についての質問
    - **👍 👎**：よかった点や問題を運営者に伝える
    - **ここに共有**：自分にだけ見える返答を全員に投稿
    ボタンは何か月たっても使えます。
reader-help-server =
    「サーバー管理」権限がある方は、次のコマンドを使えます。
    - `/初期設定`（/setup）：1分で終わる初期設定
    - `/情報源`（/source）、`/追跡`（/watch）：情報源と、追跡する企業・言葉
    - `/定期配信`（/schedule）、`/速報`（/alerts）：投稿する日時と場所、速報
    - `/サーバー設定`（/settings）、`/確認`（/review）：言語や利用できる人、このサーバーでの記録の確認
    - `/状況`（/status）、`/操作履歴`（/audit）：稼働状況と操作の履歴
    メンバーに見えるのは、このサーバーの情報源から得た内容だけです。
reader-help-privacy =
    - `/プライバシー`（/privacy）：あなたについて保存している情報と、その削除
    サーバーのメッセージは読みません。リンクは、依頼されたときだけ読みます。

## プライバシー

reader-privacy-title = 保存している情報
reader-privacy =
    - **質問**と回答の内容（ボタンを後からも使えるようにするため）
    - **フォロー**と、お知らせの送信記録
    - **評価**（👍 👎）。アカウントの番号とともに保存します
    - **サーバーの設定**：情報源、配信設定、記録についての判断。設定した人の番号も含み、瓦版を外してから{ $days }日後に削除します
    メッセージは読みません。販売や人物の分析、モデルの学習には使いません。リンクや質問を渡す相手は、必要なページと、運営者が使う場合の言語モデルだけです。
reader-privacy-mine-title = あなたについて
reader-privacy-mine = フォロー{ $follows }件　お知らせ{ $notices }件　評価{ $opinions }件　返答の記録{ $replies }件
reader-forget-me-sure =
    フォロー、評価、質問と回答の記録など、あなたについての上記の情報を、すべてのサーバーから完全に削除します。回答のボタンは使えなくなります。
    サーバー管理者として行った設定は、名前を外して残ります。管理操作の記録は、サーバーのデータとともに消えます。チャンネルのメッセージはDiscordに残ります。
reader-forget-server-sure =
    情報源、配信設定、各種設定、記録についての判断、返答の記録、メンバーがこのサーバーで行ったフォローを、すべて完全に削除します。
    配信はすぐに止まります。チャンネルのメッセージは残ります。
reader-deleted-title = 削除しました
reader-deleted =
    { $n ->
        [0] あなたについての情報はありませんでした。
       *[other] あなたについての情報{ $n }件を削除しました。
    }
reader-deleted-server = このサーバーの情報をすべて削除しました。もう一度設定することも、サーバー設定から瓦版を外すこともできます。

## 端末での評価の一覧

reader-feedback-counts = よい評価{ $good }件、問題の指摘{ $bad }件
