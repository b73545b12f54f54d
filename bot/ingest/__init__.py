"""Feed -> article."""
