"""Files to export: what real projects have, and titles and notes that mean something in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from sphinx_support_matrix.core import loads

if TYPE_CHECKING:
    from sphinx_support_matrix.core.matrix.model import Matrix

HOSTILE = [
    "a|b", r"a\|b", "| x |", "<script>alert(1)</script>", "</style><b>", "<!-- -->", "]]>", "&amp;", "&#124;", "&copy",
    "*x*", "**", "*", "`x`", "`", "``", "`a`_", "`a <b>`__", "_x_", "x_", "x__", "_", "__x__", "|sub|", "[1]_", "~~s~~",
    "=1+1", "+1", "-1", "@a", "'t", '"q"', "a,b", "a;b", "\\", "\\\\", "a\\", "[x](y)", "![i](j)", "[x]: y", "$x$",
    "1. one", "12) x", "A) b", "(i) x", "#. x", "- dash", "+ x", "# head", "> x", "===", "---", ":-:", "--- | ---",
    "a : b", "::", "a::", ":role:`x`", ":f: x", "..", ".. note::", ">>> x", "-o file", "--long", "/V", "a -- b",
    "http://a_b.example/c*d?e=f&copy;=g.", "javascript:alert(1)", "www.a_b.example", "a_b@c_d.example", "HTTPS://x_y",
    "{{ x }}", "{% x %}", "é✔", "a\u200bb", "\u2022 x", "\uff1d1", "n't", "\u0301",
]  # fmt: skip

one_line = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\n\r"), min_size=1, max_size=12
)
texts = st.lists(st.one_of(st.sampled_from(HOSTILE), one_line), min_size=1, max_size=3).map(" ".join)
sometimes = st.none() | texts
note_lines = st.builds("{}{}".format, st.sampled_from(["", "", "  ", "- ", "    "]), texts)
notes = st.none() | st.lists(note_lines, min_size=1, max_size=4).map("\n    ".join)
levels = st.sampled_from(["complete", "partial", "missing", "unknown", "not-applicable", "own", "nonsense"])
cells = st.none() | st.builds("{}{}".format, levels, st.just("") | texts.map(":{}".format))
verified = st.none() | texts.map("2026-05-01, {}".format)
links = st.sampled_from(
    [None, "https://x.example/a_b|c(d)[e]*?f=g&copy;=h", "page.html", "a_", "javascript:x"]
)
statuses = st.sampled_from(
    [None, "mandatory", "choice(a|b)", "choice(a", "condition(f0==own)", "condition(x==complete)", "condition(y)", "no"]
)  # fmt: skip


def section(name: str, **options: str | None) -> str:
    lines = [f"[{name}]", *(f"{key} = {value}" for key, value in options.items() if value is not None)]
    return "".join(f"{line}\n" for line in lines)


@st.composite
def files(draw: st.DrawFn) -> str:
    """The text of a file whose drivers and features have any titles and notes."""
    drivers = [f"d{number}" for number in range(draw(st.integers(1, 3)))]
    parts = [section(f"driver.{key}", title=draw(sometimes), link=draw(links)) for key in drivers]
    parts.append(section("level.own", title=draw(sometimes), symbol=draw(sometimes), notes=draw(sometimes)))
    if draw(st.booleans()):
        parts.append(section("group.f0", title=draw(sometimes), notes=draw(notes)))
    for number in range(draw(st.integers(1, 3))):
        own: dict[str, str | None] = {}
        for key in drivers:
            own[f"driver.{key}"] = draw(cells)
            own[f"driver-notes.{key}"] = draw(notes)
            own[f"driver-verified.{key}"] = draw(verified)
        parts.append(
            section(
                f"f{number}",
                title=draw(sometimes),
                status=draw(statuses),
                notes=draw(notes),
                cli=draw(sometimes),
                api=draw(sometimes),
                maturity=draw(sometimes),
                api_doc_link=draw(links),
                tempest_test_uuids=draw(sometimes),
                tests=draw(sometimes),
                **own,
            )
        )
    return "".join(parts)


matrices = files().map(lambda text: loads(text, "m.ini")[0])


def hostile() -> Matrix:
    """A matrix with every hostile text as the title of a feature, a release and a note."""
    parts = ["[driver.d]\ntitle = a|*b* <i>\nlink = https://x.example/a_b?c=d&copy;=e_\n"]
    for number, text in enumerate(HOSTILE):
        cell = {"driver.d": f"partial:{text}", "driver-notes.d": f"{text}\n    {text}"}
        parts.append(section(f"f{number}", title=text, notes=text, **cell))
    return loads("".join(parts), "m.ini")[0]


def shown(text: str) -> str:
    """*text* as it is on a page, where a run of white space is one space."""
    return " ".join(text.split())
