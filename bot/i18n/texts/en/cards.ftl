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
