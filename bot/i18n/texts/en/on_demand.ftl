error-page-too-slow = The page did not arrive within { $seconds } seconds, so there is nothing to brief on yet. Give the link again in a few minutes, or give another report of the same news.
