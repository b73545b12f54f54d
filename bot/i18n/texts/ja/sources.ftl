# 情報源：プレビュー、判定、登録できない理由、ほかのリーダーの一覧、スターターカタログ。

## 登録できない理由と対処

error-unsupported-scheme = 「{ $scheme }:」で始まるアドレスには対応していません。http:// または https:// で始まるウェブのアドレスを指定してください。
error-password-in-url = アドレスにユーザー名かパスワードが含まれているため、開きませんでした。それらのない公開アドレスを指定してください。
error-unknown-feed = 見つかった{ $n }件の中に、フィード「{ $feed }」はありません。「sources preview URL」で確かめて、番号かアドレスで選んでください。
error-unknown-pack = スターターカタログに「{ $pack }」というパックはありません。選べるパック：{ $packs }
error-too-many-sources = 情報源は{ $limit }件までです。いくつか外すか、運営者に KAWARABAN_MAX_SOURCES の引き上げを依頼してください。
error-service-without-feeds = { $service }はフィードを提供していません。その企業・団体の公式サイトやブログを探して、そのアドレスを指定してください。
error-no-feed-named = このページにはフィードの案内がなく、よくある場所にも見つかりませんでした。サイト内のRSSリンクのアドレスか、個別の記事のアドレスを指定してください。
error-login-wall = このページはログインが必要です。登録できるのは誰でも読めるものだけです。同じサイトの公開フィードを探してください。
error-bot-check = ブラウザーの確認画面が表示されるサイトのため、プログラムでは読めません。フィードがあれば、そのアドレスを直接指定してください。
error-error-page = 「ページが見つからない」という内容のページが返されました。アドレスを確かめてください。
error-other-document = { $kind ->
    [json] このアドレスの内容はJSONですが、JSONフィードではありません。RSS・Atom・JSONフィードのアドレスを指定してください。
    [xml] このアドレスの内容はXMLですが、フィードではありません（サイトマップなど）。RSSかAtomのアドレスを指定してください。
    [text] このアドレスの内容はただのテキストで、フィードも記事もありません。フィード、サイト、または記事のアドレスを指定してください。
   *[file] このアドレスの内容はファイル（画像、PDF、音声など）で、ページでもフィードでもありません。
}
error-opml-too-large = 一覧が大きすぎます（上限{ $limit }）。分割して、順に取り込んでください。
error-opml-with-entities = 独自の文書型宣言を含む一覧です。何が隠れているか分からないため、読み込みませんでした。フィードリーダーから書き出し直してください。
error-opml-is-feed = このファイルはフィードの一覧ではなく、フィードそのものです。「sources add URL」でそのアドレスを登録してください。
sources-refused-login = このサイトはログインが必要です（ステータス401）。登録できるのは誰でも読めるものだけです。
sources-refused-payment = このサイトは支払いが必要です（ステータス402）。登録できるのは誰でも読めるものだけです。
sources-refused-forbidden = このサイトはプログラムからの閲覧を拒んでいます（ステータス{ $status }）。ログインか、人であることの確認が必要なようです。フィードがあれば、そのアドレスを直接指定してください。
sources-refused-not-found = このアドレスには何もありません（ステータス404）。つづりを確かめるか、サイトのトップページを指定してください。
sources-refused-busy = アクセスが多すぎるとサイトが答えています（ステータス429）。1時間ほど待ってからお試しください。
sources-refused-legal = 法的な理由で、少なくともこのサーバーからは読めません（ステータス451）。
sources-refused-server = サイト側で障害が起きています（ステータス{ $status }）。しばらくしてからお試しください。
sources-refused-status = ページの代わりにステータス{ $status }が返されました。アドレスを確かめてください。
sources-refused-tls = サイトの証明書が正しくないため、安全に接続できません。サイト側の更新を待って、あらためてお試しください。
sources-refused-no-such-host = この名前のサイトはありません。アドレスのつづりを確かめてください。
sources-refused-nobody-listens = サーバーはありますが、このアドレスではウェブサイトが応答しません。アドレスを確かめるか、しばらくしてからお試しください。

## プレビュー

sources-facts = { $sort ->
    [podcast] ポッドキャスト
    [comments] 読者コメント
   *[news] フィード
} · { $lang } · { $n }件 · { $carries ->
    [full] 全文あり
    [summary] 要約のみ
   *[titles] 見出しのみ
}
sources-facts-rhythm = { $facts } · { $rhythm }
sources-rhythm = { $unit ->
    [minutes] 約{ $n }分ごと
    [hours] 約{ $n }時間ごと
    [days] { $n ->
        [1] ほぼ毎日
       *[other] 約{ $n }日ごと
    }
   *[weeks] { $n ->
        [1] ほぼ毎週
       *[other] 約{ $n }週間ごと
    }
}
sources-no-date = 日付なし
sources-a-page = { $title } は単独の記事（{ $lang }）です。登録すると一度だけ読み込みます。
sources-choose = サイトにはほかに{ $n }件のフィードがあります。--feed に番号かアドレスを付けて選べます。
sources-choose-for-article = この記事ではなくサイトを登録するには、--feed で次のフィードを選んでください。
sources-others = サイトのほかのフィード（--feed で登録できます）：
sources-choice = { $title } · { $lang } · { $n }件 · 最新 { $newest }
sources-others-by-address = サイトにはほかのフィードもあります。登録するには、次のアドレスを指定してください。
sources-more-named = ほかにも{ $n }件のフィードが案内されていますが、読み込んでいません。

## 判定

sources-verdict-ok = 問題ありません。
sources-verdict-known = すでに取得している情報源{ $id }（{ $title }）です。
sources-verdict-duplicate = 情報源{ $id }（{ $title }）と同じフィードで、アドレスだけが違います。取得は一度で足りるため、その情報源を使います。
sources-verdict-overlap = 内容はすべて、より多くの記事を載せる情報源{ $id }（{ $title }）からも届きます。
sources-verdict-foreign = 使われている言語は「{ $lang }」です。ブリーフに使うのは日本語と英語の記事だけです。
sources-verdict-stale = { $days }日間、新しい記事がありません。更新が止まっている可能性があります。
sources-verdict-undated = 項目に日付がありません。記事のページで日付を確かめ、そこにもなければ読み込んだ時刻を公開時刻とみなします。
sources-verdict-thin = 見出ししか載っていません。本文は各記事のページから読むため、時間がかかり、読めないこともあります。
sources-verdict-few = 項目が{ $n }件しかないため、まだ十分に判断できません。
sources-verdict-unread = まだ読み込んでいません。最初の取得で、使えるかどうかが分かります。
sources-verdict-paused = 一時停止中です。
sources-verdict-silent = 応答はありますが、記事になった項目がまだありません。
sources-verdict-shaky = 直近{ $failures }回の取得に失敗しました：{ $reason }自動で再試行します。
sources-verdict-failing = { $failures }回続けて失敗しています：{ $reason }
sources-verdict-retired = 取得を終了しました：{ $reason }

## 登録・確認・一覧

sources-added = 情報源{ $id }として登録しました：{ $title }
sources-added-page = 情報源{ $id }（一度だけ読む単独の記事）として登録しました：{ $title }
sources-already-followed = 情報源{ $id }としてすでに登録されています：{ $title }
sources-followed-known = すでに取得している情報源{ $id }を登録しました：{ $title }
sources-followed-twin = アドレスだけが違う同じフィードがあるため、情報源{ $id }として登録しました：{ $title }
sources-not-added = { $url } は登録できませんでした。{ $reason }
sources-test-works = 今は正常に読み込めます。
sources-test-works-again = 再び読み込めるようになりました。次の巡回で取得します。
sources-test-fails = 今は読み込めません。{ $reason }
sources-none = まだ情報源がありません。「sources add URL」で登録するか、「sources starter」でまとめて登録してください。
sources-kind = { $kind ->
    [page] 記事
   *[feed] フィード
}
sources-state = { $state ->
    [paused] 一時停止
    [gone] 取得終了
   *[active] 有効
}
sources-read-at = 最終成功 { $when }
sources-read-never = 未取得
sources-read-unknown = 最終成功は不明
sources-newest = 最新記事 { $when }
sources-newest-none = 記事なし
sources-need-care = 確認が必要な情報源が{ $n }件あります（失敗の繰り返し、または取得終了）。「sources test ID」で理由を確かめられます。

## ほかのリーダーの一覧

sources-imported = 登録{ $taken }件、登録済み{ $known }件、登録不可{ $refused }件。{ $taken ->
    [0] 新しく読み込むものはありません。
   *[other] 次の巡回から順に読み込みます。それぞれの状態は「sources list」で確かめられます。
}
sources-import-line = { $status ->
    [taken] 登録
    [known] 登録済み
   *[refused] 登録不可
}
sources-import-damaged = ファイルが壊れているため、読み取れた分だけを取り込みました。漏れがないよう、書き出し直してもう一度取り込んでください。
sources-import-empty = 一覧にフィードがありません。
sources-line-no-address = この行にはフィードのアドレス（xmlUrl）がありません。
sources-line-repeated = 同じアドレスが一覧に2回あります。
sources-line-include = この行は別の一覧を指していますが、取得しません。その一覧を単独で取り込んでください。
sources-line-link = この行はフィードではなく、ページへのブックマークです。ページは「sources add」で登録してください。

## スターターカタログ

sources-starter-about = AI分野の主な情報源をパックにまとめたものです。{ $day }作成、実際の接続は未確認のため、使えないものは「sources list」に表示されます。
sources-starter-pack = { $id } · { $name } · { $n }件
sources-starter-how = 「sources starter パック名」でまとめて登録、「--show」を付けると中身を確かめられます。
sources-starter-by-others = 第三者作成
