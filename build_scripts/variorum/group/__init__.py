"""Articles -> groups that tell one event, with the scores they rest on.

same_event(documents)     the groups alone
group(documents)          both levels, near-duplicates, every scored pair
groups(articles, events)  the groups of an edition
links(articles, groups)   the passages in them that seem to tell the same
reasons.explain(a, b)     why two texts were thought to tell one event
"""

from variorum.group.grouping import Grouping, ScoredPair, group, same_event
from variorum.group.suggestions import groups, links, reasons

__all__ = ["Grouping", "ScoredPair", "group", "groups", "links", "reasons", "same_event"]
