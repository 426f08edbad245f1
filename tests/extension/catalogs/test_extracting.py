"""Which catalog a message is extracted into."""

from __future__ import annotations

import pytest

INI = """\
[driver.a]
title = Driver A
[group.disk]
title = Disks
notes = About disks.
[disk.x]
title = Feature X
driver.a = partial
driver-notes.a = Half of it.
[disk.y]
title = Feature Y
status = condition(disk.x==complete)
notes = A list:

    * an item

    .. image:: /x.png
       :alt: A picture
driver.a = complete
"""
OF_FILE = {
    "Driver A",
    "Disks",
    "About disks.",
    "Feature X",
    "Half of it.",
    "Feature Y",
    "A list:",
    "an item",
    "A picture",
}
MATRIX = ".. support_matrix:: /m.ini\n   :caption: The caption\n   :title: The title\n\n   The content.\n"
# A picture of one pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f000104010127"
    "18e3660000000049454e44ae426082"
)


@pytest.fixture
def pages(project):
    """Three pages that show a file each in its way."""
    (project.folder / "guide").mkdir()
    (project.folder / "guide" / "page.rst").write_text(f"Page\n====\n\n{MATRIX}\nAfter.\n")
    project.write(
        index_rst=f"Index\n=====\n\n.. toctree::\n\n   guide/page\n   driver\n\n{MATRIX}\nFeature X\n",
        driver_rst="Driver\n======\n\n.. support_matrix_driver:: a m.ini\n",
        m_ini=INI,
        x_png=PNG,
    )
    return project


@pytest.mark.usefixtures("pages")
def test_each_message_of_a_file_is_in_one_catalog(extracted):
    found = extracted()
    assert {name: set(messages) for name, messages in found.items()} == {
        # What stands on the page is of the page, even if it says the same.
        "index": {"Index", "The title", "The caption", "The content.", "Feature X"},
        "guide": {"Page", "The title", "The caption", "The content.", "After."},
        "driver": {"Driver"},
        "m": OF_FILE,
    }
    assert len(found["m"]) == len(OF_FILE)


@pytest.mark.usefixtures("pages")
def test_entries_of_the_index_are_no_other_messages(extracted):
    targets = {"gettext_additional_targets": ["index"]}
    assert set(extracted(confoverrides=targets)["m"]) == OF_FILE
    assert "Driver A" not in extracted(confoverrides=targets)["index"]


@pytest.mark.parametrize(
    ("compact", "name"), [(True, "guide"), (False, "guide/m"), ("all", "all")], ids=["default", "no", "one"]
)
def test_the_catalog_is_that_of_a_page_in_its_place(project, extracted, compact, name):
    (project.folder / "guide").mkdir()
    (project.folder / "guide" / "m.ini").write_text(INI)
    project.write(
        index_rst="Index\n=====\n\n.. support_matrix:: guide/m.ini\n   :features: disk.x\n", x_png=PNG
    )
    found = extracted(confoverrides={"gettext_compact": compact})
    assert "Feature X" in found[name]
    assert sum("Feature X" in messages for messages in found.values()) == 1


def test_a_page_of_the_same_name_shares_its_catalog(project, extracted):
    project.write(index_rst="Index\n=====\n\n.. support_matrix:: index.ini\n", index_ini=INI, x_png=PNG)
    assert {name: set(messages) for name, messages in extracted().items()} == {"index": {"Index", *OF_FILE}}


def test_a_file_beside_the_source_folder_and_several_files(project, extracted):
    (project.folder.parent / "one.ini").write_text(
        "[driver.a]\ntitle = A\n[x]\ntitle = X\ndriver.a = complete\n"
    )
    project.write(
        index_rst="Index\n=====\n\n.. support_matrix:: ../one.ini two.ini\n",
        two_ini="[driver.b]\ntitle = B\n[x]\ntitle = X\ndriver.b = complete\n[y]\ntitle = Y\ndriver.b = complete\n",
    )
    found = extracted(warnings=None)
    assert {name: set(messages) for name, messages in found.items()} == {
        "index": {"Index"},
        "one": {"A", "X"},
        "two": {"B", "Y"},
    }


def test_a_file_of_data(project, extracted):
    project.write(
        index_rst="Index\n=====\n\n.. support_matrix:: m.csv\n",
        m_csv="Feature,Title,Status,a\nx,X,,complete\n",
    )
    assert "X" in extracted()["m"]


def test_the_title_that_a_file_gives_itself(project, extracted):
    project.write(
        index_rst="Index\n=====\n\n.. support_matrix:: m.ini\n",
        m_ini=f"[matrix]\ntitle = Own\n{INI}",
        x_png=PNG,
    )
    assert set(extracted()["m"]) == {"Own", *OF_FILE}


def test_a_feature_that_is_only_named(project, extracted):
    project.write(
        index_rst="Index\n=====\n\n.. support_matrix:: m.ini\n   :features: disk.y\n", m_ini=INI, x_png=PNG
    )
    assert set(extracted()["m"]) == OF_FILE - {"Half of it."}
