# What a server's admins use: sources, review, settings, status, audit, the set-up guide.

## Shared

admin-page = Page { $n } of { $last }
admin-page-before = Back
admin-page-after = Next page
admin-name-join = {", "}

## Errors

admin-error-cooling-down = That was a little too fast. You can go on <t:{ $until }:R>.
admin-error-not-for-your-role = On this server “/{ $command }” is for certain roles only. An admin can change that with /settings access.
admin-error-unknown-command = There is no command “{ $command }” that roles could be given for. Choose one of those that are offered.
admin-error-forbidden = Discord did not allow me to do that. Check my role in Server Settings → Roles and this channel’s settings → Permissions, then try again.
servers-left = The bot was removed from the server.

## Sources: preview before anything is followed

admin-preview-title = Follow this?
admin-preview-article = { $title } is a single article. It would be read once.
admin-preview-newest = Newest entries
admin-preview-how = Nothing is followed yet. Press a button to follow, or dismiss this message.
admin-preview-more =
    { $n ->
        [one] The site has 1 more feed. To follow it, give its own address.
       *[other] The site has { $n } more feeds. To follow one, give its own address.
    }
admin-health = **Health:** { $verdict }
admin-button-follow = Follow
admin-button-follow-n = Follow feed { $n }
admin-button-follow-article = Follow this article

## Sources: the list, and one of them

admin-sources-care =
    { $n ->
        [one] 1 needs a look; it stands on top.
       *[other] { $n } need a look; they stand on top.
    }
admin-sources-choose = Choose a source to test, pause or remove
admin-source-title = Source
admin-source-newest = newest article { $when }
admin-source-paused = Paused. It is not fetched for this server until you resume it.
admin-source-resumed = Followed again. It is fetched when its turn comes.
admin-button-test = Test now
admin-button-pause = Pause
admin-button-resume = Resume
admin-button-remove = Remove
admin-button-to-list = To the list

## Sources: lists from elsewhere, packs

admin-import-title = Sources added
admin-imported =
    { $taken ->
        [0] Nothing new was added.
        [one] 1 feed added. It is read from the next cycle on; /source list shows how it does.
       *[other] { $taken } feeds added. They are read from the next cycle on; /source list shows how each does.
    }
admin-imported-rest = { $known } followed before, { $refused } not taken.
admin-import-damaged = The file is damaged; what could be read of it was taken. Export it again and import it once more to be sure that nothing is missing.
admin-import-is-feed = This file is a feed itself, not a list of feeds. Give its address to /source add.
admin-import-bookmark = This line is a bookmark to a page, not a feed. Give the page’s address to /source add.
admin-export-title = Your sources as a file
admin-export-about =
    { $n ->
        [one] 1 feed as an OPML file. Every feed reader can import it, and so can /source import.
       *[other] { $n } feeds as an OPML file. Every feed reader can import it, and so can /source import.
    }
admin-packs-title = Starter packs
admin-packs-about = Well-known sources on AI. Written on { $day } and not checked live: what does not work shows in /source list.
admin-packs-choose = Choose a pack to look into
admin-pack-size =
    { $n ->
        [one] 1 source
       *[other] { $n } sources
    }
admin-pack-option = { $name } ({ $n })
admin-pack-unchecked = Not checked live: what does not work shows in /source list.
admin-button-follow-pack =
    { $n ->
        [one] Follow 1 source
       *[other] Follow all { $n } sources
    }
admin-button-to-packs = All packs

## Review

admin-review-title =
    { $n ->
        [0] Nothing to review
        [one] 1 statement waits for review
       *[other] { $n } statements wait for review
    }
admin-review-how = Found in this server’s articles. Until you approve one, no answer speaks of it.
admin-review-empty = Statements appear here as articles of your sources hold them.
admin-review-left-out =
    { $n ->
        [one] 1 more waits; run /review again after these.
       *[other] { $n } more wait; run /review again after these.
    }
admin-review-choose = Choose one to open, or several to decide together
admin-review-item = Statement { $n } of { $total }
admin-review-company = **Company:** { $value }
admin-review-stance = **Stance:** { $value }
admin-review-provenance = **How we know:** { $value }
admin-review-said-on = **Said:** { $value }
admin-review-speaker = **Who:** { $value }
admin-review-summary = **Summary:** { $value }
admin-review-quote = **Quote:** { $value }
admin-review-found = **Found in**
admin-review-status =
    { $status ->
        [approved] approved
        [rejected] rejected
        [retracted] retracted
        [superseded] superseded
       *[candidate] waiting
    }
admin-review-event = { $when } · { $by }: { $change ->
    [found] found in an article
    [edited] edited
    [approved] approved
    [rejected] rejected
    [retracted] retracted
    [superseded] superseded
   *[candidate] put back into the queue
}
admin-review-by-house = Kawaraban
admin-review-decided =
    { $decision ->
        [approved] Approved: { $company }. It is part of this server’s record now.
       *[rejected] Rejected: { $company }. It stays out of the record.
    }
admin-review-decided-before = Somebody decided about this one before. Nothing was changed.
admin-review-undone = The last decision was taken back.
admin-review-nothing-to-undo = There was no decision of this server to take back.
admin-review-edited = Saved. The earlier words stay in its history.
admin-review-batch =
    { $n ->
        [one] 1 statement chosen
       *[other] { $n } statements chosen
    }
admin-review-done = Done
admin-review-batch-decided =
    { $decision ->
        [approved] { $n ->
            [one] 1 statement approved. It is part of this server’s record now.
           *[other] { $n } statements approved. They are part of this server’s record now.
        }
       *[rejected] { $n ->
            [one] 1 statement rejected.
           *[other] { $n } statements rejected.
        }
    }
admin-button-review-from = Review one by one
admin-button-approve = Approve
admin-button-reject = Reject
admin-button-undo = Undo
admin-button-next = Next
admin-button-to-queue = To the queue
admin-button-approve-n = Approve all { $n }
admin-button-reject-n = Reject all { $n }

## Settings

admin-settings-title = Settings of this server
admin-settings-saved = Saved.
admin-settings-own-language = The language of whoever asks
admin-settings-answers-value =
    { $where ->
        [private] The asker alone
       *[public] Everybody in the channel
    }
admin-settings-answers-except =
    { $where ->
        [private] Everybody in: { $channels }
       *[public] The asker alone in: { $channels }
    }
admin-settings-everybody = Everybody
admin-settings-role-line = { $command }: { $roles }
admin-settings-news-value =
    { $on ->
        [on] On, marked as news and not as record
       *[off] Off: only the record answers
    }

## Status

admin-status-title = Status
admin-status-local = **Briefs:** written by the local engine, without a language model.
admin-status-model = **Briefs:** written by { $model }; { $percent }% of this server’s share of today is used.
admin-status-sources = Sources
admin-status-sources-count =
    { $n ->
        [one] 1 source: { $fine } fine, { $warned } with a warning, { $failing } failing.
       *[other] { $n } sources: { $fine } fine, { $warned } with a warning, { $failing } failing.
    }
admin-status-slots = Next briefs
admin-status-waiting =
    { $n ->
        [0] **Review:** nothing waits.
        [one] **Review:** 1 statement waits. See /review.
       *[other] **Review:** { $n } statements wait. See /review.
    }
admin-status-errors = Errors of the last 7 days
admin-status-no-errors = None.

## Audit

admin-audit-title =
    { $n ->
        [one] 1 admin action
       *[other] { $n } admin actions
    }
admin-audit-empty = Nothing was changed here yet.
admin-audit-nobody = Discord
admin-audit-outcome =
    { $outcome ->
        [begun] not finished
       *[failed] failed
    }
admin-audit-detail = { $name }: { $value }
admin-audit-detail-statement = statement
admin-audit-detail-statements = statements
admin-audit-detail-source = source
admin-audit-detail-pack = pack
admin-audit-detail-packs = packs
admin-audit-detail-channel = channel
admin-audit-detail-time = time
admin-audit-detail-timezone = time zone
admin-audit-detail-languages = languages
admin-audit-detail-command = command
admin-audit-action-review-approved = statements approved
admin-audit-action-review-rejected = statements rejected
admin-audit-action-review-undo = review decision taken back
admin-audit-action-review-edit = statement edited
admin-audit-action-server-left = bot removed from the server
admin-audit-action-server-returned = bot invited back

## The set-up guide

admin-setup-title = Set up your daily AI brief
admin-setup-about = Everything below is chosen already. Change what you like, then press Start.
admin-setup-how = Only people with Manage Server can use these. /setup brings this guide back, /schedule set takes any time.
admin-setup-fact-channel = **Channel:** { $value }
admin-setup-fact-time = **Every day at:** { $value }
admin-setup-fact-langs = **Languages:** { $value }
admin-setup-fact-packs = **Sources to start with:** { $value }
admin-setup-no-channel = not chosen yet
admin-setup-no-packs = none
admin-setup-channel = Channel for the brief
admin-setup-time = Time of day
admin-setup-zone = Time zone
admin-setup-langs = Languages
admin-setup-packs = Starter packs
admin-button-finish = Start
admin-setup-done = All set
admin-setup-done-sources =
    { $n ->
        [0] No new sources were added.
        [one] 1 source is followed now. It is read in the next minutes.
       *[other] { $n } sources are followed now. They are read in the next minutes.
    }
admin-setup-done-next = Try /brief and /ask now. /source add follows more, /status shows how everything does.
admin-returned-title = Welcome back
admin-returned-about = What you had set up here was kept and goes on: { $sources ->
    [one] 1 source
   *[other] { $sources } sources
}, { $schedules ->
    [one] 1 scheduled brief
   *[other] { $schedules } scheduled briefs
}.
admin-returned-next = /status shows how everything does, /setup changes it.

## Commands

discord-cmd-source-which = source
discord-cmd-source-which-about = Which one: its title, number or address
discord-cmd-source-pause = pause
discord-cmd-source-pause-about = Stop fetching a source for a while
discord-cmd-source-resume = resume
discord-cmd-source-resume-about = Fetch a paused source again
discord-cmd-source-test = test
discord-cmd-source-test-about = Look at a source now and say what is wrong with it
discord-cmd-source-import = import
discord-cmd-source-import-about = Follow every feed of an OPML file from another feed reader
discord-cmd-source-import-file = file
discord-cmd-source-import-file-about = The OPML file, at most 2 MB
discord-cmd-source-export = export
discord-cmd-source-export-about = This server's sources as an OPML file
discord-cmd-source-starter = starter
discord-cmd-source-starter-about = Packs of well-known sources on AI, followed with one press
discord-cmd-source-starter-pack = pack
discord-cmd-source-starter-pack-about = A pack to look into (all packs if left out)
admin-cmd-review = review
admin-cmd-review-about = Statements found in your articles: approve, edit or reject them (needs Manage Server)
admin-cmd-review-company-about = Only what this company said
admin-cmd-status = status
admin-cmd-status-about = How sources, schedules and deliveries do (needs Manage Server)
admin-cmd-audit = audit
admin-cmd-audit-about = What admins changed here, and when (needs Manage Server)
admin-cmd-setup = setup
admin-cmd-setup-about = Set up the daily brief in under a minute (needs Manage Server)
admin-cmd-settings = settings
admin-cmd-settings-about = What this server's admins can choose (needs Manage Server)
admin-cmd-settings-show = show
admin-cmd-settings-show-about = Everything that is set
admin-cmd-settings-language = language
admin-cmd-settings-language-about = Language of replies that everybody in a channel sees
admin-cmd-settings-language-which = language
admin-cmd-settings-language-which-about = Private replies always come in the reader's own language
admin-cmd-settings-answers = answers
admin-cmd-settings-answers-about = Whether everybody or only the asker sees replies, everywhere or in one channel
admin-cmd-settings-answers-who = seen_by
admin-cmd-settings-answers-who-about = Everybody in the channel, or the asker alone
admin-cmd-settings-answers-channel-about = Only in this channel (everywhere if left out; that clears single channels)
admin-cmd-settings-access = access
admin-cmd-settings-access-about = Let only certain roles use a command
admin-cmd-settings-access-command = command
admin-cmd-settings-access-command-about = The command
admin-cmd-settings-access-role = role
admin-cmd-settings-access-role-about = The role (left out: everybody may use the command again)
admin-cmd-settings-access-allowed = allowed
admin-cmd-settings-access-allowed-about = True adds the role (if left out), False takes it away
admin-cmd-settings-news = news
admin-cmd-settings-news-about = Whether articles may answer where the record is silent
admin-cmd-settings-news-on = enabled
admin-cmd-settings-news-on-about = True: answers from news, marked as such. False: only the record answers
admin-choice-own = The language of whoever asks
admin-choice-public = Everybody in the channel
admin-choice-private = The asker alone
