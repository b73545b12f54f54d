"""The admins' side: what a press on one of their cards does. Every press is authorised anew, whoever was shown it."""
