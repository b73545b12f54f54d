alert-late = This alert came late.
alert-missed = The bot was not running, or had no connection to Discord, so no alert was sent; the next brief tells of it.
alert-crowded = There were several alerts within a short time, so this one was left to the next brief.
alert-taken-back = The approval was taken back, or the story could no longer be read, before the alert was posted.
alert-stopped-title = Alerts switched off
alert-stopped = The alerts for { $channel } were switched off. { $reason } When that is mended, set them again with /alerts set.

alert-post-title = Alert
alert-turn-kind =
    { $kind ->
        [reversal] **Stance reversed**
       *[partial] **Stance changed**
    }
alert-turn-title = { $company } changed its stance
alert-turn = { $before } → { $after }
alert-subject = { $company } changed its stance ({ $turn })
alert-before = Before
alert-after = After
alert-breaking =
    { $n ->
        [one] **Breaking** · reported by 1 outlet
       *[other] **Breaking** · reported by { $n } outlets
    }
alert-update = **Update** · { $subject }
alert-update-link = see the alert

alert-kind =
    { $kind ->
        [stance] stance changes
       *[breaking] breaking stories
    }
alert-rule = { $channel } · { $kinds } · { $language }
alert-set-title = Alerts are on
alert-set-note = At most 3 alerts an hour and 10 a day; the next brief tells of the others. /alerts off ends them.
alert-off-title = Alerts
alert-off =
    { $n ->
        [one] Alerts for 1 channel were switched off.
       *[other] Alerts for { $n } channels were switched off.
    }
alert-off-none = There were no alerts to switch off.
alert-list-title = Alerts
alert-list-none = No channel is told at once. Choose one with /alerts set.
alert-list-last = Last alerts

alert-choice-all = stance changes and breaking stories
alert-choice-stance = stance changes only
alert-choice-breaking = breaking stories only
alert-cmd = alerts
alert-cmd-about = Tell a channel at once of stance changes and big stories (needs Manage Server)
alert-cmd-set = set
alert-cmd-set-about = Tell this channel at once when a company changes its stance or a story spreads fast
alert-cmd-channel = channel
alert-cmd-channel-about = Where to post (this channel if left out)
alert-cmd-channel-off-about = Which channel to tell no more (all if left out)
alert-cmd-kinds = kinds
alert-cmd-kinds-about = What to tell of (both if left out)
alert-cmd-language = language
alert-cmd-language-about = Language of the alerts (the server’s if left out)
alert-cmd-off = off
alert-cmd-off-about = Switch alerts off
alert-cmd-list = list
alert-cmd-list-about = What is set, and what became of the last alerts
error-unknown-alert = There are no such alerts. List the ones there are with /alerts list (in the terminal: alerts list).
