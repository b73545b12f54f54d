# 立場の年表（画像）の言葉と、画像を見られない人のための説明文。

chart-title = 公開姿勢についての発言
chart-title-of-one = 公開姿勢についての{ $company }の発言
chart-subtitle = 当事者自身の発言による　{ $from }〜{ $until }
chart-nothing = 記録なし
chart-stance =
    { $stance ->
        [open_source] 完全オープン
        [open_weights] 重みを公開
        [mixed] 公開・非公開を併用
        [gated_or_staged] 条件付き・段階的
        [closed] 非公開
       *[undeclared] 立場表明なし
    }
chart-mark =
    { $kind ->
        [own] 当事者の発言
        [reported] 報道・分析
       *[released] 実際の公開
    }
chart-month-name =
    { $month ->
        [m1] 1月
        [m2] 2月
        [m3] 3月
        [m4] 4月
        [m5] 5月
        [m6] 6月
        [m7] 7月
        [m8] 8月
        [m9] 9月
        [m10] 10月
        [m11] 11月
       *[m12] 12月
    }
chart-year = { $year }年
chart-month = { $year }年{ $month }
chart-day = { $year }年{ $month }{ $day }日
chart-tick-year = { $year }年
chart-tick-month = { $month }

# 言葉での説明

chart-words-of = { $company }：{ $spans }。現在は{ $now }。
chart-words-nothing = { $company }：記録なし。
chart-words-span = { $from }から{ $stance }
chart-words-join = 、
chart-words-marks = 発言{ $n }件を表示。
