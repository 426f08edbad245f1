"""The sample tables, their cells by a small parse of their own, and what a person reads in them."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from bs4 import BeautifulSoup

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "tables"
LETTERS = {"C": "complete", "P": "partial", "M": "missing", "U": "unknown", "N": "not-applicable"}

# What a person reads in each: the levels, one word for each feature, in the order of the file.
EXPECTED = {
    "storage.md": "CCCC CCCM MCPM MPUC",
    "dialects.md": "CCM CCP CCC",
    "gpus.md": "CCC CPU CUU",
    "payments.md": "CCC CPM CNP",
    "orms.md": "CCM CUC MCC",
    "browsers.md": "CCC CMP CMN",
    "queues.md": "CCC MCC CMM",
    "clouds.md": "CCC CMP CCC MUC",
    "formatters.md": "CC CM CM",
    "editors.md": "CC MC CC",
    "languages.md": "CC CP MC MU",
    "duplicates.md": "CM MC CU",
    "hypervisors.rst": "CC CM",
    "databases.rst": "CC CP NU",
    "readers.rst": "CM MC",
    "channels.rst": "CM MP",
    "frameworks.html": "CM CP",
    "phones.html": "CM CM",
    "servers.csv": "CM PC",
    "protocols.tsv": "CC MU",
}
COLUMNS = {"gpus.md", "orms.md", "phones.html"}


def words(text: str) -> list[str]:
    """The words that a reader sees, without addresses, and without the marks of footnotes."""
    text = re.sub(
        r"\]\([^)]*\)|\[(?:[\^#]\w+|\d+)\]_?|<sup>.*?</sup>|<https?:[^>]*>`_*|:\w+:`|<index>", " ", text
    )
    text = re.sub(r'<img[^>]*?(?:alt="(\w+)"|src="[^"]*?(\w+)\.\w+")[^>]*>', r" \1 \2 ", text)
    text = re.sub(r"<[^>]*>|&\w+;|:\w+:", " ", text)
    return re.findall(r"\w+", re.sub(r"\bv(?=\d)", "", text))


def expected_cells(name: str) -> list[list[str]]:
    """The rows of a sample as they are written, the header first, without rows that only head others."""
    text = (SAMPLES / name).read_text(encoding="utf-8-sig")
    if name.endswith((".html", "editors.md")):
        return by_html(text)
    if name.endswith(".md"):
        lines = [
            line.lstrip("> ")
            for line in text.splitlines()
            if line.count("|") > 1 and not re.search(r"^[>\s|:-]+$", line)
        ]
        return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))] for line in lines]
    if name.endswith((".csv", ".tsv")):
        return list(
            csv.reader(text.splitlines(keepends=True), delimiter=";" if name.endswith("csv") else "\t")
        )
    return by_rst(name, text)


def by_html(text: str) -> list[list[str]]:
    rows = []
    for row in BeautifulSoup(text, "html.parser").find("table").find_all("tr"):
        cells = row.find_all(["td", "th"], recursive=False)
        rows.append([cell.decode_contents() for cell in cells])
    return rows


def by_rst(name: str, text: str) -> list[list[str]]:
    lines = text.splitlines()
    match name:
        case "hypervisors.rst":
            cells = [
                [cell.strip(" |") for cell in re.split(r"\|(?=\s|$)", line)[1:-1]]
                for line in lines
                if line[:1] == "|"
            ]
            return [*cells[:3], ["Resize", "yes", "no, but migrate"]]
        case "databases.rst":
            return [
                [line[:11].strip(), line[11:21].strip(), line[21:].strip()]
                for line in lines
                if line[:1].isalpha()
            ]
        case "readers.rst":
            items = [match[1] for line in lines if (match := re.match(r"\s+(?:\* )?- (.*)", line))]
            return [items[start : start + 3] for start in range(0, len(items), 3)]
        case _:
            return [re.findall('"(.*?)"', line) for line in lines if line.count('"') > 3]
