## Reviewing and correcting statements

cards-button-edit-reading = Edit the reading
cards-button-edit-words = Edit the words
cards-review-modality = **How it is meant:** { $value }
cards-review-scope = **What it covers:** { $value }
cards-review-role = { $speaker } ({ $role })
cards-form-reading = Edit how it is read
cards-form-words = Edit the words
cards-form-stance = Stance
cards-form-provenance = How we know
cards-form-modality = How it is meant
cards-form-scope = What it covers
cards-form-scope-about = Choose as many as apply.
cards-form-said-on = Day it was said
cards-form-said-on-about = YYYY-MM-DD; YYYY-MM or YYYY where the day is not known
cards-form-quote = Quote
cards-form-quote-about = Letter by letter as it stands in the article
cards-form-speaker = Speaker (in English / in Japanese)
cards-form-speaker-about = Leave it empty where the company speaks, not a person.
cards-form-role = Role at the time (English / Japanese)
cards-form-role-about = Leave it empty where it is not known.
cards-form-summary-ja = Summary in Japanese
cards-form-summary-ja-about = One sentence in plain style, not polite.
cards-form-summary-en = Summary in English
cards-form-summary-en-about = One sentence.
cards-error-speaker-missing = An executive quote needs a speaker. Name one with “Edit the words”, or choose another “How we know”.
cards-list-join = { ", " }

## Roles in charge, and who may do what

cards-settings-language = Language of replies in channels
cards-settings-answers = Who sees replies
cards-settings-access = Who may use the commands for members
cards-settings-charge = Roles in charge of admins’ work
cards-settings-news = Answers from news where the record is silent
cards-settings-change = Change: { $command }
cards-settings-charge-line = { $area }: { $roles }
cards-settings-admins-only = None: only who may manage the server
cards-choice-area-sources = Sources
cards-choice-area-schedule = Schedules, watch list and alerts
cards-choice-area-review = Review of statements
cards-charge-every-role = All roles
cards-charge-given =
    { $role } is now in charge of “{ $area }”.
    { "" }**One more step:** Discord hides admins’ commands from everybody else. Open Server Settings → Integrations → this bot, and add { $role } to each of { $commands }.
cards-charge-taken =
    { $role }: no longer in charge of “{ $area }”.
    To hide the commands as well, open Server Settings → Integrations → this bot, and take the role off { $commands }.
cards-cmd-charge = charge
cards-cmd-charge-about = Put a role in charge of a part of the admins’ work
cards-cmd-charge-area = work
cards-cmd-charge-area-about = What the role may do
cards-cmd-charge-role-about = The role (left out: every role loses this work)
cards-error-not-in-charge = This needs Manage Server, or a role that an admin put in charge of it. Ask an admin of this server.
cards-error-everybody-in-charge = @everyone cannot be in charge. Choose a role that only people you trust have.

## Progress

cards-working = Working on it.
cards-working-since = Begun { $when }
cards-page-step =
    { $step ->
        [fetching] 1 of 3: fetching the page.
        [placing] 2 of 3: reading it, and looking for reports of the same event.
       *[writing] 3 of 3: writing the points and checking them against their sources.
    }
cards-working-source = Looking at the address for feeds.
cards-working-feed = Reading the feed.
cards-working-import = Reading the list.
cards-working-edition = Choosing stories and writing their points.

## Demo

cards-demo-direct = A direct message to { $name } alone. This page shows one channel only, so it stands here.

## Sources

cards-source-followed-title = Followed already
cards-source-followed = This server follows this source already.
cards-button-open-source = Open this source

## Wrong input

cards-days-ago =
    { $n ->
        [0] Today
        [7] A week ago
        [30] 30 days ago
        [90] 90 days ago
        [180] Half a year ago
        [365] A year ago
        [730] Two years ago
       *[other] Three years ago
    }
cards-error-unknown-story = There is no story “{ $story }”. Choose one of those that are offered as you type, or open one from /stories.
cards-error-unknown-source = There is no source “{ $source }” on this server. Choose one of those that are offered as you type, or see /source list.
cards-error-unknown-schedule = There is no such schedule. See those there are with /schedule list.
cards-error-no-schedule = No brief is scheduled yet. Set a time and a channel with /schedule set.
cards-error-not-watched = “{ $name }” is not on the watch list. See what is with /watch list.
cards-error-address-refused = This address is not public, so it was not opened. Give a public http(s) address.
cards-error-not-followed =
    { $known ->
        [no] You do not follow it any more. See what you follow with /follow list.
       *[yes] You do not follow “{ $name }”. See what you do with /follow list.
    }
cards-error-one-at-a-time = Name one thing only: a story, a company, a topic or a link.

## Stances

cards-stance-history = How it changed
