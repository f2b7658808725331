"""Articles -> groups that tell one event, with the scores they rest on."""

from variorum.group.grouping import Grouping, ScoredPair, group, same_event

__all__ = ["Grouping", "ScoredPair", "group", "same_event"]
