# 定期配信ごとの追跡対象と、そのプレビュー。

error-only-without-topics = 「対象だけ」を選ぶときは、対象の企業やキーワードも指定してください（端末では --topic と --only）。
schedule-topics =
    { $only ->
        [yes] { $names }に関する話題だけ
       *[no] { $names }に関する話題を優先
    }
schedule-topics-more = { $names }ほか{ $n }件
schedule-topics-join = 、
schedule-edition-untracked = 直近24時間のニュースに、このブリーフの追跡対象に関するものはありませんでした。
schedule-preview-title = プレビュー：{ $title }
schedule-preview-note = いま配信した場合に { $channel } へ投稿される内容です。まだ投稿していません。次回の定期配信にも影響しません。
schedule-preview-head = 定期配信{ $schedule }のプレビュー：いま配信した場合の内容です。まだ投稿していません。
schedule-preview-none = この定期配信でお伝えするニュースは今ありません。

schedule-cmd-topics = 対象
schedule-cmd-topics-about = この定期配信だけの企業・キーワード。「、」で区切る（省略すると /watch の追跡対象）
schedule-cmd-only = 対象だけ
schedule-cmd-only-about = 対象に関する話題だけを載せる（省略すると優先して載せる）
