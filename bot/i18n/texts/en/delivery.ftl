delivery-late = Posted later than scheduled.
delivery-quiet = There was no news to report, so nothing was posted.
delivery-missed = The bot was not running, or had no connection to Discord, at that time; when it was back, the brief was out of date.
delivery-expired = The brief could not be posted within the time allowed, so it was left out.
delivery-retrying = Posting did not work; it will be tried again shortly.
delivery-refused = Discord did not allow posting in this channel. Check that the channel still exists and that the bot may view it and send messages there.
delivery-partial = Only part of the brief could be posted.
delivery-turned-off = The schedule was switched off before the brief was posted.
delivery-superseded = A newer brief was due as well, so this older one was left out.
delivery-handed-back = The bot was stopped while it was posting; it goes on as soon as it runs again.
delivery-unsure = It could not be checked whether the brief reached the channel, so it was not posted again.
delivery-quiet-told = There was no news to report; one line said so.
delivery-stopped-title = Scheduled briefs switched off
delivery-stopped = The schedule for { $channel } was switched off. { $reason } When that is mended, set it again with /schedule set.
delivery-late-note = Late: this was due at { $slot }.
delivery-none = No brief has been due yet.
delivery-switched-off = Switched off. { $reason }
delivery-one-message = both languages in one message
delivery-two-messages = one message per language
delivery-tells-quiet = says so on a quiet day
delivery-weekdays =
    { $days ->
        [all] every day
        [working] Monday to Friday
       *[weekend] Saturday and Sunday
    }
delivery-weekdays-some = only { $days }
delivery-weekday-join = {", "}
delivery-others-in-channel =
    { $n ->
        [one] There is 1 other schedule for this channel. /schedule list shows all, /schedule off ends one.
       *[other] There are { $n } other schedules for this channel. /schedule list shows all, /schedule off ends one.
    }
delivery-run-now-title = Posted now
delivery-run-now-done = Today’s brief is in { $channel }. The next scheduled one comes all the same.
delivery-run-now-quiet = There is no news for { $channel } right now, so nothing was posted.
delivery-cmd-weekdays = weekdays
delivery-cmd-weekdays-about = On which days (every day if left out)
delivery-cmd-together = one-message
delivery-cmd-together-about = Both languages in one message (one message each if left out)
delivery-cmd-quiet = quiet-note
delivery-cmd-quiet-about = Say so when there is no news (post nothing if left out)
delivery-cmd-list = list
delivery-cmd-list-about = All schedules of this server, and when each is next
delivery-cmd-status = status
delivery-cmd-status-about = What became of the last briefs, and why
delivery-cmd-preview = preview
delivery-cmd-preview-about = Show only to you what would be posted now
delivery-cmd-run-now = run-now
delivery-cmd-run-now-about = Post the brief now; the next scheduled one still comes
delivery-cmd-which = schedule
delivery-cmd-which-about = Which schedule (the first if left out)
delivery-cmd-which-off-about = Which schedule (all if left out)
error-bad-weekdays = “{ $value }” is not a list of weekdays. Type it like mon, wed, fri, or pick one of the choices.
error-unknown-schedule = There is no such schedule. List the ones there are with /schedule list (in the terminal: schedules list).
