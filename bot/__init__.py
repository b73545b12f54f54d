"""Kawaraban (瓦版): bilingual, cited briefs on the AI industry, and a record of what companies said about openness."""

__version__ = "0.1.0"
