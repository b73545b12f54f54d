"""The vocabulary as frozen types. Standard library only: nothing here does I/O or knows who calls it."""
