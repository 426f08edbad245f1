from __future__ import annotations

import pytest

from sphinx_support_matrix.cli import main
from sphinx_support_matrix.cli.io.terminal import columns, wrapped

TEXT = """\
[driver.a]
title = Alpha
[driver.b]
title = Beta drive
[driver.c]
title = 日本
[group.storage]
title = Storage
[operation.boot]
title = Boot
status = mandatory
driver.a = complete:2
driver.b = missing
driver.c = unknown
[storage.block]
title = Attach a block device while the guest is running
driver.a = partial
driver.b = not-applicable
"""
WARNING = (
    "m.ini:15:1: missing-cell '[storage.block]' says nothing about driver 'c'; add a line for it, "
    "with 'unknown' if nobody knows\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    (tmp_path / "m.ini").write_text(TEXT, encoding="utf-8")


def show(capsys, *arguments):
    code = main(["show", "m.ini", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_words(capsys):
    code, out, err = show(capsys)
    assert (code, err) == (0, WARNING)
    assert out == (
        "Feature                                           Status     Alpha         Beta drive      日本\n"
        "operation\n"
        "Boot                                              mandatory  complete (2)  missing         unknown\n"
        "Storage\n"
        "Attach a block device while the guest is running  optional   partial       not-applicable  not recorded\n"
    )


def test_symbols(capsys):
    _, out, _ = show(capsys, "--width", "60")
    assert out == (
        "日本 ──────────────────────────────────────────┐\n"
        "Beta drive ──────────────────────────────────┐ │\n"
        "Alpha ─────────────────────────────────────┐ │ │\n"
        "operation\n"
        "Boot                            mandatory  ✔ ✖ ?\n"
        "Storage\n"
        "Attach a block device while     optional   ◐ – ·\n"
        "the guest is running\n"
        "\n"
        "✔ complete  ◐ partial  ✖ missing  ? unknown  – not-applicable  · not recorded\n"
    )


def test_several_tables_where_one_does_not_fit(capsys):
    _, out, _ = show(capsys, "--width", "32", "--feature", "boot")
    assert out == (
        "Beta drive ────────────────────┐\n"
        "Alpha ───────────────────────┐ │\n"
        "operation\n"
        "Boot              mandatory  ✔ ✖\n"
        "\n"
        "日本 ────────────────────────┐\n"
        "operation\n"
        "Boot              mandatory  ?\n"
        "\n"
        "✔ complete  ✖ missing  ? unknown\n"
    )


def test_the_terminal_says_how_wide_it_is(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    assert show(capsys)[1] == show(capsys, "--width", "60")[1]


def test_color(capsys):
    _, out, _ = show(
        capsys, "--width", "60", "--color", "always", "--driver", "a", "--feature", "operation.*"
    )
    assert out == (
        "\x1b[1mFeature           Status     Alpha       \x1b[0m\n"
        "\x1b[1moperation\x1b[0m\n"
        "Boot              mandatory  \x1b[32mcomplete (2)\x1b[0m\n"
    )


@pytest.mark.parametrize(
    ("options", "drivers", "features"),
    [
        (["--driver", "a", "--driver", "c"], ["Alpha", "日本"], ["Boot", "Attach"]),
        (["--driver", "!a"], ["Beta drive", "日本"], ["Boot", "Attach"]),
        (["--feature", "storage.*"], ["Alpha", "Beta drive", "日本"], ["Attach"]),
        (["--feature", "boot"], ["Alpha", "Beta drive", "日本"], ["Boot"]),
        (["--level", "partial"], ["Alpha", "Beta drive", "日本"], ["Attach"]),
        (["--level", "not-recorded", "--level", "missing"], ["Alpha", "Beta drive", "日本"], ["Boot", "Attach"]),
        (["--level", "complete", "--driver", "c,a", "--sort", "title"], ["Alpha", "日本"], ["Boot"]),
    ],
)  # fmt: skip
def test_filters(capsys, options, drivers, features):
    code, out, _ = show(capsys, *options)
    head, *lines = out.splitlines()
    assert code == 0
    assert head.split("  ")[0] == "Feature"
    assert [name for name in ("Alpha", "Beta drive", "日本") if name in head] == drivers
    assert [line.split()[0] for line in lines if line.split()[0] not in ("operation", "Storage")] == features


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--driver", "d"], "'d' matches no driver"),
        (["--feature", "storag.block"], "'storag.block' matches no feature; did you mean 'storage.block'?"),
        (["--level", "complet"], "there is no level 'complet'; expected complete, missing, not-applicable, not-recorded, partial or unknown; did you mean 'complete'?"),
    ],
)  # fmt: skip
def test_names_that_are_not_there(capsys, options, message):
    code, out, err = show(capsys, *options)
    assert (code, out, err) == (2, "", f"{WARNING}support-matrix show: {message}\n")


def test_nothing_to_show(capsys):
    assert show(capsys, "--level", "complete", "--driver", "b") == (1, "", f"{WARNING}nothing to show\n")


@pytest.mark.parametrize(
    ("text", "size", "lines"),
    [
        ("", 5, [""]),
        ("one two", 7, ["one two"]),
        ("one two", 6, ["one", "two"]),
        ("a longerword", 4, ["a", "long", "erwo", "rd"]),
        ("日本語 語", 4, ["日本", "語", "語"]),
    ],
)
def test_wrapped(text, size, lines):
    assert wrapped(text, size) == lines


def test_columns():
    assert [columns(text) for text in ("", "ab", "日本", "e\u0301")] == [0, 2, 4, 1]


GROUPED = """\
[driver.ceph]
title = Ceph (iSCSI, FC)
[driver.lvm]
title = LVM
[group.disk]
title = Disks
[disk.attach]
title = Attach a volume
status = mandatory
driver.ceph = complete:1.0
driver.lvm = missing
[net]
title = Network
driver.ceph = partial
driver.lvm = complete
"""


def test_drivers_as_rows_in_words(tmp_path, capsys):
    (tmp_path / "g.ini").write_text(GROUPED, encoding="utf-8")
    assert main(["show", str(tmp_path / "g.ini"), "--rows", "drivers", "--width", "100"]) == 0
    assert capsys.readouterr().out == (
        "Driver            Supported  Disks: Attach a volume  net: Network\n"
        "Status                       mandatory               optional\n"
        "Ceph (iSCSI, FC)  2 of 2     complete (1.0)          partial\n"
        "LVM               1 of 2     missing                 complete\n"
    )


def test_drivers_as_rows_in_symbols(tmp_path, capsys):
    (tmp_path / "g.ini").write_text(GROUPED, encoding="utf-8")
    assert main(["show", str(tmp_path / "g.ini"), "--rows", "drivers", "--width", "50"]) == 0
    assert capsys.readouterr().out == (
        "net: Network (optional) ───────┐\n"
        "Disks: Attach a volume         │\n"
        "(mandatory) ─────────────────┐ │\n"
        "Ceph (iSCSI, FC)  2 of 2     ✔ ◐\n"
        "LVM               1 of 2     ✖ ✔\n"
        "\n"
        "✔ complete  ◐ partial  ✖ missing\n"
    )


def test_many_drivers_are_rows(tmp_path, capsys):
    drivers = "".join(f"[driver.d{number}]\ntitle = Driver {number}\n" for number in range(21))
    cells = "".join(f"driver.d{number} = complete\n" for number in range(21))
    (tmp_path / "g.ini").write_text(f"{drivers}[f]\ntitle = F\n{cells}", encoding="utf-8")
    assert main(["show", str(tmp_path / "g.ini"), "--width", "100"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2 + 21
    assert main(["show", str(tmp_path / "g.ini"), "--width", "1000", "--rows", "features"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
