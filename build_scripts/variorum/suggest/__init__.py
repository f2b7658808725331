"""Edition -> drafts of files for the editor to judge: what the machine found, with the quotes it rests on.

A draft says nothing that was not found: quotes are exact, reasons are comments, and what the editor is to say begins
with "Draft:". Each function maps an edition to its drafts, in a fixed order.

events(edition)     event files, from groups of articles that no reviewed event covers
accounts(edition)   accounts that reviewed events lack, from links to those they have
figures(edition)    figures that reviewed events lack, from the numbers in their accounts
terms(edition)      entries of the glossary, from names and rare words that no entry covers
links(edition)      decisions on groups, from links between passages that nobody has reviewed
"""

from collections.abc import Callable, Mapping

from variorum.model import Edition
from variorum.suggest.account import accounts
from variorum.suggest.draft import Draft
from variorum.suggest.event import events
from variorum.suggest.figure import figures
from variorum.suggest.link import links
from variorum.suggest.term import terms

# What can be suggested, by the word of the command.
KINDS: Mapping[str, Callable[[Edition], list[Draft]]] = {
    "events": events,
    "accounts": accounts,
    "figures": figures,
    "terms": terms,
    "links": links,
}

__all__ = ["KINDS", "Draft", "accounts", "events", "figures", "links", "terms"]
