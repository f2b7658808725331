"""Where pages are and what they are known by, for readers who are not in the site: machines, feeds, other sites."""

import uuid
from urllib.parse import quote

from variorum.exchange import iri
from variorum.model import Site
from variorum.pages.template import href


def address(site: Site, page: str, path: str, fragment: str = "") -> str:
    """Return the address of the page or file at `path`; where the site has none, as it is seen from the one at `page`.

    Both paths are relative to the site; those of pages end in .md.
    """
    behind = f"#{quote(fragment)}" if fragment else ""
    if not site.address:
        return quote(href(page, path)) + behind
    return iri.base(site.address) + quote(href("", path)) + behind


def identity(site: Site, path: str, fragment: str = "") -> str:
    """Return an absolute IRI for what stands at a path: its address, or a name-based UUID (RFC 9562) of site and path.

    It is the same in every build, as long as the site's address, or without one its name, stays.
    """
    if site.address:
        return address(site, path, path, fragment)
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{iri.URN}:{site.name}:{path}#{fragment}").urn
