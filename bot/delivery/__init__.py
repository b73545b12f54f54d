"""Brief -> exactly one message per slot."""
