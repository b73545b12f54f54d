"""One file per step, named r<number>_<what>.py. A released step is never changed: add another."""
