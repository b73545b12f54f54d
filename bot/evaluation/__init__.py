"""Question sets and the tables that `eval` prints."""
