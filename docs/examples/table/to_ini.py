from pathlib import Path

from sphinx_support_matrix.core import load

matrix, _ = load("matrix.csv")
lines = []
for driver in matrix.drivers:
    lines += [f"[driver.{driver.key}]", f"title = {driver.title.text}", ""]
for feature in matrix.features:
    lines += [f"[{feature.name}]", f"title = {feature.title.text}", f"status = {feature.status}"]
    for driver, cell in zip(matrix.drivers, feature.implementations, strict=True):
        if cell.level.is_recorded:
            lines.append(f"driver.{driver.key} = {cell.claim}")
    lines.append("")
Path("support-matrix.ini").write_text("\n".join(lines), encoding="utf-8")
