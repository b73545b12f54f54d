# What is followed: previews, verdicts, reasons of a refusal, lists from other readers, the starter catalogue.

## Why an address is refused, and what to do

error-unsupported-scheme = Addresses that begin with “{ $scheme }:” are not read. Give a web address that starts with http:// or https://.
error-password-in-url = The address contains a user name or a password, so it was not opened. Give a public address without them.
error-unknown-feed = There is no feed “{ $feed }” among the { $n } found. Look at them with “sources preview URL” and choose one by its number or address.
error-unknown-pack = The starter catalogue has no pack “{ $pack }”. The packs are: { $packs }.
error-too-many-sources = The limit of { $limit } sources is reached. Remove some, or ask the operator to raise KAWARABAN_MAX_SOURCES.
error-service-without-feeds = { $service } offers no feeds. Look for the organisation's own site or blog and give that address.
error-no-feed-named = This page names no feed, and none was found at the usual places. Look for an RSS link on the site and give its address, or give the address of a single article.
error-login-wall = This page asks for a login. Only what everybody can read may be followed; look for a public feed of the same site.
error-bot-check = The site wants to see a person first (a “checking your browser” page), so programs cannot read it. Give the address of its feed itself, if it has one.
error-error-page = The site answered with a page that only says that there is nothing here. Check the address.
error-other-document = { $kind ->
    [json] This address gives JSON, but not a JSON Feed. Give the address of an RSS, Atom or JSON feed.
    [xml] This address gives XML that is no feed (a sitemap, for example). Give the address of an RSS or Atom feed.
    [text] This address gives plain text, neither a feed nor an article. Give the address of a feed, of a site, or of an article.
   *[file] This address gives a file (a picture, a PDF, a recording), not a page or feed.
}
error-opml-too-large = The list is larger than { $limit }. Split it, and import the parts one after the other.
error-opml-with-entities = The list declares a document type of its own, which could hide anything, so it was not read. Export it again from your feed reader.
error-opml-is-feed = This file is a feed itself, not a list of feeds. Follow its address with “sources add URL”.
sources-refused-login = The site asks for a login (status 401). Only what everybody can read may be followed.
sources-refused-payment = The site asks for payment (status 402). Only what everybody can read may be followed.
sources-refused-forbidden = The site refuses programs (status { $status }): it wants a login or to see a person first. Give the address of its feed itself, if it has one.
sources-refused-not-found = There is nothing at this address (status 404). Check the spelling, or start from the site's front page.
sources-refused-busy = The site says that it was asked too often (status 429). Try again in an hour.
sources-refused-legal = The site may not show this for legal reasons (status 451), at least not to this server.
sources-refused-server = The site has a fault of its own at the moment (status { $status }). Try again later.
sources-refused-status = The site answered with status { $status } instead of a page. Check the address.
sources-refused-tls = The site's certificate is not valid, so the connection is not safe. Try again later; its operator has to renew it.
sources-refused-no-such-host = There is no site of this name. Check the spelling of the address.
sources-refused-nobody-listens = The server is there, but no web site answers at this address. Check it, or try again later.

## Preview

sources-facts = { $sort ->
    [podcast] podcast
    [comments] readers' comments
   *[news] feed
} · { $lang } · { $n ->
    [one] 1 entry
   *[other] { $n } entries
} · { $carries ->
    [full] full text
    [summary] summaries
   *[titles] headlines only
}
sources-facts-rhythm = { $facts } · { $rhythm }
sources-rhythm = { $unit ->
    [minutes] { $n ->
        [one] about every minute
       *[other] about every { $n } minutes
    }
    [hours] { $n ->
        [one] about hourly
       *[other] about every { $n } hours
    }
    [days] { $n ->
        [one] about daily
       *[other] about every { $n } days
    }
   *[weeks] { $n ->
        [one] about weekly
       *[other] about every { $n } weeks
    }
}
sources-no-date = no date
sources-a-page = { $title } is a single article ({ $lang }). It would be read once.
sources-choose = { $n ->
    [one] The site also has this feed; add it with --feed and its number or address:
   *[other] The site also has these feeds; add one with --feed and its number or address:
}
sources-choose-for-article = To follow the site instead of this one article, add one of its feeds with --feed:
sources-others = Other feeds of the site, to be added with --feed:
sources-choice = { $title } · { $lang } · { $n ->
    [one] 1 entry
   *[other] { $n } entries
} · newest { $newest }
sources-others-by-address = The site also has these feeds. To follow one, add it by its address:
sources-more-named = { $n ->
    [one] The page names 1 more feed, which was not read.
   *[other] The page names { $n } more feeds, which were not read.
}

## Verdicts

sources-verdict-ok = Looks healthy.
sources-verdict-known = This is source { $id } ({ $title }), which is fetched already.
sources-verdict-duplicate = This is the feed of source { $id } ({ $title }) under another address. It is fetched once, so that source is the one to follow.
sources-verdict-overlap = Everything in it also comes through source { $id } ({ $title }), which carries more.
sources-verdict-foreign = Its language is “{ $lang }”. Briefs are made from Japanese and English reports only.
sources-verdict-stale = { $days ->
    [one] Nothing newer than 1 day: it may have been given up.
   *[other] Nothing newer than { $days } days: it may have been given up.
}
sources-verdict-undated = Its entries have no dates. Their articles' pages are asked for them; what has none there either counts as published when it was read.
sources-verdict-thin = It carries headlines only. The text is read from each article's page, which takes longer and may fail.
sources-verdict-few = { $n ->
    [one] It holds a single entry, so little can be said about it yet.
   *[other] It holds { $n } entries, so little can be said about it yet.
}
sources-verdict-unread = Not read yet: its first fetch, which shows whether it works, is due.
sources-verdict-paused = Paused here.
sources-verdict-silent = It answers, but none of its entries has become an article yet.
sources-verdict-shaky = { $failures ->
    [one] The last attempt failed: { $reason } It is tried again by itself.
   *[other] The last { $failures } attempts failed: { $reason } It is tried again by itself.
}
sources-verdict-failing = Failed { $failures } times in a row: { $reason }
sources-verdict-retired = Retired, no longer fetched: { $reason }

## Adding, testing, listing

sources-added = Now followed as source { $id }: { $title }
sources-added-page = Now followed as source { $id }, a single article that is read once: { $title }
sources-already-followed = Already followed as source { $id }: { $title }
sources-followed-known = Now followed as source { $id }, which is fetched already: { $title }
sources-followed-twin = Followed as source { $id }, which is the same feed under its other address: { $title }
sources-not-added = { $url } was not added. { $reason }
sources-test-works = It works now.
sources-test-works-again = It works again, and is read in the next cycle.
sources-test-fails = It cannot be read now. { $reason }
sources-none = Nothing is followed yet. Add a source with “sources add URL”, or many at once with “sources starter”.
sources-kind = { $kind ->
    [page] article
   *[feed] feed
}
sources-state = { $state ->
    [paused] paused
    [gone] retired
   *[active] active
}
sources-read-at = last success { $when }
sources-read-never = never read
sources-read-unknown = last success unknown
sources-newest = newest { $when }
sources-newest-none = no article yet
sources-need-care = { $n ->
    [one] 1 source needs a look: it fails or is retired. “sources test ID” shows why.
   *[other] { $n } sources need a look: they fail or are retired. “sources test ID” shows why.
}

## Lists from other readers

sources-imported = { $taken ->
    [one] 1 feed taken
   *[other] { $taken } feeds taken
}, { $known } already there, { $refused } refused. { $taken ->
    [0] Nothing new has to be read.
   *[other] They are read one after the other from the next cycle on; “sources list” shows how each does.
}
sources-import-line = { $status ->
    [taken] taken
    [known] already there
   *[refused] refused
}
sources-import-damaged = The file is damaged; what could be read of it was taken. Export it again and import it once more to be sure that nothing is missing.
sources-import-empty = The list holds no feed.
sources-line-no-address = This line has no feed address (xmlUrl).
sources-line-repeated = This address stands in the list twice.
sources-line-include = This line points to another list, which is not fetched. Import that list by itself.
sources-line-link = This line is a bookmark to a page, not a feed. Follow the page with “sources add”.

## Starter catalogue

sources-starter-about = Well-known sources on AI, in packs. Written on { $day } and not checked live: what does not work shows in “sources list”.
sources-starter-pack = { $id } · { $name } · { $n ->
    [one] 1 source
   *[other] { $n } sources
}
sources-starter-how = Follow one with “sources starter PACK”, look into it with “sources starter PACK --show”.
sources-starter-by-others = made by others
