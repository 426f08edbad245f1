// Cells and details: what opens at a cell, and links to lines.

/** @param {Matrix} matrix @param {HTMLElement} cell */
const placeOf = (matrix, cell) => {
  const byDriver = matrix.rows === "drivers";
  const column = matrix.columns[/** @type {HTMLTableCellElement} */ (cell).cellIndex - firstColumn(matrix)];
  const row = (byDriver ? matrix.drivers : matrix.features).find((each) => each.row === cell.parentElement);
  const [feature, driver] = byDriver ? [column, row] : [row, column];
  return feature && driver ? { feature, driver } : null;
};

/** The level, release, notes and address of a cell, beside it. @param {Matrix} matrix @param {HTMLElement} cell */
const openCell = (matrix, cell) => {
  const place = placeOf(matrix, cell);
  if (!place) return;
  const { feature, driver } = place;
  const id = feature.anchor + driver.suffix;
  const line = document.getElementById(id);
  const isLine = line?.tagName === "LI" && !matrix.view["as-of"];
  const text = make("li", { className: stopOf(cell).className.replace("sm-noted", "") });
  const symbol = levelsOf(matrix)[feature.index][driver.index].symbol;
  if (symbol) text.dataset.symbol = symbol;
  if (isLine) text.append(...copyOf(line).childNodes);
  else text.append(`${driver.title}: ${textOf(cell)}`);
  /** @param {Entry} by */
  const sorting = (by) =>
    button(say("sort", { what: by.title }), () => {
      hide(popover);
      sortBy(matrix, by);
    });
  const popover = makeDialog(matrix, feature.title,
    make("ul", { className: "sm-drivers", role: "list" }, text),
    make("p", {}, make("a", { href: `#${id}`, onclick: () => hide(popover) }, words.permalink)),
    make("div", { className: "sm-row" }, sorting(driver), sorting(feature)),
  );
  popover.popover = "auto";
  popover.ontoggle = (event) => {
    if (/** @type {ToggleEvent} */ (event).newState !== "closed") return;
    if (popover.contains(document.activeElement)) goTo(matrix, cell);
    popover.remove();
  };
  popover.showPopover();
  placeBeside(popover, cell.getBoundingClientRect());
  popover.querySelector("button")?.focus({ preventScroll: true });
};

/** @param {HTMLElement} popover @param {DOMRect} cell */
const placeBeside = (popover, cell) => {
  const { offsetWidth, offsetHeight, style } = popover;
  const room = 8;
  const below = cell.bottom + 4;
  const above = cell.top - 4 - offsetHeight;
  style.left = `${Math.max(room, Math.min(cell.left, document.documentElement.clientWidth - offsetWidth - room))}px`;
  style.top = `${Math.max(room, below + offsetHeight + room <= innerHeight ? below : above)}px`;
};

/** A click on a cell opens it; one with a modifier is for its link. @param {Matrix} matrix @param {MouseEvent} event */
const onClick = (matrix, event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const cell = /** @type {HTMLElement | null} */ (target.closest("td, th"));
  if (!cell || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (cell.tagName === "TH") {
    const by = [...matrix.features, ...matrix.drivers].find((each) => each.head === cell);
    if (by && !target.closest("a, input")) sortBy(matrix, by);
  } else if ("popover" in cell && placeOf(matrix, cell) && !cell.matches(".sm-status, .sm-tally, .sm-count")) {
    event.preventDefault();
    openCell(matrix, cell);
  }
};

/** Mark the column under the pointer. @param {Matrix} matrix @param {Event} event */
const onPointer = (matrix, event) => {
  const { frame, ui, columns } = matrix;
  const cell = /** @type {HTMLElement} */ (event.target).closest?.("td, th");
  const row = cell?.parentElement;
  const inBody = row?.parentElement?.tagName === "TBODY" && !row.matches(".sm-group");
  const index = inBody ? /** @type {HTMLTableCellElement} */ (cell).cellIndex - firstColumn(matrix) : -1;
  const head = columns[index]?.head;
  const line = (ui.line ??= make("div", { className: "sm-column" }));
  line.hidden = !head;
  if (!head) return;
  if (!line.parentElement) frame.append(line);
  const { offsetLeft, offsetWidth } = head;
  Object.assign(line.style, { left: `${offsetLeft}px`, width: `${offsetWidth}px`, height: `${matrix.table.offsetHeight}px` });
};

/** A line of the details gets its link when somebody comes to it. @param {Event} event */
const onLine = (event) => {
  const line = /** @type {Element | null} */ (event.target)?.closest?.("ul.sm-drivers > li[id]");
  if (!line || line.querySelector(".sm-permalink")) return;
  line.append(" ", make("a", { className: "sm-permalink", href: `#${line.id}`, title: words.permalink, ariaLabel: words.permalink }, "¶"));
};

/** Open what the hash leads to, where the browser does not, and let its line know its feature. */
const reveal = () => {
  const target = /** @type {HTMLElement | null} */ (document.querySelector(":target"));
  const title = target?.closest("[data-title]")?.getAttribute("data-title");
  if (target && title) target.dataset.feature = title;
  const every = [...document.querySelectorAll(/** @type {"details"} */ ("details:not([open])"))];
  const closed = every.filter((each) => each.contains(target));
  for (const each of closed) each.open = true;
  if (closed.length) target?.scrollIntoView();
};
