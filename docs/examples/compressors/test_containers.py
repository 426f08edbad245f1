"""What archives have that hold several files."""

from __future__ import annotations

import io
import os
import random
import stat
import tarfile
import zipfile

import pytest

NAMES = [f"{number}.bin" for number in range(20)]


@pytest.fixture
def files(tmp_path):
    """A folder of files that cannot be made smaller."""
    folder = tmp_path / "files"
    folder.mkdir()
    for seed, name in enumerate(NAMES):
        (folder / name).write_bytes(random.Random(seed).randbytes(100_000))
    return folder


@pytest.fixture
def packed(files, tmp_path):
    """Packs these files."""

    def pack(driver, compression=""):
        path = tmp_path / "archive"
        if driver == "zipfile":
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                for name in NAMES:
                    archive.write(files / name, name)
        else:
            with tarfile.open(path, f"w:{compression}") as archive:
                for name in NAMES:
                    archive.add(files / name, name)
        return path

    return pack


class Counting(io.FileIO):
    """A file that counts what is read of it."""

    taken = 0

    def read(self, size=-1):
        data = super().read(size)
        self.taken += len(data)
        return data


@pytest.mark.support_matrix("container.list")
class TestList:
    @pytest.mark.support_matrix(driver="zipfile")
    def test_zipfile(self, packed):
        assert zipfile.ZipFile(packed("zipfile")).namelist() == NAMES

    @pytest.mark.parametrize("compression", ["", "gz"])
    @pytest.mark.support_matrix(driver="tarfile")
    def test_tarfile(self, compression, packed):
        with tarfile.open(packed("tarfile", compression)) as archive:
            assert archive.getnames() == NAMES


@pytest.mark.support_matrix("container.one")
class TestOne:
    """The last file of twenty, with a tenth of the archive."""

    @pytest.mark.support_matrix(driver="zipfile")
    def test_zipfile(self, packed, files):
        source = Counting(packed("zipfile"))
        assert zipfile.ZipFile(source).read(NAMES[-1]) == (files / NAMES[-1]).read_bytes()
        assert source.taken < 200_000

    @pytest.mark.parametrize(
        "compression", ["", pytest.param("gz", marks=pytest.mark.xfail(reason="all of it is one stream"))]
    )
    @pytest.mark.support_matrix(driver="tarfile")
    def test_tarfile(self, compression, packed, files):
        source = Counting(packed("tarfile", compression))
        with tarfile.open(fileobj=source) as archive:
            assert archive.extractfile(NAMES[-1]).read() == (files / NAMES[-1]).read_bytes()
        assert source.taken < 200_000


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.support_matrix("container.permissions")
class TestPermissions:
    @pytest.mark.xfail(reason="extract() does not look at them")
    @pytest.mark.support_matrix(driver="zipfile")
    def test_zipfile(self, tmp_path):
        self.write(tmp_path / "program")
        with zipfile.ZipFile(tmp_path / "file", "w") as archive:
            archive.write(tmp_path / "program", "program")
        zipfile.ZipFile(tmp_path / "file").extract("program", tmp_path / "out")
        self.check(tmp_path / "out" / "program")

    @pytest.mark.support_matrix(driver="tarfile")
    def test_tarfile(self, tmp_path):
        self.write(tmp_path / "program")
        with tarfile.open(tmp_path / "file", "w") as archive:
            archive.add(tmp_path / "program", "program")
        with tarfile.open(tmp_path / "file") as archive:
            archive.extract("program", tmp_path / "out", filter="tar")
        self.check(tmp_path / "out" / "program")

    def write(self, path):
        path.write_text("#!/bin/sh\n")
        path.chmod(0o740)

    def check(self, path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o740
