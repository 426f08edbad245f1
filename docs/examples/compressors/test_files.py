"""What is done with files."""

from __future__ import annotations

import io
import os
import tarfile
import time
import zipfile

import pytest

FILES = ["gzip", "bz2", "lzma", "zstd"]


@pytest.mark.support_matrix("file.append")
class TestAppend:
    @pytest.mark.parametrize("driver", FILES)
    def test_file(self, driver, module, tmp_path):
        for data in (b"one", b"two"):
            with module.open(tmp_path / "file", "ab") as file:
                file.write(data)
        with module.open(tmp_path / "file") as file:
            assert file.read() == b"onetwo"

    @pytest.mark.support_matrix(driver="zipfile")
    def test_zipfile(self, tmp_path):
        for name in ("one", "two"):
            with zipfile.ZipFile(tmp_path / "file", "a") as archive:
                archive.writestr(name, "text")
        assert zipfile.ZipFile(tmp_path / "file").namelist() == ["one", "two"]

    @pytest.mark.parametrize(
        "compression",
        ["", pytest.param("gz", marks=pytest.mark.xfail(raises=ValueError, reason="no such mode"))],
    )
    @pytest.mark.support_matrix(driver="tarfile")
    def test_tarfile(self, compression, tmp_path):
        with tarfile.open(tmp_path / "file", f"w:{compression}") as archive:
            archive.addfile(tarfile.TarInfo("one"))
        with tarfile.open(tmp_path / "file", f"a:{compression}") as archive:
            archive.addfile(tarfile.TarInfo("two"))
        with tarfile.open(tmp_path / "file") as archive:
            assert archive.getnames() == ["one", "two"]


@pytest.mark.support_matrix("file.seek")
class TestSeek:
    @pytest.mark.parametrize("driver", FILES)
    def test_file(self, driver, module, text):
        with module.open(io.BytesIO(module.compress(text))) as file:
            self.check(file, text)

    @pytest.mark.support_matrix(driver="zipfile")
    def test_zipfile(self, text, tmp_path):
        with zipfile.ZipFile(tmp_path / "file", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("text", text)
        with zipfile.ZipFile(tmp_path / "file") as archive, archive.open("text") as file:
            self.check(file, text)

    @pytest.mark.parametrize("compression", ["", "gz", "bz2", "xz"])
    @pytest.mark.support_matrix(driver="tarfile")
    def test_tarfile(self, compression, text, tmp_path):
        member = tarfile.TarInfo("text")
        member.size = len(text)
        with tarfile.open(tmp_path / "file", f"w:{compression}") as archive:
            archive.addfile(member, io.BytesIO(text))
        with tarfile.open(tmp_path / "file") as archive:
            self.check(archive.extractfile("text"), text)

    def check(self, file, text):
        file.seek(100_000)
        assert file.read(10) == text[100_000:100_010]
        file.seek(50)
        assert file.read(10) == text[50:60]


@pytest.mark.support_matrix("file.text")
class TestText:
    @pytest.mark.parametrize("driver", FILES)
    def test_file(self, driver, module, tmp_path):
        with module.open(tmp_path / "file", "wt", encoding="utf-8") as file:
            file.write("café\n")
        with module.open(tmp_path / "file", "rt", encoding="utf-8") as file:
            assert file.read() == "café\n"

    @pytest.mark.parametrize(
        "way",
        ["path", pytest.param("open", marks=pytest.mark.xfail(raises=ValueError, reason="no such mode"))],
    )
    @pytest.mark.support_matrix(driver="zipfile")
    def test_zipfile(self, way, tmp_path):
        with zipfile.ZipFile(tmp_path / "file", "w") as archive:
            archive.writestr("text", "café\n")
            if way == "path":
                assert zipfile.Path(archive, "text").read_text(encoding="utf-8") == "café\n"
            else:
                assert archive.open("text", "rt").read() == "café\n"

    @pytest.mark.xfail(raises=TypeError, reason="members have no modes")
    @pytest.mark.support_matrix(driver="tarfile")
    def test_tarfile(self, tmp_path):
        with tarfile.open(tmp_path / "file", "w") as archive:
            archive.addfile(tarfile.TarInfo("text"))
        with tarfile.open(tmp_path / "file") as archive:
            assert archive.extractfile("text", "rt").read() == ""


@pytest.mark.support_matrix("file.time")
class TestTime:
    """An odd number of seconds, which not every format can hold."""

    ODD = 1_700_000_001

    @pytest.mark.support_matrix(driver="gzip")
    def test_gzip(self):
        import gzip

        file = gzip.GzipFile(fileobj=io.BytesIO(gzip.compress(b"text", mtime=self.ODD)))
        file.read()
        assert file.mtime == self.ODD

    @pytest.mark.parametrize(
        "second",
        ["even", pytest.param("odd", marks=pytest.mark.xfail(reason="the format has every other second"))],
    )
    @pytest.mark.support_matrix(driver="zipfile")
    def test_zipfile(self, second, tmp_path):
        expected = self.ODD - (second == "even")
        (tmp_path / "text").write_text("text")
        os.utime(tmp_path / "text", (expected, expected))
        with zipfile.ZipFile(tmp_path / "file", "w") as archive:
            archive.write(tmp_path / "text", "text")
        (member,) = zipfile.ZipFile(tmp_path / "file").infolist()
        assert time.mktime((*member.date_time, 0, 0, -1)) == expected

    @pytest.mark.support_matrix(driver="tarfile")
    def test_tarfile(self, tmp_path):
        (tmp_path / "text").write_text("text")
        os.utime(tmp_path / "text", (self.ODD, self.ODD))
        with tarfile.open(tmp_path / "file", "w") as archive:
            archive.add(tmp_path / "text", "text")
        with tarfile.open(tmp_path / "file") as archive:
            assert archive.getmember("text").mtime == self.ODD
