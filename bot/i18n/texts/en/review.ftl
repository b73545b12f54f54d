review-role-unknown = role not stated
review-summary-official-statement = { $company } stated a position on openness that reads as “{ $stance }” ({ $date }).
review-summary-executive-quote = An executive of { $company } took a position on openness that reads as “{ $stance }” ({ $date }).
review-summary-anonymous-report = A report citing unnamed sources says of { $company } what reads as “{ $stance }” ({ $date }).
review-summary-third-party-analysis = Somebody outside { $company } described its openness in words that read as “{ $stance }” ({ $date }).
review-summary-release = { $company } made a release that reads as “{ $stance }” ({ $date }).
review-empty = Nothing waits for review.
review-done = { $n ->
    [one] One statement decided.
   *[other] { $n } statements decided.
}
review-undone = { $n ->
    [one] One decision taken back.
   *[other] { $n } decisions taken back.
}
review-edited = { $id } now reads as edited; the earlier words stay in its history.
review-history = { $at } · { $by } ({ $where }): { $change }
review-where-house = operator
review-where-guild = server { $guild }
review-change-edit = edited
review-found-in = Found in { $outlet }: { $title }
review-because-newest_own_word = because: it is the newest of the company’s own words on its models ({ $id })
review-because-only_work = because: nothing is said of models; it rests on papers, data or code ({ $id })
review-because-only_policy = because: nothing is said of its own practice; it is what it asks of governments ({ $id })
review-because-only_uncertain = because: all that counts may have been said after that day ({ $id })
review-because-no_own_word = because: no word of its own on openness is on record by then
review-valid = { $folder }: { $companies } organisations, { $statements } statements, no faults.
review-diff-same = The two data sets hold the same.
extraction-eval-legend = extraction: statements found in articles that the rules were (dev) or were not (test) tuned on, by organisation, provenance and stance. dates: of those found, how many have the day said. verbatim: every quote stands in its article.

error-unknown-statement = There is no statement { $id } that you may review. List what waits with “review list”.
error-quote-not-in-source = These words do not stand in any article that gave this statement. Copy them letter by letter.
