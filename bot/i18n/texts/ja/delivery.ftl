delivery-late = 予定時刻より遅れて投稿しました。
delivery-quiet = お伝えするニュースがなかったため、投稿を見送りました。
delivery-missed = 予定時刻にボットが停止していました。復旧時には配信期限を過ぎていたため、投稿を見送りました。
delivery-expired = 配信期限までに投稿できなかったため、この回は見送りました。
delivery-retrying = 投稿できませんでした。まもなく再試行します。
delivery-refused = このチャンネルへの投稿がDiscordに拒否されました。チャンネルが残っているか、ボットに閲覧とメッセージ送信の権限があるかをご確認ください。
delivery-partial = ブリーフの一部しか投稿できませんでした。
delivery-turned-off = 投稿前に配信設定がオフになったため、配信を取りやめました。
