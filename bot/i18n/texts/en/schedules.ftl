# A schedule's own topics, and its preview.

error-only-without-topics = Say which topics the schedule shall hold, or leave “only-topics” out (in the terminal: --topic and --only).
schedule-topics =
    { $only ->
        [yes] only about { $names }
       *[no] { $names } first
    }
schedule-topics-more =
    { $n ->
        [one] { $names } and 1 more
       *[other] { $names } and { $n } more
    }
schedule-topics-join = {", "}
schedule-edition-untracked = None of the last 24 hours’ news is about what this brief tracks.
schedule-preview-title = Preview: { $title }
schedule-preview-note = This is what { $channel } would get now. Nothing was posted, and the next scheduled brief stays as it is.
schedule-preview-head = Preview of schedule { $schedule }: what would go out now. Nothing was posted.
schedule-preview-none = There is no news for this schedule right now.

schedule-cmd-topics = topics
schedule-cmd-topics-about = Its own companies and keywords, with commas between (this server’s /watch list if left out)
schedule-cmd-only = only-topics
schedule-cmd-only-about = Hold only stories about these topics (they come first if left out)
