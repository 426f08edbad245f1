import pytest


@pytest.mark.support_matrix("append")
def test_append(module, tmp_path):
    for text in (b"one", b"two"):
        with module.open(tmp_path / "file", "ab") as file:
            file.write(text)
    with module.open(tmp_path / "file") as file:
        assert file.read() == b"onetwo"
