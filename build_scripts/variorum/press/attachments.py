"""Files beside the pages that readers may take away."""

from pathlib import Path

from variorum import pages
from variorum.language import ENGLISH, Language
from variorum.model import Edition


def write(site: Path, edition: Edition, language: Language = ENGLISH) -> None:
    """Write every attachment of an edition into the site, in UTF-8 and with its line breaks as they are."""
    for attachment in pages.attachments(edition, language):
        target = site / attachment.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(attachment.content.encode("utf-8"))
