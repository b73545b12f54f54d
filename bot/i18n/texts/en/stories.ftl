# Stories and editions: updates, and why a story is in an edition or not.

stories-update = Update
stories-update-headline = Update: { $headline }
stories-why-chosen = In the edition, in place { $place }: { $facts }.
stories-why-below = Not in the edition, in place { $place } others lead: { $facts }.
stories-why-told = Not in the edition: given on { $day }, and nothing material has come since.
stories-why-not-tracked = Not in the edition: it is about nothing that is tracked, and only tracked stories are wanted here.
stories-why-off-topic = Not in the edition: headline and opening are not about the AI industry.
stories-why-old = Not in the edition: none of its reports is from the last 24 hours.
stories-why-outlets =
    { $n ->
        [one] 1 independent outlet
       *[other] { $n } independent outlets
    }
stories-why-languages = reports in both languages
stories-why-official = official words
stories-why-novelty =
    { $novelty ->
        [update] news since it was told
        [told_elsewhere] given in another channel
       *[told] given before
    }
stories-why-tracked = tracked: { $names }
stories-why-hours =
    { $n ->
        [one] newest report 1 hour ago
       *[other] newest report { $n } hours ago
    }
stories-why-just-now = newest report just now
stories-why-join = {", "}
stories-eval-legend = Clustering: B-cubed and cross-language pairs. Updates: later reports of a story, and how many of those with material news were found. Topic: entries of general feeds, and how many about the AI industry were found. Rules are tuned on the dev parts alone.
stories-page-step =
    { $step ->
        [fetching] Reading the page …
        [placing] Looking for its story …
       *[writing] Writing the brief …
    }
