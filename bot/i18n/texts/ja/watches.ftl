# 追跡対象：サーバーが追いかける企業とキーワード。

error-empty-keyword = 追跡できる語がありません。企業名かキーワードを指定してください。
error-keyword-too-short = 「{ $keyword }」は短すぎて、ほとんどの記事に当てはまってしまいます。2文字以上で指定してください。
error-keyword-too-long = キーワードは{ $limit }文字までです。要点となる語だけを指定してください。
error-too-many-watches = 追跡対象は{ $limit }件までです。いくつか外してから追加してください。
error-not-watched = 「{ $name }」は追跡対象に入っていません。一覧で確かめてください。
watch-added =
    { $kind ->
        [company] 企業「{ $name }」を追跡対象に加えました。
       *[keyword] キーワード「{ $name }」を追跡対象に加えました。
    }
watch-known = 「{ $name }」はすでに追跡対象です。
watch-removed = 「{ $name }」を追跡対象から外しました。
watch-line =
    { $kind ->
        [company] 企業：{ $name }
       *[keyword] キーワード：{ $name }
    }
watch-none = 追跡対象はまだありません。ブリーフにはAI業界のニュース全般が入ります。
watch-coverage =
    { $coverage ->
        [tracked] ブリーフには追跡対象に関する話題だけが入ります。
       *[all] ブリーフにはすべての話題が入り、追跡対象に関するものが優先されます。
    }

## Discord

discord-watch-title = 追跡対象（{ $n }件）
discord-watch-none = このサーバーには、まだ追跡対象がありません。「/追跡 追加」で企業やキーワードを加えると、関連する話題がブリーフで優先されます。
discord-watch-companies = 企業
discord-watch-keywords = キーワード
discord-watch-added-title = 追跡対象
discord-choice-watch-all = すべての話題（追跡対象を優先）
discord-choice-watch-tracked = 追跡対象の話題だけ
discord-choice-watch-keyword = 「{ $keyword }」をキーワードとして追加

discord-cmd-watch = 追跡
discord-cmd-watch-about = このサーバーが追跡する企業とキーワード（「サーバー管理」権限が必要）
discord-cmd-watch-add = 追加
discord-cmd-watch-add-about = 企業かキーワードを追跡対象に加え、関連する話題をブリーフで優先する
discord-cmd-watch-name = 名前
discord-cmd-watch-add-name-about = 企業名（日本語・英語）、または任意のキーワード
discord-cmd-watch-list = 一覧
discord-cmd-watch-list-about = このサーバーの追跡対象を表示する
discord-cmd-watch-remove = 削除
discord-cmd-watch-remove-about = 企業かキーワードを追跡対象から外す
discord-cmd-watch-remove-name-about = 外す企業またはキーワード
discord-cmd-watch-stories = 話題
discord-cmd-watch-stories-about = ブリーフに入れる話題を選ぶ（すべて、または追跡対象だけ）
discord-cmd-watch-which = 範囲
discord-cmd-watch-which-about = すべての話題（追跡対象を優先）か、追跡対象の話題だけか
