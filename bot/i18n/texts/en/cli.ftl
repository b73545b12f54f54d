cli-nothing-due = No source is due now. Name URLs to read them anyway, or add sources with “sources add URL”.
cli-no-stories = Nothing to tell yet: no story in the last day. Read some sources first with “ingest URL”.
cli-reports = { $n ->
    [one] 1 report
   *[other] { $n } reports
}
cli-status-ok = ok
cli-status-not-modified = not modified
cli-status-failed = failed
cli-status-refused = refused
cli-status-gone = gone
cli-new-articles = { $n ->
    [0] no new articles
    [one] 1 new article
   *[other] { $n } new articles
}
cli-removed = No longer following { $title } ({ $url }).
cli-kb-loaded = Loaded: { $added } added, { $updated } updated, { $unchanged } unchanged, { $kept_local } kept as edited here.
cli-kb-exported = { $n ->
    [one] Wrote 1 organisation to { $folder }.
   *[other] Wrote { $n } organisations to { $folder }.
}
cli-kb-reviewed = { $n ->
    [0] Nothing was waiting for review.
    [one] Reviewed 1 statement.
   *[other] Reviewed { $n } statements.
}
cli-doctor-ok = ok
cli-doctor-bad = BAD
cli-db-upgraded = The store ({ $dialect }) is up to date.
cli-db-backed-up = Backed up to { $file }.
cli-db-restored = Restored from { $file }.
cli-samples-clock = No Discord token is set, so this is a show with bundled sample articles. Their clock stands at { $day }, not at today.
cli-edition-title = Kawaraban · today's brief · { $day }
cli-question-title = Question
cli-demo-url = The simulated Discord is at { $url } — open it in a browser; Ctrl-C ends it.
