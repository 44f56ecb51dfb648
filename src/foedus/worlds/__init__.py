"""Worlds: what is disputed or uncertain is asked, every combination that was in fact asked is explored."""

from foedus.worlds.explore import DEFAULT_LIMIT, Exploration, Path, explore, explore_one
from foedus.worlds.floating import AnyDay, Floating, first_possible, last_possible, shift
from foedus.worlds.patience import check_of_caller, patience
from foedus.worlds.world import Choice, World

__all__ = [
    "DEFAULT_LIMIT",
    "AnyDay",
    "Choice",
    "Exploration",
    "Floating",
    "Path",
    "World",
    "check_of_caller",
    "explore",
    "explore_one",
    "first_possible",
    "last_possible",
    "patience",
    "shift",
]
