// What a matrix is: read from the table of the page.

/** @param {HTMLTableElement} table @param {number} number @param {HTMLTableElement[]} all @returns {Matrix} */
const readMatrix = (table, number, all) => {
  const served = table.dataset.rows ?? "features";
  const byDriver = served === "drivers";
  const head = /** @type {HTMLTableSectionElement} */ (table.tHead);
  const states = /** @type {HTMLTableRowElement | null} */ (head.querySelector(".sm-statuses"));
  const heads = [...head.rows].find((row) => !row.matches(".sm-groups")) ?? head.rows[0];
  const bodies = [...table.tBodies];
  const rows = bodies.flatMap((body, group) =>
    [...body.rows].filter((row) => !row.matches(".sm-group")).map((row) => ({ row, group })),
  );
  const spans = [...head.querySelectorAll(".sm-groups th")].flatMap((each, group) =>
    Array(/** @type {HTMLTableCellElement} */ (each).colSpan).fill(group),
  );
  /** @param {HTMLTableCellElement} head @param {DOMStringMap} data @param {number} index @returns {Entry} */
  const entry = (head, data, index) => {
    const anchor = head.id || (head.querySelector("a")?.hash ?? "").slice(1);
    return {
      head,
      index,
      data: { ...data },
      // What most anchors say is not told again.
      key: data.key ?? anchor.replace("_", ".").replaceAll("_", "-"),
      title: textOf(head),
      anchor,
      suffix: data.suffix ?? `_${head.id}`,
      status: data.status ?? "",
      group: 0,
    };
  };
  const down = rows.map(({ row, group }, index) => ({ ...entry(row.cells[0], row.dataset, index), row, group }));
  const across = [...heads.cells]
    .filter((cell) => cell.dataset.key !== undefined)
    .map((cell, index) => ({ ...entry(cell, cell.dataset, index), group: spans[index] ?? 0 }));
  const [features, drivers] = byDriver ? [across, down] : [down, across];
  const first = byDriver ? 1 : 2;
  const lines = rows.map(({ row }) => [...row.cells].slice(first, first + across.length));
  features.forEach((each, index) => {
    /** @type {Entry} */ (each).state = byDriver ? states?.cells[index + 1] : rows[index].row.cells[1];
  });
  const frame = /** @type {HTMLElement} */ (table.parentElement);
  const twins = all.slice(1, number).filter((each) => each.dataset.name === table.dataset.name).length;
  return {
    table,
    past: readPast(frame),
    present: [],
    saved: [],
    proven: Boolean(table.querySelector("[data-standing]")),
    names: namesOf(table.dataset.driverWord),
    served,
    drivers,
    features,
    rows: served,
    columns: across,
    levels: null,
    said: "",
    ui: {},
    prefix: number ? `${table.dataset.name}${twins ? `-${twins + 1}` : ""}.` : "",
    frame,
    layouts: {
      [served]: {
        heads,
        states,
        bodies,
        parts: /** @type {HTMLElement[]} */ ([...table.children].filter((each) => each.tagName !== "CAPTION")),
        groups: byDriver ? [] : bodies.map((body) => body.querySelector("tr.sm-group")),
      },
    },
    // In the foot, a heading is for several rows.
    feet: [...(table.tFoot?.rows ?? [])].map((row) => [...row.cells].slice(-drivers.length)),
    cells: byDriver ? features.map((_, index) => lines.map((line) => line[index])) : lines,
    known: new Map(),
    later: new Set(),
    // Read from the address before anything is shown.
    view: /** @type {any} */ (null),
  };
};

/** What drivers are called: by the file, or else by the page. @param {string | undefined} own @returns {Matrix["names"]} */
const namesOf = (own) => {
  const [one, some] = (own ?? "").split("; ");
  /** @param {string} word */
  const first = (word) => word.charAt(0).toUpperCase() + word.slice(1);
  return some
    ? { one: first(one), some, many: first(some) }
    : { one: words.driver, some: words.driver_list, many: words.drivers };
};

/** @param {Matrix} matrix @param {HTMLTableCellElement} cell @returns {Level} */
const readLevel = (matrix, cell) => {
  const stop = stopOf(cell);
  const { className } = stop;
  let level = matrix.known.get(className);
  if (level) return level;
  const own = className.match(/sm-level-(\S+)/);
  const basis = ORDER.find((name) => stop.classList.contains(`sm-${name}`)) ?? "complete";
  level = {
    basis,
    name: own?.[1] ?? basis,
    rank: RANKS.indexOf(basis),
    word: (stop.firstChild?.textContent ?? "").trim(),
    symbol: stop.dataset.symbol ?? "",
  };
  matrix.known.set(className, level);
  return level;
};

/** @param {Matrix} matrix */
const levelsOf = (matrix) =>
  (matrix.levels ??= matrix.cells.map((line) => line.map((cell) => readLevel(matrix, cell))));

/** What the details of the page note of a feature and its cells. @param {Matrix} matrix @param {Entry} feature */
const notesOf = (matrix, feature) => {
  const found = [];
  const details = document.getElementById(feature.anchor)?.querySelector(".support-matrix-feature");
  for (const each of details?.children ?? []) {
    if (!each.matches(".sm-drivers") && !each.querySelector(".sm-drivers")) found.push(each.textContent);
  }
  for (const driver of matrix.drivers) {
    if (!stopOf(matrix.cells[feature.index][driver.index]).closest(".sm-noted")) continue;
    const line = document.getElementById(feature.anchor + driver.suffix);
    found.push(line?.textContent?.replace(driver.title, ""));
  }
  return folded(found.join(" "));
};
