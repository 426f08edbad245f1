// The table, made to show an answer.

/** The other layout than the one that the page came with. @param {Matrix} matrix @returns {Layout} */
const transposed = (matrix) => {
  const served = matrix.layouts[matrix.served];
  const byDriver = matrix.served === "features";
  const heads = make("tr");
  const states = byDriver ? make("tr", { className: "sm-statuses" }) : null;
  const title = served.states?.cells[0].textContent ?? served.heads.cells[1].textContent ?? "";
  const corner = make("th", { scope: "col" }, byDriver ? matrix.names.one : words.feature);
  const head = make("thead", {}, heads);
  heads.append(corner);
  if (states) {
    states.append(make("th", { scope: "row" }, title));
    head.append(states);
  } else heads.append(make("th", { scope: "col" }, title));
  const titles = [...matrix.table.querySelectorAll(byDriver ? ".sm-group" : ".sm-groups th")];
  const groups = byDriver ? [] : titles.map((each) => groupRow(each.textContent ?? ""));
  const bodies = byDriver ? [make("tbody")] : (groups.length ? groups : [""]).map((row) => make("tbody", {}, row));
  if (byDriver && titles.length) {
    const cells = titles.map((each) => make("th", { scope: "colgroup" }, make("span", {}, each.textContent ?? "")));
    head.prepend(make("tr", { className: "sm-groups" }, make("td"), ...cells));
  }
  return { heads, states, bodies, groups, parts: [head, ...bodies] };
};

/** @param {string} title */
const groupRow = (title) =>
  make("tr", { className: "sm-group" }, make("th", { scope: "rowgroup" }, make("span", {}, title)));

/** Make the heading of an entry that of a row or of a column. @param {Entry} entry @param {boolean} isRow */
const turn = (entry, isRow) => {
  const { head, need, data } = entry;
  const span = head.querySelector(".sm-head");
  head.scope = isRow ? "row" : "col";
  if (isRow && span) span.replaceWith(...span.childNodes);
  if (!isRow && !span) head.append(make("span", { className: "sm-head" }, ...[...head.childNodes].filter((each) => each !== need)));
  for (const name of ["key", ...Object.keys(data)]) delete head.dataset[name];
  if (!isRow) Object.assign(head.dataset, data, { key: entry.key });
  else Object.assign((entry.row ??= make("tr")).dataset, data);
};

/** Put rows and columns where they belong; this moves every cell. @param {Matrix} matrix @param {Entry[]} rows @param {Entry[]} columns */
const layOut = (matrix, rows, columns) => {
  const byDriver = matrix.rows === "drivers";
  const { heads, states, bodies } = (matrix.layouts[matrix.rows] ??= transposed(matrix));
  const corners = [...heads.cells].slice(0, byDriver ? 1 : 2);
  heads.prepend(...corners, ...columns.map((each) => each.head));
  states?.prepend(states.cells[0], ...columns.map((each) => /** @type {HTMLElement} */ (each.state)));
  for (const entry of rows) {
    const cells = columns.map(({ index }) => matrix.cells[byDriver ? index : entry.index][byDriver ? entry.index : index]);
    const state = byDriver || !entry.state ? [] : [entry.state];
    entry.row?.prepend(entry.head, ...state, ...cells);
  }
  if (!byDriver) for (const line of matrix.feet) line[0].parentElement?.append(...columns.map(({ index }) => line[index]));
  order(bodies, rows);
  matrix.columns = columns;
};

/** @param {HTMLElement[]} bodies @param {Entry[]} rows */
const order = (bodies, rows) => {
  for (const entry of rows) (bodies[entry.group] ?? bodies[0]).append(/** @type {HTMLElement} */ (entry.row));
};

/** Swap rows and columns. @param {Matrix} matrix @param {string} rows */
const swap = (matrix, rows) => {
  const { table, drivers, features } = matrix;
  const old = matrix.layouts[matrix.rows];
  const [down, across] = rows === "drivers" ? [drivers, features] : [features, drivers];
  for (const each of [...drivers, ...features]) {
    for (const line of [each.head, each.state, each.row]) if (line) line.hidden = false;
  }
  for (const cell of matrix.cells.flat()) cell.hidden = false;
  matrix.rows = table.dataset.rows = rows;
  const layout = (matrix.layouts[rows] ??= transposed(matrix));
  for (const part of old.parts) part.remove();
  for (const each of down) turn(each, true);
  for (const each of across) turn(each, false);
  layOut(matrix, down, across);
  table.append(...layout.parts);
};

/** Show the drivers and features of an answer. @param {Matrix} matrix @param {Answer} answer */
const show = (matrix, answer) => {
  const { view, features, drivers, frame } = matrix;
  // Asked before anything changes, when the browser knows it.
  const inSight = (frame.scrollTop + innerHeight) / ROW;
  const wanted = view.rows || matrix.served;
  if (wanted !== matrix.rows) swap(matrix, wanted);
  const byDriver = matrix.rows === "drivers";
  const [down, across] = byDriver ? [answer.drivers, answer.features] : [answer.features, answer.drivers];
  const [rows, columns] = byDriver ? [drivers, features] : [features, drivers];
  /** All entries, with the shown ones in their order. @param {Entry[]} all @param {Entry[]} shown */
  const sequence = (all, shown) => {
    const sorted = shown.every((each, index) => !index || shown[index - 1].index < each.index);
    return sorted ? all : [...shown, ...all.filter((each) => !shown.includes(each))];
  };
  const inRow = sequence(columns, across);
  const layout = matrix.layouts[matrix.rows];
  if (inRow.some((each, index) => each !== matrix.columns[index])) layOut(matrix, rows, inRow);
  const inColumn = sequence(rows, down);
  if (inColumn.some((each, index) => each.row?.previousElementSibling !== (inColumn[index - 1]?.row ?? null))) {
    order(layout.bodies, inColumn);
  }
  hideColumns(matrix, columns, new Set(across));
  const shown = new Set(down);
  showRows(matrix, inColumn, shown, inSight);
  fitGroups(layout, answer.features, across.length);
  frame.classList.toggle("sm-wide", across.length > MOST);
  frame.classList.toggle("sm-tall", across.some((each) => [...each.title].length > LONG));
  for (const each of [...rows, ...columns]) each.head.ariaSort = null;
  const sort = view.sort ? sorter(matrix, view.sort) : null;
  if (sort) sort.by.head.ariaSort = sort.down ? "descending" : "ascending";
};

/**
 * Rows that come back below what a window shows come after that is painted: nobody waits for what they do not see.
 * @param {Matrix} matrix
 * @param {Entry[]} rows in the order of the table
 * @param {Set<Entry>} shown
 * @param {number} inSight how many of the rows have to be there at once
 */
const showRows = (matrix, rows, shown, inSight) => {
  const { later } = matrix;
  const waiting = later.size;
  let number = 0;
  for (const each of rows) {
    const { row } = each;
    if (!row) continue;
    const hidden = !shown.has(each);
    if (!hidden && ++number > inSight && row.hidden) later.add(row);
    else if (hidden || number <= inSight) later.delete(row);
    row.classList.toggle("sm-later", later.has(row));
    setHidden(row, hidden);
  }
  if (later.size && !waiting) afterPaint(() => bringLater(matrix));
};

/** @param {() => void} act */
const afterPaint = (act) => requestAnimationFrame(() => setTimeout(act));

/** Some at a time, so that a key that is pressed meanwhile does not wait. @param {Matrix} matrix @param {number} [most] */
const bringLater = (matrix, most = SOME) => {
  const { later } = matrix;
  for (const row of [...later].slice(0, most)) {
    row.classList.remove("sm-later");
    later.delete(row);
  }
  if (later.size) afterPaint(() => bringLater(matrix));
};

/** @param {HTMLElement | null | undefined} element @param {boolean} hidden */
const setHidden = (element, hidden) => {
  if (element && element.hidden !== hidden) element.hidden = hidden;
};

/** Only what changes is touched. @param {Matrix} matrix @param {Entry[]} columns @param {Set<Entry>} shown */
const hideColumns = (matrix, columns, shown) => {
  const byDriver = matrix.rows === "drivers";
  for (const column of columns) {
    const hidden = !shown.has(column);
    if (column.head.hidden === hidden) continue;
    column.head.hidden = hidden;
    if (byDriver) {
      setHidden(column.state, hidden);
      for (const cell of matrix.cells[column.index]) cell.hidden = hidden;
    } else for (const line of matrix.cells) line[column.index].hidden = hidden;
  }
  if (!byDriver) for (const line of matrix.feet) columns.forEach((each) => setHidden(line[each.index], !shown.has(each)));
};

/** Headings of groups stand over what is shown of them. @param {Layout} layout @param {Entry[]} features @param {number} columns */
const fitGroups = (layout, features, columns) => {
  const sizes = new Map();
  for (const each of features) count(sizes, each.group);
  layout.groups.forEach((row, group) => {
    setHidden(row, !sizes.has(group));
    if (row) row.cells[0].colSpan = columns + 2;
  });
  layout.heads.parentElement?.querySelectorAll(".sm-groups th").forEach((each, group) => {
    const cell = /** @type {HTMLTableCellElement} */ (each);
    setHidden(cell, !sizes.has(group));
    cell.colSpan = sizes.get(group) ?? 1;
  });
};
