"""A history as a feed, by which people learn what a release changed: Atom, as :rfc:`4287` describes it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from sphinx_support_matrix.core.diff.diff_words import ENGLISH
from sphinx_support_matrix.core.diff.outline import Style
from sphinx_support_matrix.core.diff.sentences import outline
from sphinx_support_matrix.core.history.release_diffs import release_diffs
from sphinx_support_matrix.core.history.since_words import beginning
from sphinx_support_matrix.core.ini.characters import on_one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sphinx_support_matrix.core.diff.diff_model import Diff
    from sphinx_support_matrix.core.diff.diff_words import DiffWords
    from sphinx_support_matrix.core.diff.outline import Item, Span
    from sphinx_support_matrix.core.history.history_model import History, Release

_TAGS = {Style.STRONG: "strong", Style.CODE: "code"}


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedFacts:
    """What a feed says besides the history."""

    name: str
    """What tells the feed from others of the same site, whatever pages there are: the name of a file, as a rule, and of a
    driver."""

    title: str
    """What people call the feed."""

    author: str
    """Who says all this: the project."""

    url: str
    """The address of the feed itself."""

    page: str
    """The address of the page that shows the history."""

    anchors: Mapping[str, str]
    """The anchors of releases on that page, by name; a release without one is the page."""

    language: str
    """The language of the words, as in HTML."""

    words: DiffWords = ENGLISH
    """The words that changes are told in."""

    beginning: Callable[[int, int], str] = beginning
    """What is said of the first release, of which the numbers of drivers and features are known."""


def history_to_atom(history: History, facts: FeedFacts) -> str:
    """The feed of *history*, with an entry for each release that changed something, the newest first.

    What is not released yet is not in it. The time of everything is the day of its release, so that the same history gives
    the same feed, and a reader sees an entry once. An id stays what it is when pages are renamed.

    :raises ValueError: if the history has no releases, or the address of the page does not say which site it is on.
    """
    if not history.releases:
        raise ValueError("a history without releases has no feed")
    told = [each for each in release_diffs(history) if each.release is not None]
    first = history.releases[0]
    entries = [
        (
            each.release,
            _content(each.diff, facts)
            if each.diff
            else _paragraph(facts.beginning(each.drivers, each.features)),
        )
        for each in told
        if each.release is not None
        and (each.diff or (each.release is first and each.drivers and each.features))
    ]
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom"{_attribute("xml:lang", facts.language)}>',
        f"<id>{_text(_identity(facts, first))}</id>",
        f"<title>{_text(facts.title)}</title>",
        f"<updated>{_time(max((release.date for release, _ in entries), default=first.date))}</updated>",
        f"<author><name>{_text(facts.author)}</name></author>",
        f'<link rel="self" type="application/atom+xml"{_attribute("href", facts.url)}/>',
        f'<link rel="alternate" type="text/html"{_attribute("href", facts.page)}/>',
        *(line for release, content in entries for line in _entry(release, content, facts)),
        "</feed>",
    ]
    return "".join(f"{line}\n" for line in lines)


def _entry(release: Release, content: str, facts: FeedFacts) -> Iterator[str]:
    anchor = facts.anchors.get(release.name)
    page = facts.page if anchor is None else f"{facts.page}#{anchor}"
    yield "<entry>"
    yield f"<id>{_text(_identity(facts, release, 'release'))}</id>"
    yield f"<title>{_text(release.name)}</title>"
    yield f"<updated>{_time(release.date)}</updated>"
    yield f'<link rel="alternate" type="text/html"{_attribute("href", page)}/>'
    yield f'<content type="html">{_text(content)}</content>'
    yield "</entry>"


def _identity(facts: FeedFacts, release: Release, *kind: str) -> str:
    """A tag, as :rfc:`4151` describes it: who had the name of the site on a day can call things what they like."""
    site = urlsplit(facts.page).hostname
    if not site:
        raise ValueError(f"'{facts.page}' does not say which site it is on")
    names = ["support-matrix", facts.name, *kind, *([release.name] if kind else [])]
    specific = "/".join(quote(name, safe="") for name in names)
    return f"tag:{site.encode('idna').decode()},{release.date}:{specific}"


def _time(day: str) -> str:
    return f"{day}T00:00:00Z"


def _content(diff: Diff, facts: FeedFacts) -> str:
    """What changed, as HTML."""
    return "".join(
        f"{_paragraph(part.heading, 'strong')}{_list(part.items)}"
        for part in outline(diff, facts.words, signs=False)
    )


def _paragraph(text: str, tag: str = "") -> str:
    inner = _text(text)
    return f"<p><{tag}>{inner}</{tag}></p>" if tag else f"<p>{inner}</p>"


def _list(items: Iterable[Item]) -> str:
    listed = "".join(
        f"<li>{''.join(map(_span, item.spans))}{_list(item.items) if item.items else ''}</li>"
        for item in items
    )
    return f"<ul>{listed}</ul>"


def _span(span: Span) -> str:
    tag = _TAGS.get(span.style)
    return f"<{tag}>{_text(span.text)}</{tag}>" if tag else _text(span.text)


def _text(text: str) -> str:
    """*text* for XML or HTML, which cannot hold every character."""
    return escape(on_one_line(text), quote=False)


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(on_one_line(value))}"'
