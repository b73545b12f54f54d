"""Health and logging."""
