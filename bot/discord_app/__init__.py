"""The bot in Discord. discord.py lives here and nowhere else."""
