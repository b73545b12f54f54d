# The first line of an answer where a model's sentences follow it.
answers-stop = .
