alert-late = 通知が遅れました。
alert-missed = ボットが停止していたか、Discordに接続できなかったため、通知できませんでした。次回のブリーフでお伝えします。
alert-crowded = 短い時間に通知が続いたため、個別の通知は見送りました。次回のブリーフでお伝えします。
alert-taken-back = 投稿する前に承認が取り消されたか、内容を確認できなくなったため、通知を取りやめました。
alert-stopped-title = 速報の通知を停止しました
alert-stopped = { $channel } への速報の通知を停止しました。{ $reason }解消しましたら、「/速報 設定」で設定し直してください。

alert-post-title = 速報
alert-turn-kind =
    { $kind ->
        [reversal] **立場の転換**
       *[partial] **立場の変化**
    }
alert-turn-title = { $company }の立場が変わりました
alert-turn = { $before } → { $after }
alert-subject = { $company }の立場の変化（{ $turn }）
alert-before = 変更前
alert-after = 変更後
alert-breaking = **速報**　{ $n }媒体が相次いで報道
alert-update = **続報**　{ $subject }
alert-update-link = 通知を見る

alert-kind =
    { $kind ->
        [stance] 立場の変化
       *[breaking] 報道の急増
    }
alert-rule = { $channel }　{ $kinds }　{ $language }
alert-set-title = 速報の通知を設定しました
alert-set-note = 通知は1時間に3件、1日に10件までです。それを超えた分は次回のブリーフでお伝えします。停止するには「/速報 停止」を使います。
alert-off-title = 速報の通知
alert-off = { $n }件の通知設定を停止しました。
alert-off-none = 停止する通知設定はありませんでした。
alert-list-title = 速報の通知
alert-list-none = 速報の通知は設定されていません。「/速報 設定」で、通知を受けるチャンネルを設定できます。
alert-list-last = 最近の通知

alert-choice-all = 立場の変化と報道の急増
alert-choice-stance = 立場の変化のみ
alert-choice-breaking = 報道の急増のみ
alert-cmd = 速報
alert-cmd-about = 立場の変化や大きな話題をすぐに通知する（「サーバー管理」権限が必要）
alert-cmd-set = 設定
alert-cmd-set-about = 立場の変化や報道の急増があったら、このチャンネルへすぐに通知する
alert-cmd-channel = チャンネル
alert-cmd-channel-about = 通知先（省略するとこのチャンネル）
alert-cmd-channel-off-about = どのチャンネルへの通知を停止するか（省略するとすべて）
alert-cmd-kinds = 種類
alert-cmd-kinds-about = 何を通知するか（省略するとすべて）
alert-cmd-language = 言語
alert-cmd-language-about = 通知の言語（省略するとサーバーの言語）
alert-cmd-off = 停止
alert-cmd-off-about = 速報の通知を停止する
alert-cmd-list = 一覧
alert-cmd-list-about = 通知の設定と、最近の通知の結果を表示する
error-unknown-alert = その通知設定はありません。「/速報 一覧」（端末では alerts list）で一覧を確認してください。
