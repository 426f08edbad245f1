"""Pages of matrices that were made from tables: no note of theirs has anything that the page refuses."""

from __future__ import annotations

from sphinx_support_matrix.cli import main
from tests.core.importing.sample_tables import SAMPLES


def test_no_page_of_an_imported_table_has_a_warning(project, capsys):
    names = sorted(path.name for path in SAMPLES.iterdir())
    for number, name in enumerate(names):
        assert main(["import", str(SAMPLES / name), "--output", str(project.folder / f"m{number}.ini")]) == 0
    capsys.readouterr()
    project.write_pages(f".. support_matrix:: m{number}.ini\n" for number in range(len(names)))
    built = project.build()
    assert len(built.app.env.all_docs) == len(names) + 1
