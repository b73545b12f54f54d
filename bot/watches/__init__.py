"""What a server tracks."""
