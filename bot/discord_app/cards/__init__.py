"""Cards: pure functions from domain values to what Discord shows (Components V2). No I/O, no clock, no app."""
