briefs-point-kind =
    { $kind ->
        [official] 【公式】
        [executive] 【幹部の発言】
        [reported] 【報道】
        [opinion] 【見方】
        [release] 【公開】
        [correction] 【訂正】
        [retraction] 【撤回】
       *[fact] 【事実】
    }
briefs-language =
    { $tag ->
        [ja] 日本語
        [en] 英語
        [zh] 中国語
        [ko] 韓国語
        [fr] フランス語
        [de] ドイツ語
        [es] スペイン語
       *[other] その他の言語
    }
briefs-labelled = { $label }{ $words }
briefs-original = { $words }（{ $language }の原文）
briefs-report-headline = 報道：{ $title }
briefs-gist-unnamed = AI業界の話題
briefs-topic =
    { $topic ->
        [release] モデルなどの公開
        [delay] 延期
        [licence] ライセンス
        [safety] 安全性
        [plan] 今後の方針
        [closed] クローズドなモデル
        [openness] オープン化
        [unchanged] 方針の維持
        [discussion] 社内の議論
        [money] 資金・業績
        [court] 訴訟
        [deal] 提携・買収
        [people] 人事
        [rules] 規制・政策
        [preview] 予告
        [research] 研究
        [letter] 書簡
       *[chips] 半導体・計算基盤
    }
briefs-figure =
    { $unit ->
        [USD] { $number }ドル
        [EUR] { $number }ユーロ
        [JPY] { $number }円
        [CNY] { $number }元
        [GBP] { $number }ポンド
       *[percent] { $number }％
    }
briefs-spokesperson = 広報担当者
briefs-stance = 立場：{ $company }「{ $stance }」（{ $provenance }）
briefs-stance-speaker = 立場：{ $company }「{ $stance }」（{ $provenance }、{ $speaker }）
briefs-sources = 出典
briefs-source = { $outlet }　{ $day }　{ $language }
briefs-source-excerpt = （冒頭のみ。続きは有料または会員限定）
briefs-written-local = 出典の文を選んで並べたもので、言語モデルによる作文は含まない。
briefs-written-model = { $engine } が番号付きの出典をもとに作成した。
briefs-reports = 報道{ $count }件から
briefs-eval-legend = ローカルエンジンのブリーフ：求めた事実を伝えた割合（coverage）、両言語がそろって伝えた割合（agreement）。続けて、重複した項目、長すぎるブリーフ、前の文に寄りかかった項目、伝え方を誤った項目、あってはならない語句、空のブリーフの数。
briefs-correction =
    { $change ->
        [retracted] { $outlet }が記事を撤回した。
       *[corrected] { $outlet }が記事を訂正した。
    }
briefs-correction-notice =
    { $change ->
        [retracted] { $notice }
       *[corrected] { $outlet }が記事を訂正した。{ $notice }
    }
briefs-correction-headline =
    { $change ->
        [retracted] { $outlet }が記事を撤回
       *[corrected] { $outlet }が記事を訂正
    }
briefs-correction-foreign =
    { $change ->
        [retracted] { $language }の媒体が記事を撤回した。
       *[corrected] { $language }の媒体が記事を訂正した。
    }
