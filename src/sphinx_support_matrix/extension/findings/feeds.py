"""The feeds of pages of changes: whole, and for each driver."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_support_matrix.core.matrix.names import anchor
from sphinx_support_matrix.extension.references.domain import domain_of
from sphinx_support_matrix.extension.translation import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config

    from sphinx_support_matrix.core.history.history_model import History
    from sphinx_support_matrix.core.matrix.select import Patterns

# The builders of pages that stand on a web server, each at its own address.
WITH_FEEDS = frozenset({"html", "dirhtml"})
# They stand for addresses, which depend on the builder that writes the pages.
_PAGE, _FEED = "support-matrix-page", "support-matrix-feed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """A feed of a document."""

    name: str
    """What its file is called after the name of the document; an empty text for the whole matrix."""

    title: str
    """The driver that it is about; an empty text for the whole matrix."""

    text: str
    """What the file holds, but for the addresses of the page and of the feed."""


def feeds_of(
    history: History, drivers: Patterns, features: Patterns, anchors: Mapping[str, str], config: Config
) -> list[Feed]:
    """The feeds of *history*: one of all changes, and one for each driver that there is in the end.

    :param anchors: The ids of the sections of the releases that are shown, by their names.
    """
    # Few projects have feeds, and none else has to wait for the modules.
    from sphinx_support_matrix.core.history.atom import FeedFacts, history_to_atom
    from sphinx_support_matrix.core.history.narrowing import narrowed
    from sphinx_support_matrix.core.history.states import as_of
    from sphinx_support_matrix.core.matrix.select import Patterns
    from sphinx_support_matrix.extension.findings.translated_diff import diff_words

    def feed(part: History, key: str, title: str) -> Feed:
        name = anchor(key).replace("_", "-")
        facts = FeedFacts(
            name="/".join(filter(None, (history.path, key))),
            title=": ".join(filter(None, (config.project, title))),
            author=config.author if config.author != "Author name not set" else config.project,
            url=_base(config) + _FEED,
            page=_base(config) + _PAGE,
            anchors=anchors,
            language=config.language.replace("_", "-"),
            words=diff_words(),
            beginning=words().beginning,
        )
        return Feed(name=name, title=title, text=history_to_atom(part, facts))

    whole = narrowed(history, drivers, features)
    feeds = [feed(whole, "", "")]
    feeds += [
        feed(narrowed(whole, Patterns(include=(key,)), features), key, title)
        for key, title in as_of(whole).drivers.items()
    ]
    return feeds


def on_page_context(
    app: Sphinx, pagename: str, _templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let programs find the feeds of a page."""
    if doctree is None or app.builder.name not in WITH_FEEDS:
        return
    for feed, address in _addressed(app.builder, pagename):
        title = escape(": ".join(filter(None, (app.env.titles[pagename].astext(), feed.title))))
        context["metatags"] = context.get("metatags", "") + (
            f'<link rel="alternate" type="application/atom+xml" title="{title}" href="{escape(address)}" />\n'
        )


def write_feeds(app: Sphinx, exception: Exception | None) -> None:
    """Write the feeds of all documents."""
    if exception is not None or app.builder.name not in WITH_FEEDS:
        return
    for docname in domain_of(app.env).feeds:
        page = app.builder.get_target_uri(docname)
        for feed, _address in _addressed(app.builder, docname):
            file = _file(docname, feed)
            path = Path(app.outdir, file)
            path.parent.mkdir(parents=True, exist_ok=True)
            text = feed.text.replace(_PAGE, page).replace(_FEED, file)
            path.write_text(text, encoding="utf-8", newline="\n")


def _addressed(builder: Builder, docname: str) -> Iterator[tuple[Feed, str]]:
    for feed in domain_of(builder.env).feeds.get(docname, ()):
        yield feed, _base(builder.config) + _file(docname, feed)


def _file(docname: str, feed: Feed) -> str:
    return f"{docname}{'-' if feed.name else ''}{feed.name}.atom"


def _base(config: Config) -> str:
    base: str = config.html_baseurl
    return base if base.endswith("/") else f"{base}/"
