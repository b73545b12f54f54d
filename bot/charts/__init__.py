"""Draws a timeline of stances as a PNG. It is given words and days, and knows no record and no language."""
