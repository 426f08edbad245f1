// Paper: a table that is wider than a page becomes several.

/** How wide a table can be on A4: themes leave it less than what is between the margins. */
const PAPER = 480;

/** @param {Matrix} matrix */
const splitTable = (matrix) => {
  const { frame, columns } = matrix;
  const shown = columns.filter((each) => !each.head.hidden);
  const cells = shownCells(matrix.layouts[matrix.rows].heads);
  const heads = new Set(shown.map((each) => each.head));
  /** @param {HTMLElement[]} all */
  const width = (all) => all.reduce((sum, each) => sum + each.offsetWidth, 0);
  const beside = width(cells.filter((each) => !heads.has(each)));
  const each = Math.max(1, Math.floor((PAPER - beside) / (width([...heads]) / shown.length)));
  if (shown.length <= each) return;
  const paper = make("div", { className: "sm-paper" });
  while (shown.length) paper.append(part(matrix, new Set(shown.splice(0, each))));
  frame.before(paper);
  frame.classList.add("sm-on-paper");
  addEventListener("afterprint", () => {
    paper.remove();
    frame.classList.remove("sm-on-paper");
  }, { once: true });
};

/** A copy of the table with some of its columns. @param {Matrix} matrix @param {Set<Entry>} kept */
const part = (matrix, kept) => {
  const copy = copyOf(matrix.table);
  const first = firstColumn(matrix);
  for (const row of copy.rows) {
    if (row.matches(".sm-groups")) row.remove();
    else if (!row.matches(".sm-group")) {
      [...row.cells].forEach((cell, index) => {
        const column = matrix.columns[index - first];
        if (column && !kept.has(column)) cell.remove();
      });
    } else row.cells[0].colSpan = kept.size + first;
  }
  copy.querySelectorAll("colgroup").forEach((each) => each.remove());
  return make("div", { className: matrix.frame.className }, copy);
};
