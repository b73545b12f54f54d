"""What we follow, and for whom."""
