"""Articles -> groups that tell one event, with the scores they rest on.

same_event(documents)     the groups alone
group(documents)          both levels, near-duplicates, every scored pair
groups(articles, events)  the groups of an edition
reasons.explain(a, b)     why two texts were thought to tell one event
"""

from variorum.group.grouping import Grouping, ScoredPair, group, same_event
from variorum.group.suggestions import groups

__all__ = ["Grouping", "ScoredPair", "group", "groups", "same_event"]
