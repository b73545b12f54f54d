# 立場の根拠が弱いことの示し方
doubts-join = {"、"}
doubts-list-join = {"、また"}
doubts-stance-done_otherwise = ただし、その後に公開されたもの（{ $date }）は「{ $stance }」で、この発言とは食い違います。
doubts-stance-only_work = ただし、これはデータ・コード・論文についての発言で、モデルそのものには触れていません。
doubts-stance-only_policy = ただし、これは制度のあり方についての発言で、自社のモデルには触れていません。
doubts-stance-old = なお、この発言は約{ $months }カ月前のものです。
doubts-side-done_otherwise = その後の公開とは食い違う
doubts-side-only_work = データ・コード・論文に限った発言
doubts-side-only_policy = 制度についての発言
doubts-side-old = 1年以上前の発言
doubts-why-done_otherwise = その後の公開が発言と食い違う
doubts-why-only_work = データ・コード・論文に限った発言
doubts-why-only_policy = 制度についての発言
doubts-why-old = 1年以上前の発言
doubts-list = 根拠が弱いため別に挙げると、{ $groups }です。
doubts-list-group = { $companies }（{ $why }）
doubts-list-none = { $today }時点の記録では、自社モデルについての最近の発言から「{ $stance }」と読める企業・組織はありません。

review-because-done_otherwise = ただし：その後の公開は発言と食い違う（{ $id }）
review-because-old = ただし：発言は1年以上前のもの

doubts-line-turn = { $date }・{ $who }・{ $label }・「{ $stance }」：{ $said }
doubts-more-turns = この間の記録はほかに{ $count }件ありますが、これより大きな変化はないため省きました。
doubts-more = 当てはまる記録はほかに{ $count }件ありますが、ここでは省きました。
