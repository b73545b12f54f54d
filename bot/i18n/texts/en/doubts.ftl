# Why a reading stands on thin ground.
doubts-join = {"; "}
doubts-list-join = {"; "}
doubts-stance-done_otherwise = What it has released since reads otherwise: “{ $stance }” ({ $date }).
doubts-stance-only_work = Those words are on data, code or papers; of its models they say nothing.
doubts-stance-only_policy = Those words are on what the rules should be; of its own models they say nothing.
doubts-stance-old = Those words are about { $months } months old.
doubts-side-done_otherwise = released otherwise since
doubts-side-only_work = on data, code or papers only
doubts-side-only_policy = on public rules only
doubts-side-old = more than a year old
doubts-why-done_otherwise = what was released since differs
doubts-why-only_work = words on data, code or papers only
doubts-why-only_policy = words on public rules only
doubts-why-old = words more than a year old
doubts-list = On thinner ground, and so apart: { $groups }.
doubts-list-group = { $companies } ({ $why })
doubts-list-none = By the record as of { $today }, no organisation’s recent words on its own models read as “{ $stance }”.

review-because-done_otherwise = but: what was released since reads otherwise ({ $id })
review-because-old = but: the words are more than a year old

doubts-line-turn = { $date } · { $who } · { $label } · “{ $stance }”: { $said }
doubts-more-turns = { $count ->
    [one] One further entry of that time is on record; it brings no larger turn.
   *[other] { $count } further entries of that time are on record; they bring no larger turn.
}
doubts-more = { $count ->
    [one] One more on record fits and is left out here.
   *[other] { $count } more on record fit and are left out here.
}
