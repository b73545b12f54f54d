"""What was said, when: the record."""
