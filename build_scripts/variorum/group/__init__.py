"""Articles -> groups that tell one event, with the scores they rest on.

same_event(documents)     the groups alone
group(documents)          both levels, near-duplicates, every scored pair
groups(articles, events)  the groups of an edition
links(articles, groups)   the passages in them that seem to tell the same
of_two(group, a, b)       what a group says of two of its articles
reasons.explain(a, b)     why two texts were thought to tell one event
"""

from variorum.group.grouping import Grouping, ScoredPair, group, same_event
from variorum.group.suggestions import groups, links, of_two, reasons

__all__ = ["Grouping", "ScoredPair", "group", "groups", "links", "of_two", "reasons", "same_event"]
