"""Date expressions in text -> the days they can mean, each with the words, the precision and what it rests on.

`find` looks through running text; `read` takes a value that is a date as a whole. Both are pure: no clock is asked, a
relative expression resolves only against the day the caller gives.
"""

from variorum.dates.find import Dating, find
from variorum.dates.interval import Interval, Precision, parse
from variorum.dates.value import read

__all__ = ["Dating", "Interval", "Precision", "find", "parse", "read"]
