## 発言の確認と編集

cards-button-edit-reading = 分類を編集
cards-button-edit-words = 文面を編集
cards-review-modality = **述べ方**：{ $value }
cards-review-scope = **対象**：{ $value }
cards-review-role = { $speaker }（{ $role }）
cards-form-reading = 発言の分類を編集
cards-form-words = 発言の文面を編集
cards-form-stance = 立場
cards-form-provenance = 情報の種類
cards-form-modality = 述べ方
cards-form-scope = 対象
cards-form-scope-about = 複数選べます。
cards-form-said-on = 発言日
cards-form-said-on-about = 年-月-日（日が不明なら年-月、または年だけ）
cards-form-quote = 引用
cards-form-quote-about = 記事にあるとおり、一字一句そのまま
cards-form-speaker = 発言者（英語名 / 日本語名）
cards-form-speaker-about = 空にすると、個人ではなく企業としての発言になります。
cards-form-role = 当時の肩書（英語 / 日本語）
cards-form-role-about = 不明なら空のままにします。
cards-form-summary-ja = 日本語の要旨
cards-form-summary-ja-about = 一文で、「である」調で書きます。
cards-form-summary-en = 英語の要旨
cards-form-summary-en-about = 英語の一文で書きます。
cards-error-speaker-missing = 「経営幹部の発言」には発言者が必要です。「文面を編集」で発言者を入力するか、情報の種類を変えてください。
cards-list-join = 、
