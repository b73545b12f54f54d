gist-press = { $language }メディア
gist-thing =
    { $thing ->
        [weights] モデルの重み
        [code] コード
        [data] データ
       *[model] モデル
    }
gist-thing-named =
    { $thing ->
        [weights] { $name }の重み
        [code] { $name }のコード
       *[model] { $name }
    }
# した・すると、の前に来る節。
gist-done =
    { $act ->
        [release] { $actor }が{ $object }を公開した
        [withhold] { $actor }が{ $object }を公開しない
        [delay] { $actor }が公開を延期した
        [delay-object] { $actor }が{ $object }の公開を延期した
        [licence] { $actor }がライセンスの条件を定めた
        [licence-object] { $actor }が{ $object }のライセンスの条件を定めた
        [raise] { $actor }が{ $object }を調達した
        [invest] { $actor }が{ $object }を投資した
        [sue] { $actor }が{ $object }を提訴した
        [deny] { $actor }が{ $object }をめぐる見方を否定した
        [partner] { $actor }が{ $object }と提携した
        [buy] { $actor }が{ $object }を買収した
        [hire] { $actor }が{ $object }を起用した
       *[rules] { $actor }が規則や指針を示した
    }
gist-planned =
    { $act ->
        [release] { $actor }が{ $object }を公開する
        [withhold] { $actor }が{ $object }を公開しない
        [delay] { $actor }が公開を延期する
        [delay-object] { $actor }が{ $object }の公開を延期する
        [licence] { $actor }がライセンスの条件を定める
        [licence-object] { $actor }が{ $object }のライセンスの条件を定める
        [raise] { $actor }が{ $object }を調達する
        [invest] { $actor }が{ $object }を投資する
        [partner] { $actor }が{ $object }と提携する
        [buy] { $actor }が{ $object }を買収する
        [hire] { $actor }が{ $object }を起用する
       *[rules] { $actor }が規則や指針を示す
    }
gist-headline =
    { $act ->
        [release] { $actor }、{ $object }を公開
        [release-planned] { $actor }、{ $object }を公開へ
        [withhold] { $actor }、{ $object }を公開しない方針
        [delay] { $actor }、公開を延期
        [delay-object] { $actor }、{ $object }の公開を延期
        [licence] { $actor }、ライセンスの条件を設定
        [licence-object] { $actor }、{ $object }のライセンス条件を設定
        [licence-planned] { $actor }、ライセンス条件を変更へ
        [raise] { $actor }、{ $object }を調達
        [raise-planned] { $actor }、{ $object }を調達へ
        [invest] { $actor }、{ $object }を投資
        [invest-planned] { $actor }、{ $object }を投資へ
        [sue] { $actor }、{ $object }を提訴
        [deny] { $actor }、{ $object }をめぐる見方を否定
        [partner] { $actor }、{ $object }と提携
        [partner-planned] { $actor }、{ $object }と提携へ
        [buy] { $actor }、{ $object }を買収
        [buy-planned] { $actor }、{ $object }を買収へ
        [hire] { $actor }、{ $object }を起用
        [hire-planned] { $actor }、{ $object }を起用へ
        [rules] { $actor }、規則や指針を公表
       *[rules-planned] { $actor }、規則や指針を公表へ
    }
gist-headline-marked = { $headline }（{ $language }の報道）
gist-headline-about =
    { $voice ->
        [official] { $subject }、{ $topics }について説明
        [executive] { $subject }幹部、{ $topics }について発言
        [reported] { $subject }、{ $topics }をめぐる未確認情報
        [opinion] { $subject }の{ $topics }をめぐる見方
       *[fact] { $subject }の{ $topics }をめぐる動き
    }
gist-lead =
    { $voice ->
        [official] { $clause }と発表したと{ $press }が報じた。
        [executive] { $clause }と幹部が述べたと{ $press }が報じた。
       *[fact] { $clause }と{ $press }が報じた。
    }
gist-lead-about =
    { $voice ->
        [official] { $subject }が{ $topics }について公式に説明したと{ $press }が報じた。
        [executive] { $subject }の幹部が{ $topics }について発言したと{ $press }が報じた。
        [speaker] { $speaker }が{ $topics }について発言したと{ $press }が報じた。
        [speaker-of] { $subject }の{ $speaker }が{ $topics }について発言したと{ $press }が報じた。
        [reported] { $subject }の{ $topics }をめぐり、公式には確認されていない情報が{ $press }で報じられた。
        [opinion] { $subject }の{ $topics }をめぐる見方を{ $press }が伝えた。
       *[fact] { $subject }の{ $topics }について{ $press }が報じた。
    }
gist-lead-unnamed =
    { $voice ->
        [reported] { $topics }をめぐり、公式には確認されていない情報が{ $press }で報じられた。
       *[fact] { $topics }について{ $press }が報じた。
    }
gist-lead-plain = { $subject }について{ $press }が報じた。
gist-headline-event =
    { $voice ->
        [reported] 未確認情報：{ $subject }の{ $event }
       *[fact] { $subject }：{ $event }
    }
gist-headline-event-alone =
    { $voice ->
        [reported] 未確認情報：{ $event }
       *[fact] { $event }
    }
gist-headline-figure = { $headline }、{ $figure }
gist-lead-bare = { $press }だけが報じている。
gist-both = { $first }ほか、{ $second }
gist-details = { $sentence }（{ $details }）。
gist-detail-date = 日付は{ $items }
gist-detail-dates = 日付は{ $items }
gist-detail-figure = 数字は{ $items }
gist-detail-figures = 数字は{ $items }
gist-detail-name = 名前は{ $items }
gist-detail-names = 名前は{ $items }
gist-and = { $first }と{ $last }
gist-person = { $name }氏
gist-translated = { $words }（{ $language }からの機械翻訳）
gist-written-translated = 出典の文を選び、この計算機で機械翻訳したもの。原文は出典のリンク先にある。言語モデルによる作文は含まない。
error-translation =
    { $fault ->
        [library] オフライン翻訳のライブラリーが入っていません。追加機能「translate」を付けてインストールするか、KAWARABAN_TRANSLATION_DIR の設定を外してください。
        [folder] KAWARABAN_TRANSLATION_DIR のフォルダーがありません（{ $where }）。作ってモデルを置くか、設定を外してください。
        [empty] KAWARABAN_TRANSLATION_DIR に ja-en も en-ja もありません（{ $where }）。翻訳の方向と同じ名前のフォルダーを作り、モデルを置いてください。
        [files] オフライン翻訳のファイルが足りません（{ $where }）。モデルと語彙のファイルを置いてください。
        [slow] オフライン翻訳に時間がかかりすぎました（{ $where }）。次に起動するまで、一方の言語だけの話題は原文で示します。
        [refused] オフライン翻訳は先ほど失敗したため、次に起動するまで使いません（{ $where }）。
       *[broken] オフライン翻訳がファイルを読み込めません（{ $where }）。この版に合う完全なファイルを入れ直してください。
    }
gist-mark-translated = 機械翻訳
gist-event-label =
    { $event ->
        [price-rise] 値上げ
        [price-cut] 値下げ
        [layoffs] 人員削減
        [outage] サービス障害
        [breach] セキュリティーの問題
        [fine] 制裁金
        [lawsuit] 訴訟
        [probe] 当局の調査
        [export] 輸出規制
        [rules] 規制・指針
        [acquisition] 買収・合併
        [funding] 資金調達
        [departure] 退任
        [appointment] 人事
        [benchmark] 性能評価
        [supply] 供給契約
        [partnership] 提携
        [investment] 出資・投資
        [plant] 設備の新設
        [delay] 延期
        [licence] ライセンス
        [release] 公開・提供
        [certification] 承認・認証
        [results] 業績
        [accident] 事故
       *[study] 研究
    }
gist-event =
    { $event ->
        [price-rise] 値上げ
        [price-cut] 値下げ
        [layoffs] 人員削減
        [outage] サービス障害
        [breach] セキュリティーの問題
        [fine] 制裁金
        [lawsuit] 訴訟
        [probe] 当局の調査
        [export] 輸出規制
        [rules] 規制・指針
        [acquisition] 買収・合併
        [funding] 資金調達
        [departure] 退任
        [appointment] 人事
        [benchmark] 性能評価
        [supply] 供給契約
        [partnership] 提携
        [investment] 出資・投資
        [plant] 設備の新設
        [delay] 延期
        [licence] ライセンス
        [release] 公開・提供
        [certification] 承認・認証
        [results] 業績
        [accident] 事故
       *[study] 研究
    }
gist-figure =
    { $unit ->
        [USD] { $number }ドル
        [EUR] { $number }ユーロ
        [JPY] { $number }円
        [CNY] { $number }元
        [GBP] { $number }ポンド
        [times] { $number }倍
        [hour] { $number }時間
        [day] { $number }日間
        [month] { $number }カ月
        [year] { $number }年間
        [person] { $number }人
        [company] { $number }社
        [country] { $number }カ国
        [gpu] { $number }基のGPU
        [token] { $number }トークン
        [parameter] { $number }パラメーター
       *[percent] { $number }％
    }
gist-bound =
    { $bound ->
        [about] 約{ $figure }
        [over] { $figure }超
        [least] { $figure }以上
        [under] { $figure }未満
        [most] 最大{ $figure }
        [nearly] { $figure }近く
       *[exact] { $figure }
    }
gist-headline-retracted = { $notice }（{ $subject }をめぐる報道）
