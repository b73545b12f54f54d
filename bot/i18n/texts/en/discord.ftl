# What Discord shows: command names and descriptions, cards, buttons, notices.
# Command names: lower case, no spaces, at most 32 characters. Descriptions: at most 100.

## Dates

discord-weekday =
    { $weekday ->
        [mon] Monday
        [tue] Tuesday
        [wed] Wednesday
        [thu] Thursday
        [fri] Friday
        [sat] Saturday
       *[sun] Sunday
    }
discord-month =
    { $month ->
        [jan] January
        [feb] February
        [mar] March
        [apr] April
        [may] May
        [jun] June
        [jul] July
        [aug] August
        [sep] September
        [oct] October
        [nov] November
       *[dec] December
    }
discord-year = { $year }
discord-month-of-year = { $month } { $year }
discord-day = { $month } { $day }, { $year }
discord-day-long = { $weekday }, { $month } { $day }, { $year }

## Cards of the news

discord-edition-title = AI industry brief · { $day }
discord-edition-count =
    { $n ->
        [one] 1 story
       *[other] { $n } stories
    }
discord-edition-more =
    { $n ->
        [one] 1 more story is not shown here.
       *[other] { $n } more stories are not shown here.
    }
discord-edition-empty = No news of the AI industry came from the sources of this server in the last 24 hours. A server admin can see and add sources with /source.
discord-reports =
    { $n ->
        [one] 1 report
       *[other] { $n } reports
    }
discord-stance-line = **{ $company }**: { $stance } ({ $provenance })
discord-stance-speaker = , { $speaker }
discord-sources-of = Sources
discord-story-went-on = The story has gone on since that message: these are the sources of its current version.
discord-shortened = Shortened to fit Discord.

## Cards of the record

discord-answer-kind =
    { $kind ->
        [abstention] **Not on record**
        [correction] **Correction**
       *[answer] **Answer**
    }
discord-stance-head = { $company }: { $stance }
discord-as-of = as of { $day }
discord-citations-of = Sources of the answer
discord-quoted = “{ $quote }”
discord-no-link = no public link

## Buttons

discord-button-this-language = English
discord-button-sources = Sources ({ $n })
discord-button-open = Read

## Sources of a server

discord-sources-title =
    { $n ->
        [one] 1 source
       *[other] { $n } sources
    }
discord-sources-none = This server follows no sources yet. Add one with /source add and the address of a feed or a news site.
discord-sources-more =
    { $n ->
        [one] 1 more source is not shown here.
       *[other] { $n } more sources are not shown here.
    }
discord-source-state =
    { $state ->
        [paused] paused
        [gone] gone for good
       *[active] followed
    }
discord-source-read = last read { $when }
discord-source-failing = Last attempt failed: { $reason }
discord-source-added-title = Source added
discord-source-added = { $source } is followed from now on. Its articles go into the briefs as they appear.
discord-source-added-page = { $source } is a single article. It is read once and goes into the briefs.
discord-source-removed-title = Source removed
discord-source-removed = { $source } is no longer followed here.

## Schedule

discord-schedule-title = Scheduled briefs
discord-schedule-none = No briefs are scheduled. Set one with /schedule set.
discord-schedule-set-title = Schedule set
discord-schedule-off-title = Schedule off
discord-schedule-off =
    { $n ->
        [one] 1 schedule was switched off. Nothing more is posted by it.
       *[other] { $n } schedules were switched off. Nothing more is posted by them.
    }
discord-schedule-off-none = There was no schedule to switch off.
discord-schedule-line =
    { $n ->
        [one] { $channel } · { $time } ({ $zone }) · { $languages } · 1 story
       *[other] { $channel } · { $time } ({ $zone }) · { $languages } · up to { $n } stories
    }
discord-schedule-next = next: { $when }
discord-language =
    { $lang ->
        [ja] Japanese
       *[en] English
    }
discord-list-join = {" and "}
discord-deliveries-title = Last briefs
discord-delivery-state =
    { $state ->
        [claimed] being prepared
        [composed] being posted
        [posted] posted
        [confirmed] posted
        [skipped] skipped
       *[failed] failed
    }

## Permissions

discord-permission =
    { $permission ->
        [view_channel] View Channel
        [send_messages] Send Messages
        [send_messages_in_threads] Send Messages in Threads
        [manage_threads] Manage Threads
        [embed_links] Embed Links
        [attach_files] Attach Files
        [read_message_history] Read Message History
       *[manage_guild] Manage Server
    }
discord-you-lack = You need the permission “{ $permission }” on this server to use this command.
discord-channel-lacks = I cannot post in { $channel } yet. Missing there: { $permissions }. Open Channel Settings → Permissions, add Kawaraban’s role, allow what is missing, and run the command again. Nothing was changed.
discord-channel-unknown = I cannot see that channel. Choose a text channel of this server that I may view.
discord-only-in-server = This command works in a server only.

## Errors

discord-error-title = That did not work
discord-error-id = Error { $id }. The operator finds it in the log by this number.
discord-error-outdated = This command has changed. Reload Discord (Ctrl+R), wait a minute and try again.
discord-error-too-slow = This took too long and was stopped. Please try again later.
discord-error-reply-gone = This message is no longer in our records. Please run the command again.

## Commands

discord-cmd-brief = brief
discord-cmd-brief-about = Today's AI industry news in short; or one story, or a link that you give
discord-cmd-brief-story = story
discord-cmd-brief-story-about = One story: type a word of its headline
discord-cmd-brief-url = url
discord-cmd-brief-url-about = The address of an article to brief
discord-cmd-lang = lang
discord-cmd-lang-about = Language of the reply (your Discord language if left out)
discord-cmd-ask = ask
discord-cmd-ask-about = Ask what a company has said about openness; answered from the record, with sources
discord-cmd-ask-question = question
discord-cmd-ask-question-about = Your question in a sentence
discord-cmd-as-of = as_of
discord-cmd-as-of-about = Answer as of this day (YYYY-MM-DD)
discord-cmd-stance = stance
discord-cmd-stance-about = A company's stated stance on openness, with what it rests on
discord-cmd-stance-company = company
discord-cmd-stance-company-about = Company, lab, nonprofit or government
discord-cmd-source = source
discord-cmd-source-about = The news sources of this server (needs Manage Server)
discord-cmd-source-add = add
discord-cmd-source-add-about = Follow a feed, a news site or a single article
discord-cmd-source-add-url = url
discord-cmd-source-add-url-about = Address of the feed, site or article
discord-cmd-source-list = list
discord-cmd-source-list-about = What this server follows
discord-cmd-source-remove = remove
discord-cmd-source-remove-about = Stop following a source
discord-cmd-source-remove-source = source
discord-cmd-source-remove-source-about = Which one: its title, number or address
discord-cmd-schedule = schedule
discord-cmd-schedule-about = The daily brief of this server (needs Manage Server)
discord-cmd-schedule-set = set
discord-cmd-schedule-set-about = Post a brief in a channel every day at a fixed time
discord-cmd-schedule-set-time = time
discord-cmd-schedule-set-time-about = Time of day as HH:MM, for example 08:00
discord-cmd-schedule-set-timezone = timezone
discord-cmd-schedule-set-timezone-about = Time zone, for example Asia/Tokyo
discord-cmd-schedule-set-channel = channel
discord-cmd-schedule-set-channel-about = Where to post (this channel if left out)
discord-cmd-schedule-set-languages = languages
discord-cmd-schedule-set-languages-about = Languages of the brief (both if left out)
discord-cmd-schedule-set-stories = stories
discord-cmd-schedule-set-stories-about = How many stories at most (5 if left out)
discord-cmd-schedule-off = off
discord-cmd-schedule-off-about = Stop all scheduled briefs of this server
discord-choice-ja = Japanese
discord-choice-en = English
discord-choice-both = Japanese and English
discord-zone-choice = { $zone } (UTC{ $offset })

## The simulated Discord

discord-demo-server = Kawaraban demo
discord-demo-channel = ai-briefs
discord-demo-topic = Type / to choose a command: /brief, /ask, /stance, /source, /schedule. “Viewing as” changes the reader.
discord-demo-viewer-ja = さくら（日本語）
discord-demo-viewer-en = Alex (English)
