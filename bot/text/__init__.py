"""Rules on text in both languages. No I/O."""
