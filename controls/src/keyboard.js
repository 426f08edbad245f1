// The keyboard: a table is one stop, and its cells are reached with arrows.

/** What gets the focus in a cell. @param {HTMLElement} cell @returns {HTMLElement} */
const stopOf = (cell) => cell.querySelector("a") ?? cell;

/** The cells of a row that are shown. @param {HTMLTableRowElement} row */
const shownCells = (row) => [...row.cells].filter((cell) => !cell.hidden);

/** The rows that are shown and have a cell for each column. @param {Matrix} matrix */
const shownRows = (matrix) =>
  [...matrix.table.rows].filter((row) => !row.hidden && !row.matches(".sm-group, .sm-groups"));

/** @param {Matrix} matrix @param {HTMLElement} stop */
const makeStop = (matrix, stop) => {
  const old = matrix.ui.stop;
  if (old === stop) return;
  if (old) old.tabIndex = -1;
  stop.tabIndex = 0;
  matrix.ui.stop = stop;
};

/** @param {Matrix} matrix @param {HTMLElement} cell */
const goTo = (matrix, cell) => {
  const stop = stopOf(cell);
  makeStop(matrix, stop);
  // What lies over the cells depends on the titles.
  matrix.frame.style.scrollPaddingTop = `${/** @type {HTMLElement} */ (matrix.table.tHead).offsetHeight + 8}px`;
  stop.focus();
};

/** After a change, the stop may be hidden. @param {Matrix} matrix */
const keepOneStop = (matrix) => {
  const { stop } = matrix.ui;
  if (stop?.isConnected && !stop.closest("[hidden]")) return;
  const cell = matrix.table.querySelector("tbody tr:not([hidden], .sm-group) > :not([hidden])") ?? matrix.table.rows[0].cells[0];
  makeStop(matrix, stopOf(/** @type {HTMLElement} */ (cell)));
};

/** @param {Matrix} matrix @param {KeyboardEvent} event */
const onGridKey = (matrix, event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const cell = /** @type {HTMLTableCellElement | null} */ (target.closest("td, th"));
  if (!cell || event.altKey || event.metaKey || target.matches("input")) return;
  const row = /** @type {HTMLTableRowElement} */ (cell.parentElement);
  const forward = getComputedStyle(matrix.table).direction === "rtl" ? -1 : 1;
  /** @type {Record<string, [number, number]>} */
  const moves = {
    ArrowDown: [1, 0],
    ArrowUp: [-1, 0],
    ArrowRight: [0, forward],
    ArrowLeft: [0, -forward],
    PageDown: [PAGE, 0],
    PageUp: [-PAGE, 0],
    Home: [event.ctrlKey ? -Infinity : 0, -Infinity],
    End: [event.ctrlKey ? Infinity : 0, Infinity],
  };
  const entries = [...matrix.features, ...matrix.drivers];
  if (moves[event.key]) {
    const [down, across] = moves[event.key];
    bringLater(matrix, Infinity);
    const rows = shownRows(matrix);
    const cells = shownCells(row);
    const next = shownCells(within(rows, rows.indexOf(row) + down));
    // In the foot, a heading is for several rows: so cells are counted from the end.
    goTo(matrix, within(next, next.length - cells.length + cells.indexOf(cell) + across));
  } else if (event.key === "Enter" && target === cell && cell.tagName === "TD") openCell(matrix, cell);
  else if (event.key === " ") {
    const feature = matrix.features.find((each) => each.head === cell);
    if (feature) toggleNeed(matrix, feature);
  } else if (event.key.toLowerCase() === "s" && !event.ctrlKey) {
    const column = matrix.columns[cell.cellIndex - firstColumn(matrix)];
    const line = entries.find((each) => each.row === row);
    const by = event.shiftKey ? line : column;
    if (by) sortBy(matrix, by);
  } else return;
  event.preventDefault();
  // Some documents turn their pages with arrows.
  event.stopPropagation();
};

/** @template T @param {T[]} all @param {number} index */
const within = (all, index) => all[Math.min(Math.max(index, 0), all.length - 1)];

/** Best first, then worst first, then as it was. @param {Matrix} matrix @param {Entry} by */
const sortBy = (matrix, by) => {
  const { sort } = matrix.view;
  change(matrix, { sort: sort === by.key ? `-${by.key}` : sort === `-${by.key}` ? "" : by.key });
};

/** How many cells stand before those of the first column. @param {Matrix} matrix */
const firstColumn = (matrix) => (matrix.rows === "drivers" ? 1 : 2);

/** @param {Matrix[]} matrices @param {KeyboardEvent} event */
const onPageKey = (matrices, event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const own = matrices.find(({ frame, ui }) => frame.contains(target) || ui.bar.contains(target));
  const isTyping = target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select");
  if (isTyping || event.ctrlKey || event.altKey || event.metaKey || target.closest("dialog")) return;
  if (event.key === "?" && own) openHelp(own);
  else if (event.key === "/") (own ?? inSight(matrices)).ui.find.focus();
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
};

/** The first matrix that can be seen, or else the first. @param {Matrix[]} matrices */
const inSight = (matrices) =>
  matrices.find(({ frame }) => frame.getBoundingClientRect().bottom > 0) ?? matrices[0];
