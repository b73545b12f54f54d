# What every member uses: stories, comparisons, timelines, personal follows, help, privacy; and what can go wrong there.

error-too-many-companies = { $n } companies are too many: name at most { $most }.
error-too-few-companies = A comparison needs two different companies. Name at least one more.
error-no-link-in-message = There is no web address in that message. Choose a message with a link to an article, or use /brief with the address.
error-nothing-found = Nothing is told about “{ $name }” at present. Try another word, or see everything with /stories.
error-unwritable = The file { $path } cannot be written. Check that the folder exists and that you may write there.
