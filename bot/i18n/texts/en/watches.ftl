# The watch list: companies and keywords that a server tracks.

error-empty-keyword = There is nothing to track in that. Give a company's name or a word.
error-keyword-too-short = “{ $keyword }” is too short to track: it stands in almost every article. Give a word of two characters or more.
error-keyword-too-long = A keyword may have { $limit } characters at most. Give the words that matter.
error-too-many-watches = { $limit } companies and keywords can be tracked at most. Remove some first.
error-not-watched = “{ $name }” is not on the watch list. List it to see what is.
watch-added =
    { $kind ->
        [company] Tracking the company { $name }.
       *[keyword] Tracking the keyword “{ $name }”.
    }
watch-known = { $name } is tracked already.
watch-removed = { $name } is no longer tracked.
watch-line =
    { $kind ->
        [company] company: { $name }
       *[keyword] keyword: { $name }
    }
watch-none = Nothing is tracked yet: editions hold all news of the AI industry.
watch-coverage =
    { $coverage ->
        [tracked] Editions hold only stories about what is tracked.
       *[all] Editions hold all stories; what is tracked leads.
    }

## Discord

discord-watch-title =
    { $n ->
        [one] Watch list: 1 entry
       *[other] Watch list: { $n } entries
    }
discord-watch-none = This server tracks nothing yet. Add companies and keywords with /watch add: stories about them then lead the briefs.
discord-watch-companies = Companies
discord-watch-keywords = Keywords
discord-watch-added-title = Watch list
discord-choice-watch-all = all stories, tracked ones first
discord-choice-watch-tracked = tracked stories only
discord-choice-watch-keyword = “{ $keyword }” as a keyword

discord-cmd-watch = watch
discord-cmd-watch-about = Companies and keywords that this server tracks (needs Manage Server)
discord-cmd-watch-add = add
discord-cmd-watch-add-about = Track a company or a keyword: stories about it lead the briefs
discord-cmd-watch-name = name
discord-cmd-watch-add-name-about = A company in Japanese or English, or any keyword
discord-cmd-watch-list = list
discord-cmd-watch-list-about = What this server tracks
discord-cmd-watch-remove = remove
discord-cmd-watch-remove-about = Stop tracking a company or a keyword
discord-cmd-watch-remove-name-about = What to stop tracking
discord-cmd-watch-stories = stories
discord-cmd-watch-stories-about = Choose whether briefs hold all stories or only tracked ones
discord-cmd-watch-which = which
discord-cmd-watch-which-about = All stories (tracked ones lead), or tracked ones only
