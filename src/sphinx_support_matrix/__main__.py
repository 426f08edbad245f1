"""``python -m sphinx_support_matrix`` is the command ``support-matrix``."""

import sys

from sphinx_support_matrix.cli import main

sys.exit(main())
