"""Every sentence of our own that a person reads, in both languages: Fluent files, one per area and language."""
