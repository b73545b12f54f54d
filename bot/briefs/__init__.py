"""Story -> bilingual brief."""
