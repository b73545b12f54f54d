briefs-point-kind =
    { $kind ->
        [official] Official:
        [executive] Executive:
        [reported] Reported:
        [opinion] Comment:
        [release] Released:
        [correction] Correction:
        [retraction] Withdrawn:
       *[fact] Fact:
    }
briefs-language =
    { $tag ->
        [ja] Japanese
        [en] English
        [zh] Chinese
        [ko] Korean
        [fr] French
        [de] German
        [es] Spanish
       *[other] another language
    }
briefs-labelled = { $label } { $words }
briefs-original = { $words } (original, in { $language })
briefs-report-headline = Report: { $title }
briefs-gist-unnamed = News in brief
briefs-topic =
    { $topic ->
        [release] model releases
        [delay] a delay
        [licence] licence terms
        [safety] safety
        [plan] plans
        [closed] closed models
        [openness] openness
        [unchanged] an unchanged position
        [discussion] internal discussions
        [money] money
        [court] a court case
        [deal] a deal
        [people] people and posts
        [rules] rules and policy
        [preview] a preview
        [research] research
        [letter] a letter
       *[chips] chips and computing
    }
briefs-figure =
    { $unit ->
        [USD] ${ $number }
        [EUR] €{ $number }
        [JPY] { $number } yen
        [CNY] { $number } yuan
        [GBP] £{ $number }
       *[percent] { $number }%
    }
briefs-spokesperson = spokesperson
briefs-stance = Stance: { $company }: { $stance } ({ $provenance })
briefs-stance-speaker = Stance: { $company }: { $stance } ({ $provenance }, { $speaker })
briefs-sources = Sources
briefs-source = { $outlet } · { $day } · { $language }
briefs-source-excerpt = { " " }(opening only: the rest is behind a paywall)
briefs-written-local = Sentences chosen from the sources; nothing was written by a language model.
briefs-written-model = Written by { $engine } from the numbered passages.
briefs-reports =
    { $count ->
        [one] From 1 report
       *[other] From { $count } reports
    }
briefs-eval-legend = Briefs by the local engine: the share of the asked facts that they tell (coverage) and that both languages tell (agreement); then counts of points that repeat, of briefs that are too long, of points that lean on words that are not there, of points in the wrong voice, of strings that must not stand, and of empty briefs.
briefs-correction =
    { $change ->
        [retracted] { $outlet } has withdrawn its report.
       *[corrected] { $outlet } has corrected its report.
    }
briefs-correction-notice =
    { $change ->
        [retracted] { $notice }
       *[corrected] { $outlet } has corrected its report. { $notice }
    }
briefs-correction-headline =
    { $change ->
        [retracted] { $outlet } withdraws its report
       *[corrected] { $outlet } corrects its report
    }
briefs-correction-foreign =
    { $change ->
        [retracted] A source in { $language } has withdrawn its report.
       *[corrected] A source in { $language } has corrected its report.
    }
