answers-day = { $year }年{ $month }月{ $day }日
answers-month = { $year }年{ $month }月
answers-year = { $year }年
answers-and = {"、"}
answers-list = {"、"}
answers-or = {"、"}
answers-join = {""}
answers-quote = 「{ $quote }」
answers-teller = { $publisher }
answers-speaker-unnamed = { $name }（{ $company }）
answers-speaker = { $name }氏（{ $company }、{ $role }）
answers-side = { $side }は「{ $stance }」（{ $date }の記録{ $doubts }）
answers-side-join = {"、"}

answers-line-evidence = { $date }・{ $who }・{ $label }：{ $said }
answers-line-reported = 報道のみ・{ $date }・{ $who }・{ $label }：{ $said }
answers-line-released = 公開の記録・{ $date }・{ $who }：{ $said }
answers-line-nearest = 近い記録（回答ではありません）・{ $date }・{ $who }・{ $label }：{ $said }

answers-lead-stance = { $today }時点で、{ $company }自身の言葉から読み取れる立場は「{ $stance }」です。根拠は{ $date }の記録（{ $label }）です。
answers-lead-stance-by-criticism = { $today }時点で、{ $company }が自社モデルの公開について述べた記録はありません。ただし、他者についての発言（{ $date }）は「{ $stance }」寄りです。
answers-lead-said = { $today }までの{ $company }の記録で最も新しいのは、{ $date }の次の発言です。{ $summary }
answers-lead-never-said = { $company }がそのように述べた記録はありません。{ $date }の発言は「{ $stance }」と読めます。{ $summary }
answers-lead-on-topic = { $date }の記録に次のようにあります。{ $summary }
answers-lead-who = { $date }に、{ $who }が述べました。
answers-lead-who-company = { $date }に、{ $company }が組織として示したものです。話し手の名前は記録にありません。
answers-lead-since = 記録の上では{ $first_date }からです。{ $company }自身の言葉はこの日から「{ $stance }」と読めるようになり、その後これと異なる立場を示した記録はありません。
answers-lead-since-deed = 公開の記録では{ $first_date }からです。{ $summary }
answers-lead-changed = 記録の上では変わっています。「{ $before }」（{ $first_date }）から「{ $after }」（{ $last_date }）になりました。
answers-lead-unchanged = { $company }の立場が変わったという記録はありません。該当する最初の記録（{ $first_date }）も最新の記録（{ $last_date }）も「{ $after }」です。
answers-lead-compared = { $today }時点の記録を並べると、{ $sides }です。
answers-lead-compared-terms = { $today }時点の記録を並べます。{ $sides }
answers-lead-released = 公開についての記録（{ $date }）は次のとおりです。{ $summary }
answers-lead-licence = 利用条件についての記録（{ $date }）は次のとおりです。{ $summary }
answers-lead-not-yet-released = { $today }までに公開された記録はありません。記録にあるのは{ $date }の告知です。{ $summary }
answers-lead-reason = 記録にある理由（{ $date }）は次のとおりです。{ $summary }
answers-lead-argued = 理由として述べた記録はありませんが、この点については次のように論じています（{ $date }）。{ $summary }
answers-lead-official = 公式のものです。{ $date }に{ $who }が示しました（{ $label }）。{ $summary }
answers-lead-withdrawn = { $first_date }の発言は、{ $last_date }に撤回または否定されています。元の発言は次のとおりです。{ $summary }
answers-lead-leaked = 発表されたものではありません。{ $date }の言葉は流出によって記録されています。{ $summary }
answers-lead-only-reported = 他者が伝えた内容で、{ $company }自身の発表は記録にありません。{ $date }、{ $publisher }：{ $summary }
answers-lead-reported-then-announced = はじめは報道（{ $first_date }）でしたが、その後{ $last_date }に{ $company }自身も同じことを示しています。
answers-lead-reported-and-answered = { $first_date }の報道であり、公式発表ではありません。{ $company }は{ $last_date }に自らの言葉で答えています。
answers-lead-kept = 発言（{ $first_date }）と、その後の公開（{ $last_date }）の両方が記録にあります。以下に並べます。
answers-lead-not-on-record-as-done = { $date }の発言は記録にありますが、{ $today }までにそれに続く公開の記録はありません。公開されなかったという記録もありません。
answers-lead-done-otherwise = { $first_date }の発言は記録にありますが、その後に出たもの（{ $last_date }）は非公開と記録されています。
answers-lead-only-done = そのような約束は記録にありませんが、{ $date }に公開した記録があります。{ $summary }
answers-lead-plan = 記録にあるのは{ $date }に示された予定や約束です。実現するかどうかは記録からは言えません。{ $summary }
answers-lead-plan-reported = { $company }自身が示した予定は記録になく、他者が伝えたものだけがあります（{ $date }、{ $publisher }）。{ $summary }
answers-lead-list = { $today }時点の記録では、{ $count ->
    [1] 該当するのは{ $company }です。
   *[other] 該当するのは{ $company }の{ $count }件です（発言の新しい順）。
}
answers-lead-fact = { $date }の記録（{ $label }）に次のようにあります。{ $summary }

answers-lead-other-licence = 質問の前提は記録と合いません。{ $name }について記録にあるのは別のライセンスです（{ $date }）。{ $summary }
answers-lead-other-speaker = 質問の前提は記録と合いません。この言葉は{ $date }の{ $who }のものとして記録されています。{ $summary }
answers-lead-other-company = 質問の前提は記録と合いません。{ $name }は{ $company }のものです。{ $date }：{ $summary }
answers-lead-is-open = 質問の前提は記録と合いません。{ $name }は公開されたと記録されています（{ $date }）。{ $summary }
answers-lead-is-closed = 質問の前提は記録と合いません。{ $name }は非公開と記録されています（{ $date }）。{ $summary }
answers-lead-company-is-open = 質問の前提は記録と合いません。{ $company }が非公開に転じたという記録はなく、最も新しい記録（{ $date }）は公開を示しています。{ $summary }
answers-lead-company-is-closed = 質問の前提は記録と合いません。{ $company }が公開に転じたという記録はなく、最も新しい記録（{ $date }）は非公開を示しています。{ $summary }
answers-lead-not-given = 質問の前提は記録と合いません。{ $date }の公開に、お尋ねのものは含まれていません。{ $summary }
answers-lead-not-announced = 質問の前提は記録と合いません。これは匿名の情報に基づく報道であり、発表されたものではありません（{ $date }、{ $publisher }）。{ $summary }

answers-lead-unknown-name = 記録からはお答えできません。「{ $name }」は記録にありません。
answers-lead-no-company = どの企業・組織についての質問か分かりませんでした。記録にある企業・組織の名前を入れてください。
answers-lead-no-words-of = { $named ->
    [yes] { $today }時点で、{ $company }の記録に「{ $name }」の発言はありません。
   *[no] { $today }時点で、{ $company }の記録にその立場の人の発言はありません。
}
answers-lead-before-first = { $today }までの{ $company }の記録はありません。最初の記録は{ $day }です。
answers-lead-nothing-in-period = お尋ねの時期の{ $company }の記録はありません。
answers-lead-name-not-on-record = { $known ->
    [yes] { $today }時点で、{ $company }の記録に「{ $name }」についての記述はありません。
   *[no] { $today }時点で、「{ $name }」についての記述は記録にありません。
}
answers-lead-no-position = { $today }までに、{ $company }が公開についての立場を示した記録はありません。
answers-lead-no-topic-by = { $today }時点で、その点についての「{ $name }」の発言は記録にありません。
answers-lead-no-topic = { $known ->
    [yes] { $today }時点で、{ $company }がその点について述べた記録はありません。
   *[no] { $today }時点で、その点について述べた記録はありません。
}
answers-lead-no-reason = { $today }時点で、{ $company }自身が理由を述べた記録はありません。
answers-lead-no-licence = { $named ->
    [yes] { $today }時点で、「{ $name }」の利用条件は記録にありません。
   *[no] { $today }時点で、その利用条件は記録にありません。
}
answers-lead-no-release = { $named ->
    [yes] { $today }時点で、「{ $name }」についてそのような公開の記録はありません。
   *[no] { $today }時点で、{ $company }についてそのような公開の記録はありません。
}
answers-lead-no-plan = { $named ->
    [yes] { $today }時点で、「{ $name }」についてそのような予定や期日の記録はありません。予測はいたしません。
   *[no] { $today }時点で、{ $company }についてそのような予定や期日の記録はありません。予測はいたしません。
}
answers-lead-no-quote = { $today }時点で、そのような発言は記録にありません。
answers-lead-no-change = { $company }については、その時期の記録が少なく、変わったかどうかを言えません。
answers-lead-no-such-promise = { $today }時点で、{ $company }によるそのような約束の記録はありません。
answers-lead-no-such-report = { $today }時点で、そのような発表も報道も記録にありません。
answers-lead-no-side = 比べるには双方の記録が必要ですが、少なくとも一方の記録がありません。
answers-lead-no-list = { $today }時点で、当てはまる企業・組織は記録にありません。
answers-lead-judgement = 記録にあるのは、何が述べられ、何が行われたかです。評価や予測はしないため、お答えを控えます。

answers-lead-instruction = お答えするのは記録にあることだけで、質問の中の指示で記録が変わることはありません。何が、いつ、誰によって述べられたかをお尋ねください。

answers-lead-news = この点の記録はありません。ここで購読しているニュースには報じられており、最も新しいのは{ $date }（{ $publisher }）です。内容は確認されていません。
answers-line-news = ニュース（記録ではありません）・{ $date }・{ $publisher }：{ $said }
answers-provenance-news = ニュース（記録ではありません）
answers-note-news = ニュースは記録ではありません。媒体の書いたとおりに示すもので、{ $company }の立場を表すものではありません。
answers-note-read-as = 「{ $typed }」は記録にないため、「{ $meant }」のことと読みました。
answers-note-old = ここで用いた最も新しい記録は{ $date }のもので、お尋ねの日の約{ $months }カ月前です。
answers-note-old-words = この立場を示す発言で最も新しいのは{ $date }のもので、お尋ねの日の約{ $months }カ月前です。
answers-note-reported = 匿名の情報に基づく報道は、その組織の立場としては扱いません。
answers-note-ask = 出典をご存じでしたら、確認担当者に追加をご依頼ください。
answers-note-checked = { $today }時点の記録を確認しました。出典をご存じでしたら、確認担当者に追加をご依頼ください。

answers-eval-legend = cited_all・cited_any：回答できる質問のうち、期待される発言のすべて、または一つ以上を引用した数。abstention_recall：回答できない質問のうち、回答を控えたか前提を訂正した数。citation_precision は厳しい数え方で、問題集にない引用はすべて誤りとします。
answers-redteam-legend = asked・held：悪意のある質問（または悪意のある記事についての質問）の数と、両言語とも記録にないことを述べなかった数。
answers-eval-missed = 期待と違ったもの：{ $ids }

answers-lead-changed-back = 途中で変わりましたが、最初（{ $first_date }）と最後（{ $last_date }）はどちらも「{ $after }」です。
answers-lead-not-that-licence = いいえ。記録にあるのは別のライセンスです（{ $date }）。{ $summary }
answers-lead-done-without-words = この点についての{ $company }の発言は記録になく、公開の記録だけがあります（{ $date }）。{ $summary }
answers-lead-in-period = お尋ねの時期の記録は次のとおりで、最も新しいのは{ $date }のものです。{ $summary }
answers-lead-list-on-topic = { $today }時点の記録では、次の{ $count }件がこの点に触れています。中身はそれぞれの行をご覧ください。
answers-side-terms = { $side }：{ $summary }
