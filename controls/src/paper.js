// Paper: a table that is wider than a page becomes several.

/** How wide a table can be on A4: themes leave it less than what is between the margins. */
const PAPER = 590;

/** @param {Matrix} matrix */
const splitTable = (matrix) => {
  const { frame } = matrix;
  const shown = matrix.columns.filter((each) => !each.head.hidden);
  const whole = part(matrix, new Set(shown));
  const paper = make("div", { className: "sm-paper" }, whole);
  frame.before(paper);
  const { offsetWidth } = /** @type {HTMLElement} */ (whole.firstElementChild);
  const heads = [...whole.querySelectorAll(/** @type {"th"} */ ("thead [data-key]"))];
  const widths = heads.map((each) => each.offsetWidth);
  const beside = widths.reduce((left, width) => left - width, offsetWidth);
  whole.remove();
  // As many in each part as fit even where the widest are, and about equally many.
  const most = Math.max(1, Math.floor((PAPER - beside) / Math.max(...widths)));
  const each = Math.ceil(shown.length / Math.ceil(shown.length / most));
  if (shown.length > each && offsetWidth > PAPER) {
    while (shown.length) paper.append(part(matrix, new Set(shown.splice(0, each))));
    frame.classList.add("sm-on-paper");
  }
  addEventListener("afterprint", () => {
    paper.remove();
    frame.classList.remove("sm-on-paper");
  }, { once: true });
};

/** A copy of the table with some of its columns. @param {Matrix} matrix @param {Set<Entry>} kept */
const part = (matrix, kept) => {
  const copy = copyOf(matrix.table);
  const first = firstColumn(matrix);
  // Of what is there now: rows that go must not keep others from their turn.
  for (const row of [...copy.rows]) {
    if (row.matches(".sm-groups")) row.remove();
    else if (!row.matches(".sm-group")) {
      // In the foot, a heading is for several rows.
      const start = row.closest("tfoot") ? row.cells.length - matrix.columns.length : first;
      [...row.cells].forEach((cell, index) => {
        const column = matrix.columns[index - start];
        if (column && !kept.has(column)) cell.remove();
      });
    } else row.cells[0].colSpan = kept.size + first;
  }
  strip(copy, "colgroup");
  return make("div", { className: `${matrix.frame.className} sm-part` }, copy);
};
