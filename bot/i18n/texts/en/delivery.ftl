delivery-late = Posted later than scheduled.
delivery-quiet = There was no news to report, so nothing was posted.
delivery-missed = The bot was not running at that time, and by the time it was back the brief was out of date.
delivery-expired = The brief could not be posted within the time allowed, so it was left out.
delivery-retrying = Posting did not work; it will be tried again shortly.
delivery-refused = Discord did not allow posting in this channel. Check that the channel still exists and that the bot may view it and send messages there.
delivery-partial = Only part of the brief could be posted.
delivery-turned-off = The schedule was switched off before the brief was posted.
