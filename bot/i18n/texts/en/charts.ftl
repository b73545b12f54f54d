# The timeline of stances as a picture: its words, and the picture told in words for those who do not see it.

chart-title = What they have said about openness
chart-title-of-one = What { $company } has said about openness
chart-subtitle = Their own words, { $from } to { $until }
chart-nothing = Nothing on record
chart-stance =
    { $stance ->
        [open_source] Open source
        [open_weights] Open weights
        [mixed] Mixed
        [gated_or_staged] Gated or staged
        [closed] Closed
       *[undeclared] No position
    }
chart-mark =
    { $kind ->
        [own] Their own words
        [reported] Reported or analysed
       *[released] Actual release
    }
chart-month-name =
    { $month ->
        [m1] Jan
        [m2] Feb
        [m3] Mar
        [m4] Apr
        [m5] May
        [m6] Jun
        [m7] Jul
        [m8] Aug
        [m9] Sep
        [m10] Oct
        [m11] Nov
       *[m12] Dec
    }
chart-year = { $year }
chart-month = { $month } { $year }
chart-day = { $month } { $day }, { $year }
chart-tick-year = { $year }
chart-tick-month = { $month }

# In words

chart-words-of = { $company }: { $spans }. Now: { $now }.
chart-words-nothing = { $company }: nothing on record.
chart-words-span = { $stance } from { $from }
chart-words-join = {", "}
chart-words-marks =
    { $n ->
        [one] 1 statement shown.
       *[other] { $n } statements shown.
    }
