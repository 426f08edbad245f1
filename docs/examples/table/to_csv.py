import csv
import re
from pathlib import Path

LEVELS = {"✅": "complete", "⚠️": "partial", "❌": "missing", "": "unknown"}

lines = Path("table.txt").read_text(encoding="utf-8").splitlines()
rows = [[cell.strip() for cell in line.strip()[1:-1].split("|")] for line in lines]
(_, *drivers), _, *features = rows


def key(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


with Path("matrix.csv").open("w", encoding="utf-8", newline="") as file:
    table = csv.writer(file)
    table.writerow(["Feature", "Title", "Status", *map(key, drivers)])
    table.writerow(["", "", "", *drivers])
    for title, *cells in features:
        table.writerow([key(title), title, "optional", *(LEVELS[cell] for cell in cells)])
