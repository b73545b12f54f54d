gist-press = { $language }-language outlets
gist-thing =
    { $thing ->
        [weights] model weights
        [code] code
        [data] data
       *[model] a model
    }
gist-thing-named =
    { $thing ->
        [weights] the weights of { $name }
        [code] the code of { $name }
       *[model] { $name }
    }
# What was done, as a clause.
gist-done =
    { $act ->
        [release] { $actor } has released { $object }
        [withhold] { $actor } will not release { $object }
        [delay] { $actor } has delayed a release
        [delay-object] { $actor } has delayed the release of { $object }
        [licence] { $actor } has set licence terms
        [licence-object] { $actor } has set licence terms for { $object }
        [raise] { $actor } has raised { $object }
        [invest] { $actor } has invested { $object }
        [sue] { $actor } has gone to court against { $object }
        [deny] { $actor } has issued a denial on { $object }
        [partner] { $actor } has entered a partnership with { $object }
        [buy] { $actor } has bought { $object }
        [hire] { $actor } has hired { $object }
       *[rules] { $actor } has set out rules or a policy
    }
gist-planned =
    { $act ->
        [release] { $actor } plans to release { $object }
        [withhold] { $actor } will not release { $object }
        [delay] { $actor } is delaying a release
        [delay-object] { $actor } is delaying the release of { $object }
        [licence] { $actor } plans licence terms
        [licence-object] { $actor } plans licence terms for { $object }
        [raise] { $actor } plans to raise { $object }
        [invest] { $actor } plans to invest { $object }
        [partner] { $actor } plans a partnership with { $object }
        [buy] { $actor } plans to buy { $object }
        [hire] { $actor } plans to hire { $object }
       *[rules] { $actor } plans to set out rules or a policy
    }
gist-headline =
    { $act ->
        [release] { $actor } releases { $object }
        [release-planned] { $actor } plans to release { $object }
        [withhold] { $actor } will not release { $object }
        [delay] { $actor } delays a release
        [delay-object] { $actor } delays release of { $object }
        [licence] { $actor } sets licence terms
        [licence-object] { $actor } sets licence terms for { $object }
        [licence-planned] { $actor } plans licence terms
        [raise] { $actor } raises { $object }
        [raise-planned] { $actor } plans to raise { $object }
        [invest] { $actor } invests { $object }
        [invest-planned] { $actor } plans to invest { $object }
        [sue] { $actor } goes to court against { $object }
        [deny] { $actor } issues a denial on { $object }
        [partner] { $actor } partners with { $object }
        [partner-planned] { $actor } to partner with { $object }
        [buy] { $actor } buys { $object }
        [buy-planned] { $actor } plans to buy { $object }
        [hire] { $actor } hires { $object }
        [hire-planned] { $actor } plans to hire { $object }
        [rules] { $actor } sets out rules or a policy
       *[rules-planned] { $actor } plans rules or a policy
    }
gist-headline-marked = { $headline } (reports in { $language })
gist-headline-about =
    { $voice ->
        [official] { $subject } speaks on { $topics }
        [executive] { $subject } executive speaks on { $topics }
        [reported] Report on { $subject }: { $topics }
        [opinion] A view of { $subject }: { $topics }
       *[fact] { $subject }: { $topics }
    }
gist-lead =
    { $voice ->
        [official] { $press } report that { $clause }, by its own account.
        [executive] { $press } report that { $clause }, according to an executive.
       *[fact] { $press } report that { $clause }.
    }
gist-lead-about =
    { $voice ->
        [official] { $press } report a statement by { $subject } on { $topics }.
        [executive] { $press } report what an executive of { $subject } said on { $topics }.
        [speaker] { $press } report what { $speaker } said on { $topics }.
        [speaker-of] { $press } report what { $speaker } of { $subject } said on { $topics }.
        [reported] { $press } carry an unconfirmed report about { $subject } on { $topics }; it is not an official statement.
        [opinion] { $press } carry a view of { $subject } on { $topics }.
       *[fact] { $press } report on { $topics } involving { $subject }.
    }
gist-lead-unnamed =
    { $voice ->
        [reported] { $press } carry an unconfirmed report on { $topics }; it is not an official statement.
       *[fact] { $press } report on { $topics }.
    }
gist-lead-plain = { $press } report on { $subject }.
gist-headline-event =
    { $voice ->
        [reported] Unconfirmed report on { $subject }: { $event }
       *[fact] { $subject }: { $event }
    }
gist-headline-event-alone =
    { $voice ->
        [reported] Unconfirmed: { $event }
       *[fact] In brief: { $event }
    }
gist-headline-figure = { $headline }, { $figure }
gist-lead-bare = This story is told by { $press } only.
gist-both = { $first } and that { $second }
gist-details = { $sentence }; they give { $details }.
gist-detail-date = the date { $items }
gist-detail-dates = the dates { $items }
gist-detail-figure = the figure { $items }
gist-detail-figures = the figures { $items }
gist-detail-name = the name { $items }
gist-detail-names = the names { $items }
gist-and = { $first } and { $last }
gist-person = { $name }
gist-translated = { $words } (machine translation from { $language })
gist-written-translated = Sentences chosen from the sources and translated by machine on this computer; the originals are linked. Nothing was written by a language model.
error-translation =
    { $fault ->
        [library] The offline translator is not installed: install Kawaraban with the extra "translate", or unset KAWARABAN_TRANSLATION_DIR.
        [folder] KAWARABAN_TRANSLATION_DIR names no folder: { $where }. Create it with the models, or unset the variable.
        [empty] KAWARABAN_TRANSLATION_DIR holds neither ja-en nor en-ja: { $where }. Put the models of a direction into a folder of that name.
        [files] A file of the offline translator is missing: { $where }. Put the model and its vocabularies there.
        [slow] The offline translator took too long ({ $where }). Until the next start, stories in one language show their originals.
        [refused] The offline translator failed before and is not asked again until the next start: { $where }.
       *[broken] The offline translator cannot use its files: { $where }. Fetch them again, whole and for this version.
    }
gist-mark-translated = machine translation
gist-event-label =
    { $event ->
        [price-rise] price rise
        [price-cut] price cut
        [layoffs] job cuts
        [outage] service outage
        [breach] security incident
        [fine] fine
        [lawsuit] court case
        [probe] official inquiry
        [export] export controls
        [rules] rules and guidelines
        [acquisition] takeover or merger
        [funding] funding
        [departure] departure from office
        [appointment] appointment
        [benchmark] benchmark results
        [supply] supply contract
        [partnership] partnership
        [investment] investment
        [plant] new facilities
        [delay] delay
        [licence] licence terms
        [release] release
        [certification] official approval
        [results] results
        [accident] accident
       *[study] research
    }
gist-event =
    { $event ->
        [price-rise] a price rise
        [price-cut] a price cut
        [layoffs] job cuts
        [outage] a service outage
        [breach] a security incident
        [fine] a fine
        [lawsuit] a court case
        [probe] an official inquiry
        [export] export controls
        [rules] rules and guidelines
        [acquisition] a takeover or merger
        [funding] funding
        [departure] a departure from office
        [appointment] an appointment
        [benchmark] benchmark results
        [supply] a supply contract
        [partnership] a partnership
        [investment] an investment
        [plant] new facilities
        [delay] a delay
        [licence] licence terms
        [release] a release
        [certification] an official approval
        [results] results
        [accident] an accident
       *[study] research
    }
gist-figure =
    { $unit ->
        [USD] ${ $number }
        [EUR] €{ $number }
        [JPY] { $number } yen
        [CNY] { $number } yuan
        [GBP] £{ $number }
        [times] { $number } times
        [hour] { $number } hours
        [day] { $number } days
        [month] { $number } months
        [year] { $number } years
        [person] { $number } people
        [company] { $number } companies
        [country] { $number } countries
        [gpu] { $number } GPUs
        [token] { $number } tokens
        [parameter] { $number } parameters
       *[percent] { $number } percent
    }
gist-bound =
    { $bound ->
        [about] about { $figure }
        [over] more than { $figure }
        [least] at least { $figure }
        [under] less than { $figure }
        [most] up to { $figure }
        [nearly] nearly { $figure }
       *[exact] { $figure }
    }
gist-headline-retracted = { $notice } on { $subject }
