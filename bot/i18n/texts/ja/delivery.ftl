delivery-late = 予定時刻より遅れて投稿しました。
delivery-quiet = お伝えするニュースがなかったため、投稿を見送りました。
delivery-missed = 予定時刻にボットが停止していたか、Discordに接続できませんでした。復旧時には配信期限を過ぎていたため、投稿を見送りました。
delivery-expired = 配信期限までに投稿できなかったため、この回は見送りました。
delivery-retrying = 投稿できませんでした。まもなく再試行します。
delivery-refused = このチャンネルへの投稿がDiscordに拒否されました。チャンネルが残っているか、ボットに閲覧とメッセージ送信の権限があるかをご確認ください。
delivery-partial = ブリーフの一部しか投稿できませんでした。
delivery-turned-off = 投稿前に配信設定がオフになったため、配信を取りやめました。
delivery-superseded = より新しい配信枠の時刻も過ぎていたため、この回は見送りました。
delivery-handed-back = 投稿の途中でボットが停止しました。再起動後すぐに続きを行います。
delivery-unsure = チャンネルに届いたかどうかを確認できなかったため、再投稿は行いませんでした。
delivery-quiet-told = お伝えするニュースがなかったため、その旨だけを投稿しました。
delivery-stopped-title = 定期配信を停止しました
delivery-stopped = { $channel } への定期配信を停止しました。{ $reason }解消しましたら、「/定期配信 設定」で設定し直してください。
delivery-late-note = { $slot } の配信予定でしたが、遅れてのお届けとなりました。
delivery-none = まだ配信の時刻を迎えていません。
delivery-switched-off = 停止しました。{ $reason }
delivery-one-message = 2言語を1件にまとめて投稿
delivery-two-messages = 言語ごとに1件ずつ投稿
delivery-tells-quiet = ニュースがない日もお知らせ
delivery-weekdays =
    { $days ->
        [all] 毎日
        [working] 月曜から金曜
       *[weekend] 土曜と日曜
    }
delivery-weekdays-some = { $days }のみ
delivery-weekday-join = ・
delivery-others-in-channel = このチャンネルには、ほかに{ $n }件の定期配信があります。「/定期配信 一覧」で確認、「/定期配信 停止」で停止できます。
delivery-run-now-title = 今すぐ配信
delivery-run-now-done = { $channel } に本日のブリーフを投稿しました。次回の定期配信も予定どおり行います。
delivery-run-now-quiet = { $channel } にお伝えするニュースが今はないため、投稿しませんでした。
delivery-cmd-weekdays = 曜日
delivery-cmd-weekdays-about = 配信する曜日（省略すると毎日）
delivery-cmd-together = まとめる
delivery-cmd-together-about = 2言語を1件のメッセージにまとめる（省略すると言語ごとに1件）
delivery-cmd-quiet = 空でも通知
delivery-cmd-quiet-about = ニュースがない日もその旨を投稿する（省略すると投稿しない）
delivery-cmd-list = 一覧
delivery-cmd-list-about = このサーバーの定期配信と次回の時刻を表示する
delivery-cmd-status = 状況
delivery-cmd-status-about = 最近の配信の結果と理由を表示する
delivery-cmd-preview = プレビュー
delivery-cmd-preview-about = 今配信した場合の内容を自分だけに表示する
delivery-cmd-run-now = 今すぐ
delivery-cmd-run-now-about = 今すぐ投稿する（次回の定期配信はそのまま）
delivery-cmd-which = 設定
delivery-cmd-which-about = どの定期配信か（省略すると最初の1件）
delivery-cmd-which-off-about = どの定期配信か（省略するとすべて）
error-bad-weekdays = 「{ $value }」は曜日として読めません。「月水金」のように入力するか、候補からお選びください。
error-unknown-schedule = その定期配信はありません。「/定期配信 一覧」（端末では schedules list）で一覧を確認してください。
