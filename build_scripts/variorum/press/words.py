"""What the scripts say in a language -> a line at the end of assets/words.js, which hands it to them.

The messages are those that the scripts themselves name, so nothing is listed twice.
"""

import json
from collections.abc import Iterator
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract

from variorum.language import PLURALS, Language

SCRIPT = Path("assets", "words.js")
KEYWORDS = {"_": None, "ngettext": (1, 2)}
# The plural forms of a language are tried out on these.
NUMBERS = range(1001)


def write(site: Path, language: Language) -> None:
    """Add the scripts' messages to the site's assets/words.js; nothing in English, which they speak themselves."""
    if said := messages(language):
        line = json.dumps(said, ensure_ascii=False, sort_keys=True)
        with (site / SCRIPT).open("a", encoding="utf-8", newline="\n") as script:
            script.write(f"variorum.messages({line});\n")


def messages(language: Language) -> dict[str, str | dict[str, str]]:
    """Return what a language has for the messages of the scripts, those with a number by CLDR's plural categories."""
    found: dict[str, str | dict[str, str]] = {}
    for message in used():
        one = message if isinstance(message, str) else message[0]
        said = language.said.gettext(one) if isinstance(message, str) else _forms(language, *message)
        if said not in (one, {}):
            found[one] = said
    return found


def used() -> list[str | tuple[str, str]]:
    """Return the messages of the scripts in order, those with a number as its two English forms."""
    return list(dict.fromkeys(_used()))


def _used() -> Iterator[str | tuple[str, str]]:
    folder = files("variorum").joinpath("theme", "assets")
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".js"):
            for _, message, _, _ in extract("javascript", BytesIO(path.read_bytes()), KEYWORDS):
                yield message if isinstance(message, str) else (message[0], message[1])


def _forms(language: Language, one: str, many: str) -> dict[str, str]:
    """Return the forms of a message by plural category, none where it is not translated."""
    samples = {language.locale.plural_form(n): n for n in reversed(NUMBERS)}
    forms = {name: language.said.ngettext(one, many, samples[name]) for name in PLURALS if name in samples}
    return {} if set(forms.values()) <= {one, many} else forms
