"""Discord: discord.py lives here and nowhere else. Callbacks are thin; what they show comes from the app below."""
