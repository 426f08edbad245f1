from __future__ import annotations

import re

import pytest

INI = """\
[level.preview]
title = tech <preview>
symbol = <P>
counts-as = partial
[driver.plain]
title = Plain
[driver.linked]
title = Linked <b>
link = https://example.org/?a="1"&b=<2>
[driver.relative]
title = Relative
link = ../other.html#x
[group.operation]
title = Operations & more
notes = About <i>operations</i>.
[operation.first]
title = First <script>alert(1)</script>
status = choice(a<b)
notes = Note <script>alert(2)</script>.

    * item
api = ext<x>
cli = do <this>; do --that
    --continued;
driver.plain = complete:queens
driver.linked = preview
driver-notes.linked = One <script>alert(3)</script>.
driver.relative = not-applicable
[operation.second]
title = Second
driver.plain = missing
driver.linked = unknown
driver.relative = partial:<r>
"""


@pytest.fixture(scope="module")
def html(new_project):
    project = new_project()
    project.write(
        index_rst="T\n=\n\n.. support_matrix:: m.ini\n   :caption: Cap <t>\n   :class: own\n", m_ini=INI
    )
    return project.build()


def content(built):
    """The page's own content, without what the theme puts around it."""
    text = built.text("index.html")
    return text[text.index('<section id="t">') : text.rindex("</section>")] + "</section>\n"


def test_the_whole_page(html, snapshot):
    snapshot(content(html), "page.html")


def test_nothing_from_the_file_is_markup(html):
    text = content(html)
    for tag in ("<script>alert", "<b>", "<i>", "<this>", "<x>", "<r>", "<2>", "<P>", "<preview>", "<t>"):
        assert tag not in text
    # The summary, the details, and the name of the list of drivers.
    assert len(re.findall(r"&lt;script&gt;alert\(1\)", text)) == 3
    assert len(re.findall(r"&lt;script&gt;alert\([23]\)", text)) == 2
    assert html.page().select_one("thead a")["href"] == 'https://example.org/?a="1"&b=<2>'


def test_feature_matrix_shows_maturity(project):
    project.write(
        index_rst="T\n=\n\n.. feature_matrix:: m.ini\n",
        m_ini="""\
[target.kvm]
title=KVM
link=
[operation.boot]
title=Boot
maturity=Experimental
api_doc_link=https://example.org/api
admin_doc_link=https://example.org/admin
tempest_test_uuids=9a438d88-10c6;585e934c-448e, 3
kvm=complete:l
driver-notes-kvm=Not tested.
""",
    )
    built = project.build()
    page = built.page()
    assert [head.get_text() for head in page.select("thead th")] == ["Feature", "Maturity", "KVM"]
    assert [cell.get_text() for cell in page.select("tbody td")] == ["experimental", "complete l with notes"]
    assert page.select_one("li#operation_boot_kvm").get_text().split() == [
        "KVM:",
        "complete",
        "(since",
        "l)",
        "Notes:",
        "Not",
        "tested.",
    ]
    facts = [
        " ".join(fact.get_text().split()) for fact in page.select(".support-matrix-feature > .sm-facts > li")
    ]
    assert facts == [
        "Maturity: experimental",
        "API documentation: https://example.org/api",
        "Administrator documentation: https://example.org/admin",
        "Tempest tests: 9a438d88-10c6 585e934c-448e 3",
    ]
    assert [link["href"] for link in page.select("ul.sm-tests a")] == [
        "https://github.com/openstack/tempest/search?q=9a438d88-10c6",
        "https://github.com/openstack/tempest/search?q=585e934c-448e",
        "https://github.com/openstack/tempest/search?q=3",
    ]


def test_a_project_can_override_a_template(project):
    folder = project.folder / "_templates" / "support-matrix"
    folder.mkdir(parents=True)
    (folder / "feature.html").write_text("<p class='mine'>{{ facts.commands | join(', ') }}</p>\n")
    project.write(
        conf_py="extensions = ['sphinx_support_matrix']\ntemplates_path = ['_templates']\n",
        index_rst="T\n=\n\n.. support_matrix:: m.ini\n",
        m_ini=INI,
    )
    built = project.build()
    assert built.page().select_one("p.mine").decode_contents() == "do &lt;this&gt;, do --that --continued"
    assert built.page().select("table.support-matrix-summary")
