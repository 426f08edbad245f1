"""The feeds of pages of changes: whole, and for each driver."""

from __future__ import annotations

from dataclasses import dataclass
from glob import escape as exactly
from html import escape
from itertools import chain, count
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from sphinx_support_matrix.core.matrix.names import anchor
from sphinx_support_matrix.extension.references.domain import domain_of
from sphinx_support_matrix.extension.translation import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_support_matrix.core.history.history_model import History
    from sphinx_support_matrix.core.matrix.select import Patterns

# The builders of pages that stand on a web server, each at its own address.
WITH_FEEDS = frozenset({"html", "dirhtml"})
# They stand for addresses, which depend on the builder that writes the pages. No text holds them by chance.
_PAGE, _FEED = "support-matrix-page-c41f8e07", "support-matrix-feed-c41f8e07"


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """A feed of a document."""

    driver: str
    """The key of the driver that it is about; an empty text for the whole matrix."""

    title: str
    """The title of the driver; an empty text for the whole matrix."""

    text: str
    """What the file holds, but for the addresses of the page and of the feed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedGroup:
    """The feeds that one directive asks for."""

    base: str | None
    """The address of the documentation that they were made for; ``None`` where a builder without feeds read the document."""

    feeds: tuple[Feed, ...] = ()
    """The feeds, that of the whole matrix first."""


def has_site(config: Config) -> bool:
    """Whether the address of the documentation says which site it is on."""
    try:
        host = urlsplit(config.html_baseurl).hostname
        return bool(host and host.encode("idna"))
    except ValueError:
        return False


def feeds_of(
    history: History, drivers: Patterns, features: Patterns, anchors: Mapping[str, str], config: Config
) -> FeedGroup:
    """The feeds of *history*: one of all changes, and one for each driver that there is in the end.

    :param anchors: The ids of the sections of the releases that are shown, by their names.
    """
    # Few projects have feeds, and none else has to wait for the modules.
    from sphinx_support_matrix.core.history.atom import FeedFacts, history_to_atom
    from sphinx_support_matrix.core.history.narrowing import narrowed
    from sphinx_support_matrix.core.history.states import as_of
    from sphinx_support_matrix.core.matrix.select import Patterns
    from sphinx_support_matrix.extension.findings.translated_diff import diff_words

    # Two feeds of one file that tell different things are different feeds.
    asked = [
        " ".join(chain(each.include, (f"!{name}" for name in each.exclude))) for each in (drivers, features)
    ]
    name = "?".join(filter(None, (history.path, *asked)))

    def feed(part: History, key: str, title: str) -> Feed:
        facts = FeedFacts(
            name="/".join(filter(None, (name, key))),
            title=": ".join(filter(None, (config.project, title))),
            author=config.author if config.author != "Author name not set" else config.project,
            url=_base(config) + _FEED,
            page=_base(config) + _PAGE,
            anchors=anchors,
            language=config.language.replace("_", "-"),
            words=diff_words(),
            beginning=words().beginning,
        )
        return Feed(driver=key, title=title, text=history_to_atom(part, facts))

    whole = narrowed(history, drivers, features)
    feeds = [feed(whole, "", "")]
    feeds += [
        feed(narrowed(whole, Patterns(include=(exactly(key),)), features), key, title)
        for key, title in as_of(whole).drivers.items()
    ]
    return FeedGroup(base=config.html_baseurl, feeds=tuple(feeds))


def named_feeds(groups: Mapping[str, Sequence[FeedGroup]]) -> dict[str, list[tuple[str, Feed]]]:
    """The file of each feed of each document.

    The first feed of a document has the name of the page. No two have the same name, not even where capital and small
    letters are the same; so the others' names can depend on other documents.
    """
    taken = {f"{docname}.atom".casefold() for docname in groups}
    named: dict[str, list[tuple[str, Feed]]] = {}
    for docname in sorted(groups):
        found = named[docname] = []
        for number, group in enumerate(groups[docname]):
            for feed in group.feeds:
                parts = [docname, str(number + 1) if number else "", anchor(feed.driver).replace("_", "-")]
                stem = "-".join(filter(None, parts))
                file = f"{stem}.atom"
                if stem != docname:
                    names = chain([file], (f"{stem}-{each}.atom" for each in count(2)))
                    file = next(name for name in names if name.casefold() not in taken)
                    taken.add(file.casefold())
                found.append((file, feed))
    return named


def on_env_get_outdated(
    app: Sphinx, env: BuildEnvironment, _added: set[str], _changed: set[str], _removed: set[str]
) -> list[str]:
    """The documents whose feeds were made for another address, or by a builder that has none."""
    if app.builder.name not in WITH_FEEDS:
        return []
    base = app.config.html_baseurl
    return [name for name, found in domain_of(env).feeds.items() if any(each.base != base for each in found)]


def on_page_context(
    app: Sphinx, pagename: str, _templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let programs find the feeds of a page."""
    groups = domain_of(app.env).feeds
    if doctree is None or app.builder.name not in WITH_FEEDS or pagename not in groups:
        return
    for file, feed in named_feeds(groups)[pagename]:
        title = escape(": ".join(filter(None, (app.env.titles[pagename].astext(), feed.title))))
        context["metatags"] = context.get("metatags", "") + (
            f'<link rel="alternate" type="application/atom+xml" title="{title}" '
            f'href="{escape(_base(app.config) + quote(file))}" />\n'
        )


def feed_files(builder: Builder) -> Iterator[tuple[str, str]]:
    """The name and the text of each file."""
    for docname, found in named_feeds(domain_of(builder.env).feeds).items():
        page = builder.get_target_uri(docname)
        for file, feed in found:
            yield file, feed.text.replace(_PAGE, page).replace(_FEED, quote(file))


def _base(config: Config) -> str:
    base: str = config.html_baseurl
    return base if base.endswith("/") else f"{base}/"
