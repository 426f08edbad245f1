"""PDFs that the real LaTeX makes: what its log says, and what can be read in them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from sphinx_support_matrix.core import load

ROOT = Path(__file__).resolve().parents[2]
# lualatex makes a database of every font on the machine first, which takes longer than all other tests.
ENGINES = {"pdflatex": "-pdf", "xelatex": "-pdfxe"}
# How far a line may stand out, in points: nobody sees it.
TOLERANCE = 5.0
DRIVERS = 30
# Enough for a table that breaks across pages.
FEATURES = 20

# Everything that the tables can hold, with the longest words where there is the least room.
EVERYTHING = (
    "[level.preview]\ntitle = technology preview\ncounts-as = partial\nsymbol = \N{WHITE STAR}\n"
    "[group.operation]\ntitle = Operations\n"
    + "".join(
        f"[driver.d{number}]\ntitle = Storage_driver & {number}% (iSCSI)\n" for number in range(DRIVERS)
    )
    + "".join(
        f"[operation.f{number}]\ntitle = The {number}. feature, with a title that needs more than one line\n"
        "status = condition(operation.f0==complete)\nnotes = A note.\n"
        + "".join(
            f"driver.d{column} = {level}\n"
            for column, level in enumerate(
                ["complete:2026.1", "partial", "missing", "unknown", "not-applicable", "preview"]
                * (DRIVERS // 6)
            )
        )
        for number in range(FEATURES)
    )
)


def squeezed(text):
    """Letters and digits only: lines are broken and hyphenated in between."""
    return re.sub(r"[\W_]", "", text)


def compile_pdf(project, run, engine="pdflatex"):
    if shutil.which(engine) is None:
        pytest.skip(f"{engine} is not installed")
    built = project.build("latex")
    run(
        "latexmk",
        ENGINES[engine],
        "-dvi-",
        "-ps-",
        "-interaction=nonstopmode",
        "-quiet",
        "book.tex",
        cwd=built.app.outdir,
    )
    log = (built.app.outdir / "book.log").read_text(encoding="utf-8", errors="replace")
    overfull = [float(width) for width in re.findall(r"Overfull \\hbox \((.*?)pt too wide\)", log)]
    assert [width for width in overfull if width > TOLERANCE] == []
    assert re.findall(r"(?i).*(?:undefined|missing character|multiply defined).*", log) == []
    return squeezed(run("pdftotext", "-enc", "UTF-8", built.app.outdir / "book.pdf", "-"))


def conf(engine="pdflatex"):
    return (
        "extensions = ['sphinx_support_matrix']\n"
        f"latex_engine = {engine!r}\n"
        "latex_use_xindy = False\n"
        "latex_documents = [('index', 'book.tex', 'Book', 'Author', 'manual')]\n"
    )


def names(path):
    matrix, _problems = load(path)
    return [each.title.text for each in (*matrix.drivers, *matrix.features)]


@pytest.mark.parametrize("name", ["showcase", "cinder-2026"])
def test_every_name_can_be_read(project, run, request, name):
    if name == "showcase":
        path = ROOT / "support-matrix.ini"
    else:
        path = request.getfixturevalue("corpus") / f"{name}.ini"
    shutil.copy(path, project.folder / "m.ini")
    project.write(
        conf_py=conf(),
        index_rst="Title\n=====\n\n.. support_matrix:: m.ini\n   :caption: Everything\n",
    )
    text = compile_pdf(project, run)
    assert [each for each in names(path) if squeezed(each) not in text] == []


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_prints_everything(project, run, engine):
    project.write(
        conf_py=conf(engine),
        index_rst="Title\n=====\n\n.. support_matrix:: m.ini\n\n.. toctree::\n\n   driver\n   summary\n",
        driver_rst="Driver\n======\n\n:support:level:`m::f1@d2`\n\n.. support_matrix_driver:: d1 m.ini\n",
        summary_rst="Alone\n=====\n\n.. support_matrix:: m.ini\n   :sections: summary\n   :drivers: d0 d1\n",
        m_ini=EVERYTHING,
    )
    text = compile_pdf(project, run, engine)
    for number in range(DRIVERS):
        assert f"Storagedriver{number}iSCSI" in text
    for number in range(FEATURES):
        assert f"The{number}featurewithatitlethatneedsmorethanoneline" in text
    assert "technologypreview" in text
