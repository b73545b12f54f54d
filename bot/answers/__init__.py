"""Question -> cited answer, or an honest abstention."""
