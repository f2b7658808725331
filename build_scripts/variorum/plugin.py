"""Pages -> MkDocs: the only file that imports mkdocs.

Generated pages are handed over in memory, as finished HTML that never passes through Markdown; the hand-written files
they are made of are taken off the site. Material's own search and fonts are replaced, so that no page asks anything of
another site.
"""

import logging
import os
import re
from dataclasses import replace
from importlib.metadata import version
from itertools import count
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateNotFound
from markupsafe import Markup, escape
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import config_options as c
from mkdocs.config.base import Config, load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils.templates import TemplateContext

from variorum import edition, history, pages, read
from variorum.check import check
from variorum.errors import ContentError
from variorum.language import ENGLISH, Language, find, gettext, in_language, shipped, speaking
from variorum.model import Edition, Finding, Page, Site
from variorum.pages import feeds
from variorum.pages.names import named
from variorum.pages.template import SAYING
from variorum.press import attachments, fonts, material, paper, raw, schemas, search, words
from variorum.press.progress import Progress
from variorum.report import line
from variorum.weave import element

log = logging.getLogger("mkdocs.plugins.variorum")

# A wide table of a hand-written page scrolls by itself and by keyboard; those with a class are let alone by Material.
TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
SCROLLED = '<div class="v-scroll" tabindex="0" role="region" aria-label="{0}"><table class="v-table">{1}</table></div>'
IDS = re.compile(r'(?<= id=")[^"]+')
ROOT = re.compile(r"<html\b")
THEME = Path(__file__).parent / "theme"
SLANTED = ("article", "notes")  # kinds of pages whose style sheet sets quotations in italics
HOSTS = {"github": "GitHub", "gitlab": "GitLab", "forgejo": "Forgejo", "gitea": "Gitea"}


class Suggest(Config):  # type: ignore[no-untyped-call] # mkdocs leaves __init_subclass__ untyped
    """Where a suggested note can be sent as a pull request: the address of the repository, and what serves it."""

    repo = c.URL(default="")
    host = c.Choice(("github", "gitlab", "forgejo", "gitea"), default="github")
    branch = c.Type(str, default="main")


class Settings(Config):  # type: ignore[no-untyped-call] # mkdocs leaves __init_subclass__ untyped
    """What mkdocs.yml may say under `plugins: - variorum:`."""

    seeds = c.Type(str, default="seeds")
    max_seed_bytes = c.Type(int, default=read.MAX_BYTES)
    suggest = c.SubConfig(Suggest)


class VariorumPlugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call] # the same
    """Hands the pages of an edition to MkDocs; holds nothing but the build that is going on."""

    progress = Progress(None)
    made: Edition
    findings: list[Finding]
    rendering = ""  # the hand-written page that Markdown is at
    pages: dict[str, Page]
    additions: dict[str, Page]
    given: Language | None = None  # the language to speak instead of that of mkdocs.yml
    language = ENGLISH
    alone = True  # whether no page asks anything of another site
    own = False  # whether the edition has style sheets or scripts of its own, which may ask for anything of Material's
    unlit = True  # whether code is mere text: no sheet of the edition colours it, and nobody asks for buttons at it
    feeds: list[tuple[str, str]]  # the paths of the feeds there are, each with what is in it
    common: frozenset[str]  # the letters that the sheet of the faces has in itself
    rare: set[str]  # and those that only a few pages have
    about = False  # whether there is a page on the edition itself

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and make the edition, and put the theme's own templates first."""
        if config.use_directory_urls:
            expected = "use_directory_urls: false, since a folder opened without a server has no index.html to be found"
            remedy = "write so in mkdocs.yml"
            raise ContentError("mkdocs.yml", 0, 0, "use_directory_urls: true", expected, remedy)
        if config.theme.name != "material":
            found, remedy = f"theme: name: {config.theme.name}", "write so, or use `variorum export` for other themes"
            raise ContentError("mkdocs.yml", 0, 0, found, "theme: name: material, which the pages are made for", remedy)
        self._tell_of_requests(config)
        buttons = [name for name in config.theme.get("features") or () if str(name).startswith("content.code.")]
        self.own = bool(config.extra_css or config.extra_javascript)
        self.unlit = not self.own and not buttons
        self.language = _language(config, self.given)
        root = Path(config.config_file_path).parent
        docs = Path(config.docs_dir)
        self.progress.begin("Reading and cleaning")
        made = edition.build(read.sources(root, root / self.config.seeds, docs, self.config.max_seed_bytes))
        self.made = replace(made, site=_site(config), changed=history.changed(root, f"{docs}/annotations"))
        self.findings = check(self.made)
        for finding in self.findings:
            log.warning(line(finding))
        self.progress.begin("Making pages")
        all_ = list(pages.render(self.made, self.language))
        with speaking(self.language):
            self.feeds = [(path, gettext(name)) for path, name in feeds.whole(self.made)]
        self.pages = {page.path: page for page in all_ if not page.onto}
        self.additions = {page.path: page for page in all_ if page.onto}
        frame = f"{config.site_name} {config.copyright} {config.nav}"
        self.common, self.rare = fonts.common([str(page.html) for page in all_], frame), set()
        config.theme.dirs.insert(0, str(THEME))
        self.progress.begin("Writing pages", len(self.pages))
        return config

    def _tell_of_requests(self, config: MkDocsConfig) -> None:
        """Warn of settings by which pages ask something of other sites, and let no page say that they do not."""
        paths = [str(path) for path in (*config.extra_css, *config.extra_javascript)]
        asked = [path for path in paths if path.startswith(("http:", "https:", "//"))]
        asked += ["extra.analytics"] if config.extra.get("analytics") else []
        self.alone = not asked
        for what in asked:
            log.warning(f"mkdocs.yml: found {what}: every page will ask something of another site; expected none")

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Take the material off the site and put the generated pages on it."""
        for file in [f for f in files if f.src_uri.split("/")[0] in read.MATERIAL]:
            files.remove(file)
        self._stand_in(files, config)
        for page in self.pages.values():
            if existing := files.get_file_from_path(page.path):
                log.warning(f"docs/{page.path}: found a page that the edition makes itself; expected another name")
                files.remove(existing)
            files.append(_file(page, config))
        self.about = files.get_file_from_path("about/index.md") is not None
        return files

    def _stand_in(self, files: Files, config: MkDocsConfig) -> None:
        """Make whole pages of the additions to hand-written pages that nobody wrote."""
        for path in [path for path in self.additions if not files.get_file_from_path(path)]:
            addition = self.additions.pop(path)
            heading = element("h1", escape(config.site_name))
            self.pages[path] = replace(addition, title=config.site_name, html=heading + addition.html, onto=False)

    def on_page_markdown(self, markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Give a generated page its title; templates that print titles raw get it escaped."""
        if made := self.pages.get(page.file.src_uri):
            page.title = escape(made.title)
        self.rendering = "" if made else page.file.src_uri
        return markdown

    @event_priority(-100)
    def on_page_content(self, html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Put the finished HTML in place of what Markdown made of the empty page, or below a hand-written one."""
        path, self.rendering = page.file.src_uri, ""
        if made := self.pages.get(path):
            self.progress.step()
            page.toc = TableOfContents([])
            page.present_anchor_ids = set(IDS.findall(made.html))
            return str(made.html)
        numbers = count(1)
        html = TABLE.sub(lambda table: self._scrolled(next(numbers), table[1]), html)
        html = material.unlit(html) if self.unlit else html
        return html + str(self.additions[path].html) if path in self.additions else html

    def _scrolled(self, number: int, table: str) -> str:
        """Return a table that scrolls by itself."""
        with speaking(self.language):
            return SCROLLED.format(escape(gettext("Table %(number)s", number=number)), table)

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Let the theme's own templates speak the language of the pages."""
        env.globals |= {name: in_language(self.language, say) for name, say in SAYING.items()}
        env.filters["named"] = in_language(self.language, named)
        return env

    def on_post_page(self, output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Say of a page in which direction its script runs."""
        return self._directed(output)

    def on_post_template(self, output_content: str, template_name: str, config: MkDocsConfig) -> str:
        """Say the same of a page that stands in no navigation, such as 404.html."""
        return self._directed(output_content)

    def _directed(self, html: str) -> str:
        rtl = self.language.direction == "rtl"
        return ROOT.sub(rf'<html dir="{self.language.direction}"', html, count=1) if rtl else html

    def on_page_context(
        self, context: TemplateContext, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give templates the page as a value."""
        context["variorum"] = self._context(page.file.src_uri, page.content or "")  # type: ignore[typeddict-unknown-key]  # an open TypedDict
        return context

    def on_template_context(
        self, context: TemplateContext, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the pages that are no articles of the navigation, such as 404.html, the same names."""
        context["variorum"] = self._context("")  # type: ignore[typeddict-unknown-key]  # an open TypedDict
        return context

    def _context(self, path: str, html: str = "") -> dict[str, Any]:
        page, addition = self.pages.get(path), self.additions.get(path)
        made = page or addition
        self.rare |= fonts.letters(html) - self.common
        return {
            "version": version("variorum"),
            "page": _Shown(page) if page else None,
            "about": self.about,
            "head": made.head if made else "",
            "feeds": self.feeds,
            "alone": self.alone,
            "host": self._host(),
            "fonts": fonts.used(html, self.common, slanted=page is not None and page.kind in SLANTED),
            "plain": not self.own and material.plain(html),
        }

    def _host(self) -> dict[str, str] | None:
        """Return where a suggested note can go, None where the edition names no repository."""
        said = self.config.suggest
        if not said.repo:
            return None
        known = {"repo": said.repo.rstrip("/"), "kind": said.host, "branch": said.branch}
        return known | {"name": HOSTS[said.host]}

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Add what pages need besides themselves: fonts, seeds as received, schemas, the search index."""
        site = Path(config.site_dir)
        self.progress.begin("Fonts, seeds and the index for the search")
        cache = Path(config.config_file_path).parent / ".cache" / "fonts"
        fonts.write(site / "assets" / "fonts", cache, self.common, self.rare)
        material.write(site, material.colours(config.theme.get("palette")))
        raw.write(site, self.made, Path(config.config_file_path).parent)
        schemas.write(site)
        attachments.write(site, self.made, self.language)
        paper.write(site, self.made, history.last_change(Path(config.config_file_path).parent), self.language)
        words.write(site, self.language)
        search.index(site)
        self.progress.end()

    def on_serve(self, server: Any, config: MkDocsConfig, builder: Any) -> Any:
        """Build anew when a seed changes; docs/ is watched by MkDocs itself."""
        server.watch(str(Path(config.config_file_path).parent / self.config.seeds))
        return server


def _site(config: MkDocsConfig) -> Site:
    """Return what mkdocs.yml says of the site, in plain text."""
    rights = Markup(config.copyright or "").striptags()  # noqa: S704 - its markup is taken off
    return Site(config.site_name, config.site_url or "", config.site_description or "", rights)


def _language(config: MkDocsConfig, given: Language | None) -> Language:
    """Return the language given, else that of mkdocs.yml, English where the pages do not speak it; Material follows."""
    asked = str(config.theme.get("language") or ENGLISH.tag)
    found = given or find(asked)
    if not found:
        known = ", ".join(shipped())
        log.warning(f"mkdocs.yml: found theme: language: {asked}; expected one of {known}; the pages are in English")
    config.theme["language"] = (found or ENGLISH).tag
    return found or ENGLISH


def _file(page: Page, config: MkDocsConfig) -> File:
    made = File.generated(config, page.path, content="\n", inclusion=InclusionLevel.NOT_IN_NAV)
    made.edit_uri = None
    return made


class _Shown:
    """A page as templates see it: `section` is the index page that stands for it in the navigation."""

    def __init__(self, page: Page) -> None:
        self.title, self.description, self.kind = page.title, page.description, page.kind
        self.section = f"{page.path.split('/')[0]}/index.md"


def build(
    root: Path, site: Path, progress: Progress, strict: bool = False, language: Language | None = None
) -> list[Finding]:
    """Build the edition in `root` into the folder `site`, which must not be in use, and return the findings. `language`
    goes before that of mkdocs.yml.

    Raises ContentError where a setting is wrong, and mkdocs' Abort (exit code 1) where `strict` met a warning.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's notice at every build
    plugin = None
    try:
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(site), strict=strict)
        plugin = config.plugins.get("variorum")
        if not isinstance(plugin, VariorumPlugin):
            remedy = "add `plugins: [variorum]` to it"
            raise ContentError("mkdocs.yml", 0, 0, "no plugin variorum", "it under plugins", remedy)
        plugin.progress, plugin.given = progress, language
        mkdocs_build.build(config)
    except TemplateNotFound as error:
        remedy = "look at theme: language: and what else names a file of the theme"
        raise ContentError("mkdocs.yml", 0, 0, f"no template {error}", "a template of the theme", remedy) from error
    except Abort:  # strict mode met a warning; MkDocs has told of it
        raise
    except MkDocsException as error:
        found = " ".join(str(error).split())
        raise ContentError("mkdocs.yml", 0, 0, found, "settings that MkDocs can build", "mend what is named") from error
    except Exception as error:
        if not (plugin and plugin.rendering):
            raise
        found, page = f"a page at which Markdown fails ({error})", f"{config.docs_dir}/{plugin.rendering}"
        raise ContentError(page, 0, 0, found, "a page it can render", "take out what it names, half by half") from error
    return plugin.findings
