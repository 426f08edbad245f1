from __future__ import annotations

import re
from datetime import datetime
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup

from sphinx_support_matrix.core.history.atom import FeedFacts, history_to_atom
from sphinx_support_matrix.core.history.narrowing import narrowed
from sphinx_support_matrix.core.matrix.select import Patterns

from .histories import cell, history_of, written

ATOM = "{http://www.w3.org/2005/Atom}"
FACTS = FeedFacts(
    name="m",
    title="Volumes <&> more",
    author='A "project"',
    url="https://docs.example.org/m.atom?a&b",
    page="https://docs.example.org/en/history.html",
    anchors={"2": "release-2"},
    language="en",
)
FIRST = written({"f": {"k": "missing", "old": "partial"}})
SECOND = cell("complete").replace("= F\n", "= F <script>&amp; \N{BULLET}\n")
HISTORY = history_of(FIRST, SECOND, None, SECOND, now=cell("partial"))
FEED = """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>tag:docs.example.org,2026-05-01:support-matrix/m</id>
<title>Volumes &lt;&amp;&gt; more</title>
<updated>2026-05-01T00:00:00Z</updated>
<author><name>A "project"</name></author>
<link rel="self" type="application/atom+xml" href="https://docs.example.org/m.atom?a&amp;b"/>
<link rel="alternate" type="text/html" href="https://docs.example.org/en/history.html"/>
<entry>
<id>tag:docs.example.org,2026-05-01:support-matrix/m/release/2</id>
<title>2</title>
<updated>2026-05-01T00:00:00Z</updated>
<link rel="alternate" type="text/html" href="https://docs.example.org/en/history.html#release-2"/>
<content type="html">&lt;p&gt;&lt;strong&gt;Drivers&lt;/strong&gt;&lt;/p&gt;&lt;ul&gt;&lt;li&gt;&lt;strong&gt;OLD&lt;/strong&gt; (&lt;code&gt;old&lt;/code&gt;, removed)&lt;/li&gt;&lt;/ul&gt;&lt;p&gt;&lt;strong&gt;Features&lt;/strong&gt;&lt;/p&gt;&lt;ul&gt;&lt;li&gt;&lt;strong&gt;F &amp;lt;script&amp;gt;&amp;amp;amp; \N{BULLET}&lt;/strong&gt; (&lt;code&gt;f&lt;/code&gt;): title: F \N{RIGHTWARDS ARROW} F &amp;lt;script&amp;gt;&amp;amp;amp; \N{BULLET}&lt;/li&gt;&lt;/ul&gt;&lt;p&gt;&lt;strong&gt;Levels&lt;/strong&gt;&lt;/p&gt;&lt;ul&gt;&lt;li&gt;&lt;strong&gt;F &amp;lt;script&amp;gt;&amp;amp;amp; \N{BULLET}&lt;/strong&gt; (&lt;code&gt;f&lt;/code&gt;)&lt;ul&gt;&lt;li&gt;K: missing \N{RIGHTWARDS ARROW} complete; improved&lt;/li&gt;&lt;/ul&gt;&lt;/li&gt;&lt;/ul&gt;</content>
</entry>
<entry>
<id>tag:docs.example.org,2026-05-01:support-matrix/m/release/1</id>
<title>1</title>
<updated>2026-05-01T00:00:00Z</updated>
<link rel="alternate" type="text/html" href="https://docs.example.org/en/history.html"/>
<content type="html">&lt;p&gt;The first one: 2 drivers, 1 feature.&lt;/p&gt;</content>
</entry>
</feed>
"""


def test_the_feed():
    assert history_to_atom(HISTORY, FACTS) == FEED


def test_a_feed_of_what_is_in_no_release_yet_has_no_entries():
    history = history_of(FIRST, now=written({"f": {"k": "missing", "old": "partial", "new": "complete"}}))
    feed = ET.fromstring(history_to_atom(narrowed(history, Patterns(include=("new",)), Patterns()), FACTS))
    assert feed.findtext(f"{ATOM}updated") == "2026-05-01T00:00:00Z"
    assert feed.findall(f"{ATOM}entry") == []


def facts(**changes) -> FeedFacts:
    return FeedFacts(**{name: getattr(FACTS, name) for name in FeedFacts.__slots__} | changes)


FEEDS = {
    "all": (HISTORY, FACTS),
    "a driver": (narrowed(HISTORY, Patterns(include=("k",)), Patterns()), facts(name="m/k \N{SNOWMAN}")),
    "strange names": (
        HISTORY,
        facts(title="a\x00b\n]]>", page="https://b\xfccher.example:8080/", author="<a>"),
    ),
    "one release": (history_of(FIRST), FACTS),
}


@pytest.mark.parametrize(("history", "told"), FEEDS.values(), ids=FEEDS)
def test_it_is_as_the_specification_says(history, told):
    text = history_to_atom(history, told)
    feed = ET.fromstring(text)
    assert feed.tag == f"{ATOM}feed"
    names = [child.tag.removeprefix(ATOM) for child in feed]
    # What there has to be one of, and what may be there; the author stands for all entries.
    assert [names.count(name) for name in ("id", "title", "updated", "author")] == [1, 1, 1, 1]
    assert set(names) <= {"id", "title", "updated", "author", "link", "entry"}
    assert feed.find(f"{ATOM}author/{ATOM}name").text
    links = [(link.get("rel"), link.get("type")) for link in feed.findall(f"{ATOM}link")]
    assert links == [("self", "application/atom+xml"), ("alternate", "text/html")]
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    for entry in entries:
        inside = [child.tag.removeprefix(ATOM) for child in entry]
        assert sorted(inside) == ["content", "id", "link", "title", "updated"]
        assert entry.find(f"{ATOM}content").get("type") == "html"
        page = BeautifulSoup(entry.find(f"{ATOM}content").text, "html.parser")
        assert {tag.name for tag in page.find_all()} <= {"p", "ul", "li", "strong", "code"}
    ids = [each.find(f"{ATOM}id").text for each in (feed, *entries)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"tag:[a-z0-9.-]+,\d{4}-\d\d-\d\d:[A-Za-z0-9%._~/-]+", each) for each in ids)
    times = [each.find(f"{ATOM}updated").text for each in (feed, *entries)]
    assert max(times[1:]) == times[0]
    assert all(datetime.fromisoformat(time).utcoffset() is not None for time in times)


@pytest.mark.parametrize(("history", "told"), FEEDS.values(), ids=FEEDS)
def test_a_reader_of_feeds_takes_it(history, told):
    feedparser = pytest.importorskip("feedparser", reason="feedparser is not installed")
    found = feedparser.parse(history_to_atom(history, told).encode())
    assert (found.bozo, found.version) == (False, "atom10")
    assert found.feed.links[0].href == told.url
    assert [entry.title for entry in found.entries] == [
        name for name in ("2", "1") if name == "1" or len(history.releases) > 1
    ]


def test_an_id_stays_what_it_is_when_pages_are_renamed():
    other = facts(page="https://docs.example.org/other.html", title="x", anchors={}, url="https://x.example/")
    ids = [re.findall("<id>(.+)</id>", history_to_atom(HISTORY, each)) for each in (FACTS, other)]
    assert ids[0] == ids[1]


def test_what_has_no_feed():
    with pytest.raises(ValueError, match=r"^'history\.html' does not say which site it is on$"):
        history_to_atom(HISTORY, facts(page="history.html"))
