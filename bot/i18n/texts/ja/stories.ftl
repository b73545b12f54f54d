# 話題と版：続報、採否の理由。

stories-update = 続報
stories-update-headline = 【続報】{ $headline }
stories-why-chosen = 掲載（{ $place }位）：{ $facts }。
stories-why-below = 掲載なし（{ $place }位、上位の話題を優先）：{ $facts }。
stories-why-told = 掲載なし：{ $day }に配信済みで、その後に新しい事実の報道がありません。
stories-why-not-tracked = 掲載なし：追跡対象だけを載せる設定で、この話題は追跡対象に関するものではありません。
stories-why-off-topic = 掲載なし：見出しと書き出しがAI業界に関する内容ではありません。
stories-why-old = 掲載なし：直近24時間の記事がありません。
stories-why-outlets = 独立した媒体{ $n }社
stories-why-languages = 日英両方の報道
stories-why-official = 公式の説明あり
stories-why-novelty =
    { $novelty ->
        [update] 前回以降に新しい事実
        [told_elsewhere] 別のチャンネルで配信済み
       *[told] 配信済み
    }
stories-why-tracked = 追跡対象（{ $names }）
stories-why-hours = 最新の記事は{ $n }時間前
stories-why-just-now = 最新の記事は1時間以内
stories-why-join = 、
stories-eval-legend = 分類：B-cubedと日英間の組のF値。続報：ある話題の2本目以降の記事のうち、新しい事実を含むものを見つけた割合。分野：一般のフィードの項目のうち、AI業界に関するものを見つけた割合。規則の調整にはdevだけを使用。
stories-page-step =
    { $step ->
        [fetching] ページを読み込んでいます…
        [placing] 関連する話題を探しています…
       *[writing] ブリーフを作成しています…
    }
