"""Article -> story."""
