"""What XML 1.0 can say of a text."""

import re

_UNSAYABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def sayable(text: str) -> str:
    """Return a text in the characters that XML has; each other is U+FFFD."""
    return _UNSAYABLE.sub("\N{REPLACEMENT CHARACTER}", text)
