// Earlier releases: what cells were then, and which have changed since.

const PAST = /** @type {const} */ (["as-of", "since"]);

/** What the page says of earlier releases. @param {Element} frame @returns {Past | null} */
const readPast = (frame) => {
  const data = frame.nextElementSibling;
  return data?.matches(".sm-past") ? JSON.parse(data.textContent ?? "") : null;
};

/**
 * What cells were in a release, by feature and driver: the name of their level, or null where they were not there.
 * Nothing for those that are today what they were.
 * @param {Past} past @param {Matrix} matrix @param {string} release
 */
const levelsIn = (past, { features, present }, release) => {
  /** @type {(string | null | undefined)[][]} */
  const found = features.map(() => []);
  const place = past.releases.indexOf(release);
  for (const [index, feature, driver, name] of past.undo) {
    if (release && index > place) {
      found[feature][driver] = past.levels[name ?? ""][1] === present[feature][driver].word ? undefined : name;
    }
  }
  return found;
};

/** Show the state of a release, and mark what changed since another one. @param {Matrix} matrix */
const showPast = (matrix) => {
  const { past, view, cells, saved, table } = matrix;
  const wanted = `${view.since} ${view["as-of"]}`;
  if (!past || matrix.shownPast === wanted) return;
  matrix.shownPast = wanted;
  /** @param {number} feature @param {number} driver @param {HTMLTableCellElement} cell */
  const put = (feature, driver, cell) => {
    const old = cells[feature][driver];
    cell.hidden = old.hidden;
    old.replaceWith(cell);
    cells[feature][driver] = cell;
  };
  for (const [feature, driver, cell] of saved.splice(0)) put(feature, driver, cell);
  const then = levelsIn(past, matrix, view["as-of"]);
  const before = levelsIn(past, matrix, view.since);
  cells.forEach((line, feature) =>
    line.forEach((cell, driver) => {
      const name = then[feature][driver];
      if (name !== undefined) {
        saved.push([feature, driver, cell]);
        const [className, word, symbol] = past.levels[name ?? ""];
        const href = table.matches(".sm-linked") && cell.querySelector("a")?.href;
        const shown = make(href ? "a" : "td", { className }, word);
        if (symbol) shown.dataset.symbol = symbol;
        if (href) Object.assign(shown, { href, tabIndex: -1 });
        put(feature, driver, /** @type {HTMLTableCellElement} */ (href ? make("td", {}, shown) : shown));
      }
      cells[feature][driver].classList.toggle("sm-changed", Boolean(view.since) && before[feature][driver] !== name);
    }),
  );
  matrix.levels = null;
};
