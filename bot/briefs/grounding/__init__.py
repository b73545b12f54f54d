"""Checks a written brief against what it cites: nothing that no source says leaves the house."""

from bot.briefs.grounding.checker import check_brief, grounded
from bot.briefs.grounding.faults import Failure, Fault

__all__ = ["Failure", "Fault", "check_brief", "grounded"]
