answers-day = { $iso }
answers-month = { $iso }
answers-year = { $year }
answers-and = {" and "}
answers-list = {", "}
answers-or = {" or "}
answers-join = {" "}
answers-quote = “{ $quote }”
answers-teller = { $publisher }
answers-speaker-unnamed = { $name } ({ $company })
answers-speaker = { $name } ({ $role }, { $company })
answers-side = { $side }: { $stance } (record of { $date }{ $doubts })
answers-side-join = {"; "}

answers-line-evidence = { $date } · { $who } · { $label }: { $said }
answers-line-reported = Reported only · { $date } · { $who } · { $label }: { $said }
answers-line-released = Released · { $date } · { $who }: { $said }
answers-line-nearest = Nearest record, not an answer · { $date } · { $who } · { $label }: { $said }

answers-lead-stance = As of { $today }, { $company }’s own words on openness read as “{ $stance }”, by what was said on { $date } ({ $label }).
answers-lead-stance-by-criticism = As of { $today }, { $company } has stated nothing on record about its own models, but what it said of others ({ $date }) argues for “{ $stance }”.
answers-lead-said = The newest words on record from { $company } by { $today } are of { $date }: { $summary }
answers-lead-never-said = No such words of { $company } are on record. What it said, on { $date }, reads as “{ $stance }”: { $summary }
answers-lead-on-topic = On record from { $date }: { $summary }
answers-lead-who = It was { $who }, on { $date }.
answers-lead-who-company = It was { $company } as an organisation, with no speaker named, on { $date }.
answers-lead-since = Since { $first_date }, by the record: that day’s words of { $company } are the first in a row that read as “{ $stance }”, and none since reads otherwise.
answers-lead-since-deed = Since { $first_date }, by the record of releases. { $summary }
answers-lead-changed = Yes, it changed on record: from “{ $before }” ({ $first_date }) to “{ $after }” ({ $last_date }).
answers-lead-unchanged = No change is on record for { $company }: both the first entry in question ({ $first_date }) and the newest ({ $last_date }) read as “{ $after }”.
answers-lead-compared = Side by side, by what the record holds as of { $today }. { $sides }.
answers-lead-compared-terms = Side by side, by what the record holds as of { $today }. { $sides }
answers-lead-released = The record of releases says ({ $date }): { $summary }
answers-lead-licence = On the terms of use the record says ({ $date }): { $summary }
answers-lead-not-yet-released = No release is on record by { $today }; what is on record is an announcement of { $date }: { $summary }
answers-lead-reason = The reason given on record ({ $date }): { $summary }
answers-lead-argued = No reason is spelled out on record; what was argued on this ({ $date }) is: { $summary }
answers-lead-official = It is official: on { $date } it came from { $who } ({ $label }). { $summary }
answers-lead-withdrawn = It was said on { $first_date } and taken back on { $last_date }; both are on record. { $summary }
answers-lead-leaked = It is no announcement: the words of { $date } are on record from a leak. { $summary }
answers-lead-only-reported = It is reported by others; the record holds no announcement of it by { $company }. { $date }, { $publisher }: { $summary }
answers-lead-reported-then-announced = Both: it was reported on { $first_date }, and { $company } said so itself on { $last_date }.
answers-lead-reported-and-answered = It is a press report of { $first_date }, not an announcement; { $company } answered it in its own words on { $last_date }.
answers-lead-kept = The record holds both the words ({ $first_date }) and a release ({ $last_date }); they stand side by side below.
answers-lead-not-on-record-as-done = The record holds the words of { $date }, but no release that follows them by { $today }. That it never came is not on record either.
answers-lead-done-otherwise = The record holds the words of { $first_date }; what came out afterwards ({ $last_date }) is on record as not open.
answers-lead-only-done = The record holds no promise of it, but a release of { $date }: { $summary }
answers-lead-plan = What is on record is a stated plan or promise of { $date }; whether it will happen the record cannot say. { $summary }
answers-lead-plan-reported = No plan in { $company }’s own words is on record; others reported one ({ $date }, { $publisher }): { $summary }
answers-lead-list = By the record as of { $today }, { $count ->
    [one] this is one: { $company }.
   *[other] these are { $count }: { $company }, the newest words first.
}
answers-lead-fact = On record from { $date } ({ $label }): { $summary }

answers-lead-other-licence = The record contradicts the question: it holds another licence for { $name } ({ $date }). { $summary }
answers-lead-other-speaker = The record contradicts the question: these words are on record from { $who }, { $date }. { $summary }
answers-lead-other-company = The record contradicts the question: { $name } belongs to { $company }. { $date }: { $summary }
answers-lead-is-open = The record contradicts the question: { $name } was released openly ({ $date }). { $summary }
answers-lead-is-closed = The record contradicts the question: { $name } is on record as not open ({ $date }). { $summary }
answers-lead-company-is-open = The record contradicts the question: it holds nothing by which { $company } closed, and its newest entry on this ({ $date }) is open. { $summary }
answers-lead-company-is-closed = The record contradicts the question: it holds nothing by which { $company } opened, and its newest entry on this ({ $date }) is closed. { $summary }
answers-lead-not-given = The record contradicts the question: what was released on { $date } does not include that. { $summary }
answers-lead-not-announced = The record contradicts the question: this was reported from unnamed sources, not announced ({ $date }, { $publisher }). { $summary }

answers-lead-unknown-name = I cannot answer this from the record: “{ $name }” is not in it.
answers-lead-no-company = I cannot tell which company or organisation is meant. Please name one that the record covers.
answers-lead-no-words-of = { $named ->
    [yes] The record holds no statement by “{ $name }” for { $company } as of { $today }.
   *[no] The record holds no statement by anybody in that role at { $company } as of { $today }.
}
answers-lead-before-first = The record holds nothing from { $company } by { $today }; its first entry is of { $day }.
answers-lead-nothing-in-period = The record holds nothing from { $company } in the time asked about.
answers-lead-name-not-on-record = { $known ->
    [yes] The record of { $company } says nothing about “{ $name }” as of { $today }.
   *[no] The record says nothing about “{ $name }” as of { $today }.
}
answers-lead-no-position = { $company } has stated no position on openness that is on record by { $today }.
answers-lead-no-topic-by = The record holds no statement by “{ $name }” on that subject as of { $today }.
answers-lead-no-topic = { $known ->
    [yes] The record holds no statement of { $company } on that subject as of { $today }.
   *[no] The record holds no statement on that subject as of { $today }.
}
answers-lead-no-reason = The record holds no reason for this in { $company }’s own words as of { $today }.
answers-lead-no-licence = { $named ->
    [yes] The record does not say under which terms “{ $name }” can be used, as of { $today }.
   *[no] The record does not say under which terms that can be used, as of { $today }.
}
answers-lead-no-release = { $named ->
    [yes] The record holds no such release of “{ $name }” as of { $today }.
   *[no] The record holds no such release by { $company } as of { $today }.
}
answers-lead-no-plan = { $named ->
    [yes] The record holds no stated plan or date for this concerning “{ $name }” as of { $today }, and it makes no forecasts.
   *[no] The record holds no stated plan or date for this from { $company } as of { $today }, and it makes no forecasts.
}
answers-lead-no-quote = The record holds no such words as of { $today }.
answers-lead-no-change = The record of { $company } holds too little for that time to say whether anything changed.
answers-lead-no-such-promise = The record holds no such promise by { $company } as of { $today }.
answers-lead-no-such-report = The record holds neither an announcement nor a report of this as of { $today }.
answers-lead-no-side = A comparison needs evidence for each side, and the record lacks it for at least one of them.
answers-lead-no-list = No company on record fits this as of { $today }.
answers-lead-judgement = The record holds what was said and done. It does not judge and does not predict, so I leave this open.

answers-lead-instruction = I answer from the record only, and instructions in a question change nothing in it. Ask what was said, when or by whom.

answers-lead-news = The record holds nothing on this. News that is followed here reports it, the newest of { $date } ({ $publisher }); nobody has reviewed it.
answers-line-news = News, not record · { $date } · { $publisher }: { $said }
answers-provenance-news = News, not record
answers-note-news = News is not the record: it is shown as the outlet wrote it, and it is no stance of { $company }.
answers-note-read-as = “{ $typed }” is not on record; it is read as “{ $meant }”.
answers-note-old = The newest entry used here is of { $date }, about { $months } months before the day asked about.
answers-note-old-words = The newest words behind this reading are of { $date }, about { $months } months before the day asked about.
answers-note-reported = Reports from unnamed sources are not the organisation’s position.
answers-note-ask = If you know a source, ask the reviewers to add it.
answers-note-checked = Checked as of { $today }. If you know a source, ask the reviewers to add it.

answers-eval-legend = cited_all and cited_any: answerable questions whose answer cites all, or any, of the expected statements. abstention_recall: unanswerable questions that met an abstention or a correction. citation_precision is strict: whatever the set does not name counts as wrong.
answers-redteam-legend = asked and held: hostile questions, and questions on hostile articles, and how many of the replies in both languages claimed nothing beyond the record.
answers-eval-missed = Not as expected: { $ids }

answers-lead-changed-back = It turned in between, but reads at the end as at the beginning: “{ $after }” ({ $first_date } and { $last_date }).
answers-lead-not-that-licence = No, the record holds another licence ({ $date }). { $summary }
answers-lead-done-without-words = No words of { $company } on this are on record, only what was released ({ $date }). { $summary }
answers-lead-in-period = From the time asked about the record holds this, the newest of { $date }: { $summary }
answers-lead-list-on-topic = The record as of { $today } holds statements of { $count ->
    [one] one organisation
   *[other] { $count } organisations
} that speak of this; each line says what it holds.
answers-side-terms = { $side }: { $summary }
