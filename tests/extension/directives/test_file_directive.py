"""Several files as one matrix on a page."""

from __future__ import annotations

FIRST = "[driver.a]\ntitle = Alpha\n[operation.boot]\ntitle = Boot\nstatus = mandatory\ndriver.a = complete\n"
SECOND = (
    "[targets]\ndriver-impl-b = Beta\n[boot]\ntitle = Start\ndriver-impl-b = missing\n"
    "[pause]\ntitle = Pause\ndriver-impl-b = complete\n"
)
DIFFERENT_TITLE = (
    "second.ini:4: WARNING: '[boot]' has the title 'Start' here and 'Boot' at first.ini:4; that one is shown "
    "[support_matrix.different-title]\n"
)


def build(project, argument, **options):
    project.write(
        index_rst=f"Title\n=====\n\n.. support_matrix:: {argument}\n", first_ini=FIRST, second_ini=SECOND
    )
    return project.build(**options)


def test_two_files(project):
    built = build(project, "first.ini second.ini", warnings=DIFFERENT_TITLE)
    page = built.page()
    assert [cell.get_text() for cell in page.select("thead th")] == ["Feature", "Status", "Alpha", "Beta"]
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in page.select("tbody tr")]
    assert rows == [
        ["Boot", "mandatory", "complete", "missing"],
        ["Pause", "optional", "not recorded", "complete"],
    ]
    # The anchor of a cell is the one that its own file has always had.
    assert page.find(id="operation_boot_driver_a")
    assert page.find(id="operation_boot_b")
    assert page.find(id="pause_b")


def test_rules_look_at_the_files_together(project):
    project.write(
        conf_py="extensions = ['sphinx_support_matrix']\nsupport_matrix_rules = ['mandatory-*']\n"
        "suppress_warnings = ['support_matrix.different-title']\n"
    )
    build(
        project,
        "first.ini\n   second.ini",
        warnings=(
            "second.ini:5: WARNING: '[operation.boot]' is mandatory, but driver 'b' has 'missing' "
            "[support_matrix.mandatory-unsupported]\n"
        ),
    )


def test_the_page_depends_on_every_file(project):
    built = build(project, "first.ini second.ini", warnings=DIFFERENT_TITLE, keep=True)
    dependencies = {path.rpartition("/")[2] for path in map(str, built.app.env.dependencies["index"])}
    assert dependencies == {"first.ini", "second.ini"}
    built.app.cleanup()


def test_a_file_that_is_not_there(project):
    built = build(
        project,
        "first.ini secnd.ini",
        warnings=(
            "index.rst:4: WARNING: the file 'secnd.ini' is not there; did you mean 'second.ini'? "
            "[support_matrix.missing-file]\n"
        ),
    )
    assert [cell.get_text() for cell in built.page().select("thead th")] == ["Feature", "Status", "Alpha"]


def test_no_file_is_there(project):
    built = build(project, "a.ini b.ini", warnings=None)
    assert built.warnings.count("[support_matrix.missing-file]") == 2
    assert built.page().select("table") == []


def test_a_name_with_a_space_is_one_file(project):
    (project.folder / "one file.ini").write_text(FIRST)
    built = build(project, "one file.ini")
    assert built.page().find(id="operation_boot_driver_a")


def test_a_merged_matrix_has_a_name_of_its_own(project):
    project.write(
        index_rst="Title\n=====\n\n.. support_matrix:: first.ini second.ini\n\n"
        "See :support:level:`first::pause@b` and :support:driver:`b`.\n",
        first_ini=FIRST,
        second_ini=SECOND.replace("Start", "Boot"),
    )
    built = project.build()
    assert built.page().select_one("span.sm-badge").get_text().split() == ["✔", "complete"]
