"""The extension under sphinx-testing, for projects whose tests are unittest classes."""

from __future__ import annotations

import unittest
from pathlib import Path
from typing import Any

from sphinx_testing import with_app

INI = "[driver.a]\ntitle=A\n[operation.x]\ntitle=X\ndriver.a=partial\n"


class SupportMatrixTests(unittest.TestCase):
    @with_app(create_new_srcdir=True, confoverrides={"extensions": ["sphinx_support_matrix"]})
    def test_page(self, app: Any, status: Any, warning: Any) -> None:
        source = Path(app.srcdir)
        (source / "index.rst").write_text("Title\n=====\n\n.. support_matrix:: m.ini\n", encoding="utf-8")
        (source / "m.ini").write_text(INI, encoding="utf-8")
        app.build()
        self.assertEqual(warning.getvalue(), "")
        page = (Path(app.outdir) / "index.html").read_text(encoding="utf-8")
        self.assertIn(
            '<table class="support-matrix-summary sm-linked" data-rows="features" data-name="m" aria-label="Support matrix">',
            page,
        )
        self.assertIn('<li id="operation_x_driver_a" class="sm-partial">A: partial</li>', page)
        self.assertIn("build succeeded", status.getvalue())
