cli-nothing-due = 今、更新を確かめる情報源はありません。URLを指定するか、「sources add URL」で情報源を追加してください。
cli-no-stories = この1日にお伝えする話題はまだありません。先に「ingest URL」で情報源を読み込んでください。
cli-reports = 記事{ $n }本
cli-status-ok = 完了
cli-status-not-modified = 変更なし
cli-status-failed = 失敗
cli-status-refused = 拒否
cli-status-gone = 消滅
cli-new-articles = { $n ->
    [0] 新しい記事はありません
   *[other] 新しい記事{ $n }本
}
cli-removed = { $title }（{ $url }）の登録を外しました。
cli-kb-loaded = 読み込みました（追加{ $added }件、更新{ $updated }件、変更なし{ $unchanged }件、こちらでの編集を優先{ $kept_local }件）。
cli-kb-exported = { $n }組織の記録を{ $folder }に書き出しました。
cli-kb-reviewed = { $n ->
    [0] 確認待ちの発言はありませんでした。
   *[other] { $n }件の発言を確認済みにしました。
}
cli-doctor-ok = 正常
cli-doctor-bad = 異常
cli-db-upgraded = データベース（{ $dialect }）は最新です。
cli-db-backed-up = { $file }にバックアップしました。
cli-db-restored = { $file }から戻しました。
cli-samples-clock = Discordのトークンがないため、付属の見本記事で動きを示します。時計は今日ではなく{ $day }に合わせています。
cli-edition-title = 瓦版 · 今日のブリーフ · { $day }
cli-question-title = 質問
cli-demo-url = ブラウザーで { $url } を開くと、模擬Discordで試せます（Ctrl-Cで終了）。
