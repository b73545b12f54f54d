# What every member uses: stories, comparisons, timelines, personal follows, help, privacy; and what can go wrong there.

error-too-many-companies = { $n } companies are too many: name at most { $most }.
error-too-few-companies = A comparison needs two different companies. Name at least one more.
error-no-link-in-message = There is no web address in that message. Choose a message with a link to an article, or use /brief with the address.
error-nothing-found = Nothing is told about “{ $name }” at present. Try another word, or see everything with /stories.
error-unwritable = The file { $path } cannot be written. Check that the folder exists and that you may write there.
error-messages-closed = Direct messages from Kawaraban do not reach this person.
discord-nothing-to-rate = That opinion is no longer here. Press 👎 on the message again and choose the reason.
discord-too-many-follows = You follow { $most } things already, which is as many as there is room for. Stop one with /follow stop.

## Commands

reader-cmd-topic = topic
reader-cmd-topic-about = News on one topic: choose one, or type words of a headline
reader-cmd-company-about = Only what concerns this company
reader-cmd-menu = Brief this link
reader-cmd-stories = stories
reader-cmd-stories-about = What is being told about, page by page; by company or day
reader-cmd-day = day
reader-cmd-day-about = One day (YYYY-MM-DD); the last week if left out
reader-cmd-compare = compare
reader-cmd-compare-about = Two to four companies' stated stances side by side, as of a day
reader-cmd-company-1 = company1
reader-cmd-company-2 = company2
reader-cmd-company-3 = company3
reader-cmd-company-4 = company4
reader-cmd-company-5 = company5
reader-cmd-timeline = timeline
reader-cmd-timeline-about = A chart of how companies' stated stances changed over time
reader-cmd-since = since
reader-cmd-since-about = Begin the chart on this day (YYYY-MM-DD)
reader-cmd-follow = follow
reader-cmd-follow-about = Be told by direct message of news on a company or a story
reader-cmd-follow-company = company
reader-cmd-follow-company-about = Follow a company's news
reader-cmd-follow-story = story
reader-cmd-follow-story-about = Follow how a story goes on
reader-cmd-follow-list = list
reader-cmd-follow-list-about = What you follow
reader-cmd-follow-stop = stop
reader-cmd-follow-stop-about = Stop following something, or everything
reader-cmd-follow-which = which
reader-cmd-follow-which-about = What to stop following
reader-cmd-help = help
reader-cmd-help-about = What Kawaraban can do, topic by topic
reader-cmd-help-topic = topic
reader-cmd-help-topic-about = What you want to know about
reader-cmd-privacy = privacy
reader-cmd-privacy-about = What is kept about you, and how to delete it

## Buttons

reader-button-about = Ask about this
reader-button-follow = Follow
reader-button-story = Timeline
reader-button-share = Share here
reader-button-day = All stories
reader-button-back = ← { $n }/{ $of }
reader-button-on = { $n }/{ $of } →
reader-button-agree = Yes, send me direct messages
reader-button-stop = Stop
reader-button-stop-all = Stop everything
reader-button-forget-me = Delete my data
reader-button-forget-me-now = Yes, delete my data
reader-button-forget-server = Delete this server’s data
reader-button-forget-server-now = Yes, delete this server’s data

## While it takes

reader-working = One moment
reader-working-news = The news are being gathered.
reader-working-record = The record is being searched.
reader-working-picture = The chart is being drawn.

## Stories

reader-stories = Stories
reader-stories-of = Stories about { $name }
reader-stories-count =
    { $n ->
        [one] 1 story
       *[other] { $n } stories · page { $page } of { $of }
    }
reader-stories-none = Nothing is told about this in these days. Try another day or company, or see today's news with /brief.
reader-edition-about = Latest news about { $name }
reader-what-changed = What changed
reader-timeline = Timeline
reader-timeline-more =
    { $n ->
        [one] 1 report in between is not shown.
       *[other] { $n } reports in between are not shown.
    }
reader-topic =
    { $topic ->
        [release] Releases
        [delay] Delays
        [licence] Licences
        [safety] Safety
        [plan] Plans
        [closed] Closed models
        [openness] Openness
        [unchanged] Denials
        [discussion] Talks
        [money] Money
        [court] Courts
        [deal] Deals
        [people] People
        [rules] Regulation
        [preview] Previews
        [research] Research
        [letter] Letters and memos
       *[chips] Chips and data centres
    }

## Companies side by side

reader-comparison = Stances compared
reader-timeline-of = Stances over time
reader-turn = { $day }: { $before } → { $after }
reader-no-pictures = The chart itself cannot be shown here: Kawaraban lacks the permission “Attach Files” in this channel (Channel Settings → Permissions).

## Asking on

reader-form-title = Ask about this
reader-form-label = Your question
reader-form-example = For example: And before that? Why?
reader-shared-by = Shared by { $name }

## Following

reader-consent-title = Follow { $name }?
reader-consent = Kawaraban then sends you a direct message when there is news: each piece once, at most { $limit } a day. Nobody else sees it.
reader-consent-stop = Every message has a button that stops it; so does /follow list. Without your yes nothing is sent.
reader-followed-title = You follow { $name }
reader-followed = You are told by direct message when there is news. See all with /follow list.
reader-follows-title =
    { $n ->
        [0] You follow nothing
        [one] You follow 1 thing
       *[other] You follow { $n } things
    }
reader-follows-none = Follow a company or a story with /follow, or with the button on a brief.
reader-follows-closed = Your direct messages are closed for Kawaraban, so nothing is sent at present. Allow direct messages in the server's privacy settings, then press Follow on any message and agree once more.
reader-follows-more =
    { $n ->
        [one] 1 more is not shown; stop it with /follow stop.
       *[other] { $n } more are not shown; stop them with /follow stop.
    }
reader-follow-topic =
    { $topic ->
        [company] Company
       *[story] Story
    }
reader-follow-gone = A story that is no longer here
reader-everything = Everything
reader-stopped-title = Stopped
reader-stopped = You no longer follow { $name }.
reader-stopped-all =
    { $n ->
        [0] You were following nothing. No direct messages are sent.
        [one] You no longer follow anything: 1 was stopped. No direct messages are sent.
       *[other] You no longer follow anything: { $n } were stopped. No direct messages are sent.
    }
reader-news-why =
    { $topic ->
        [company] You follow { $name }
       *[story] You follow this story: { $name }
    }
reader-news-last = This is the last message for today; the rest is under /stories.

## Opinions

reader-thanks-title = Thank you
reader-thanks-good = It is noted that this was good.
reader-thanks-bad = It is noted: { $fault }. The operator can see what was wrong with which reply.
reader-reason-title = What is wrong with it?
reader-reason = It is noted that this was not good. The reason helps to put it right.
reader-reason-choose = Choose the reason
reader-fault =
    { $fault ->
        [inaccurate] Inaccurate: something is wrong
        [unsupported] Unsupported: the source does not say that
        [outdated] Outdated: it is no longer so
        [unclear] Unclear: hard to understand
       *[language] Bad language: poorly written
    }

## Links of a message

reader-links-title = { $n } links in this message
reader-links = Choose the one to brief. Only you see the brief until you share it.
reader-links-choose = Choose a link

## Help

reader-help-choose = More topics
reader-help-topic =
    { $topic ->
        [start] Getting started
        [news] The news
        [record] What companies have said
        [follow] Following
        [buttons] The buttons
        [server] For server admins
       *[privacy] Privacy
    }
reader-help-name-start = Getting started
reader-help-name-news = The news
reader-help-name-record = What companies have said
reader-help-name-follow = Following
reader-help-name-buttons = The buttons
reader-help-name-server = For server admins
reader-help-name-privacy = Privacy
reader-help-start =
    Kawaraban briefs on the AI industry in English and Japanese, and answers from a cited record what companies have **said** about openness.
    - `/brief` – today's news in short
    - `/ask` – a question about what a company has said
    - `/timeline` – how its stance changed, as a chart
    Every line shows its source. What the record does not hold is not answered.
reader-help-news =
    - `/brief` – today's leading stories; or one story, a company, a topic, or a link that you give
    - `/stories` – everything that is told, page by page; by company or day
    - Right-click a message → Apps → **Brief this link**
    A story's **Timeline** shows what changed since its first report.
reader-help-record =
    - `/ask` – any question in your own words
    - `/stance` – one company's stated stance, as of any day
    - `/compare` – two to four companies side by side
    - `/timeline` – how stances changed, as a chart
    Only a company's own words make its stance. Reports and releases are shown beside it, never mixed in.
reader-help-follow =
    - `/follow company`, `/follow story` – be told by direct message
    - `/follow list` – what you follow, each with a stop button
    Nothing is sent before you agree. Each piece of news comes once, and no more than ten a day.
reader-help-buttons =
    - **日本語 / English** – the same in the other language
    - **Sources** – the exact words that it rests on
    - **Ask about this** – a question about what is shown
    - **👍 👎** – tell the operator what was good or wrong
    - **Share here** – post for everybody what only you see
    They keep working for months.
reader-help-server =
    With the permission Manage Server:
    - `/setup` – ready in a minute
    - `/source`, `/watch` – which outlets are read, which companies and words are tracked
    - `/schedule`, `/alerts` – when and where is posted
    - `/settings`, `/review` – language, who may use what; what counts as the record here
    - `/status`, `/audit` – how it does, and who changed what
    Members see only what this server's own sources brought.
reader-help-privacy =
    - `/privacy` – what is kept about you, and how to delete it
    Messages of the server are not read. A link is read only when you ask for it.

## Privacy

reader-privacy-title = What is kept
reader-privacy =
    - **Your questions** and what was answered, so that the buttons keep working
    - **What you follow**, and which news you were sent
    - **Your opinions** (👍 👎), with your account's number
    - **Of a server:** its sources, schedules, settings and decisions, with the number of whoever made them; deleted { $days } days after Kawaraban is removed
    Messages are not read, nothing is sold, nobody is profiled, no model is trained on it. A link or question reaches nobody but the pages that it needs and, where the operator uses one, the language model.
reader-privacy-mine-title = About you
reader-privacy-mine = Follows: { $follows } · messages sent to you: { $notices } · opinions: { $opinions } · kept replies: { $replies }
reader-forget-me-sure =
    Everything above about you is deleted, on all servers, for good: follows, opinions, questions and their answers' buttons.
    What you set up for a server as its admin stays, without your name; its log of admin actions goes with the server's data. Messages in channels are Discord's to keep or delete.
reader-forget-server-sure =
    Everything of this server is deleted for good: sources, schedules, settings, decisions in its record, kept replies, and what its members follow here.
    Briefs stop at once. Messages in channels stay until you delete them.
reader-deleted-title = Deleted
reader-deleted =
    { $n ->
        [0] There was nothing of yours.
        [one] 1 entry of yours was deleted.
       *[other] { $n } entries of yours were deleted.
    }
reader-deleted-server = Everything of this server was deleted. Kawaraban can be set up anew, or removed in the server settings.

## Opinions in the terminal

reader-feedback-counts = { $good } good, { $bad } bad
