// The start.

/** @type {HTMLTableElement[]} */
const tables = [...document.querySelectorAll(/** @type {"table"} */ (".support-matrix-frame > [data-name]"))];
const matrices = tables.map(readMatrix);

const applyAddress = () => {
  for (const matrix of matrices) {
    matrix.view = readView(matrix);
    update(matrix);
  }
};

for (const matrix of matrices) {
  const { table, frame } = matrix;
  addControls(matrix);
  table.role = "grid";
  frame.removeAttribute("tabindex");
  table.addEventListener("keydown", (event) => onGridKey(matrix, event));
  table.addEventListener("click", (event) => onClick(matrix, event));
  table.addEventListener("focusin", (event) => {
    const cell = /** @type {Element} */ (event.target).closest("td, th");
    if (cell) makeStop(matrix, stopOf(/** @type {HTMLElement} */ (cell)));
  });
  for (const name of ["pointerover", "pointerleave"]) frame.addEventListener(name, (event) => onPointer(matrix, event));
}
applyAddress();
addEventListener("popstate", () => {
  typed = null;
  if (location.search !== lastSearch) applyAddress();
  lastSearch = location.search;
});
document.addEventListener("keydown", (event) => matrices.length && onPageKey(matrices, event), true);
document.addEventListener("pointerover", onLine, { passive: true });
document.addEventListener("focusin", onLine);
// Some browsers know the target of an address only when the page has loaded.
for (const name of ["load", "hashchange"]) addEventListener(name, reveal);
addEventListener("beforeprint", () => matrices.forEach(splitTable));
