// Answers: what is shown of a matrix in a view.

/** How the drivers (or the features) of a matrix are sorted by what *name* is. @param {Matrix} matrix @param {string} name */
const sorter = (matrix, name) => {
  const down = name.startsWith("-");
  const key = down ? name.slice(1) : name;
  const driver = matrix.drivers.find((each) => each.key === key);
  const feature = driver ? undefined : find(matrix.features, key);
  if (!driver && !feature) return null;
  /** @param {Entry} each */
  const place = (each) => {
    const [row, column] = driver ? [each, driver] : [/** @type {Entry} */ (feature), each];
    return ORDER.indexOf(levelsOf(matrix)[row.index][column.index].basis) * (down ? -1 : 1);
  };
  const by = /** @type {Entry} */ (driver ?? feature);
  /** @param {Entry} a @param {Entry} b */
  const compare = (a, b) => a.group - b.group || place(a) - place(b);
  return { by, down, features: Boolean(driver), compare };
};

/** The drivers that have all of *needs*: those of the command `query --supports`. @param {Matrix} matrix @param {Entry[]} needs */
const supporting = (matrix, needs) => {
  const least = RANKS.indexOf(matrix.view.at);
  const rows = needs.map((feature) => levelsOf(matrix)[feature.index]);
  return matrix.drivers.filter((driver) => rows.every((row) => row[driver.index].rank >= least));
};

/** How many features a driver has that are not required of it. @param {Matrix} matrix @param {Entry} driver */
const extras = (matrix, driver) =>
  matrix.features.filter(
    (each) =>
      !STATUSES.slice(0, 3).includes(each.status) &&
      levelsOf(matrix)[each.index][driver.index].rank >= RANKS.indexOf("partial"),
  ).length;

/**
 * What a search means. Its whole text, or else each word, is about drivers if it is in the title or key of one and in no
 * feature's; anything else is about features, and their notes.
 * @param {Matrix} matrix
 */
const searched = (matrix) => {
  const { drivers, features } = matrix;
  for (const each of [...drivers, ...features]) each.names ??= folded(`${each.title} ${each.key}`);
  const text = folded(matrix.view.find).trim();
  /** @param {Entry[]} entries @param {string} word */
  const named = (entries, word) => entries.some((each) => each.names?.includes(word));
  const parts = named([...drivers, ...features], text) ? [text] : text.split(" ");
  const ofDrivers = parts.filter((word) => named(drivers, word) && !named(features, word));
  const ofFeatures = parts.filter((word) => !ofDrivers.includes(word));
  /** @param {Entry} feature @param {string} word */
  const has = (feature, word) =>
    feature.names?.includes(word) || (feature.notes ??= notesOf(matrix, feature)).includes(word);
  return {
    drivers: (/** @type {Entry} */ each) => ofDrivers.every((word) => each.names?.includes(word)),
    features: (/** @type {Entry} */ each) => ofFeatures.every((word) => has(each, word)),
  };
};

/** What features are chosen by, with lists that say how many there are. */
const FACETS = /** @type {const} */ (["status", "level", "standing"]);

/** How the claim of a cell stands. @param {HTMLElement} cell */
const standingsOf = (cell) => {
  const { dataset } = stopOf(cell);
  return [dataset.standing ?? "", "stale" in dataset ? "stale" : ""];
};

/** @param {Matrix} matrix @returns {Answer} */
const answerOf = (matrix) => {
  const { view } = matrix;
  const wanted = searched(matrix);
  const sort = view.sort ? sorter(matrix, view.sort) : null;
  const differing = view.compare.length > 1 && !view.all;
  let drivers = (view.compare.length ? view.compare : matrix.drivers).filter(wanted.drivers);
  if (view.drivers) drivers = drivers.filter((each) => view.drivers?.includes(each));
  if (view.needs.length) {
    const fitting = new Set(supporting(matrix, view.needs));
    drivers = drivers.filter((each) => fitting.has(each));
    const optional = matrix.drivers.map((each) => extras(matrix, each));
    if (!view.compare.length) drivers.sort((a, b) => optional[b.index] - optional[a.index]);
  }
  /** How many features have each status, level and standing, if nothing else is asked for. */
  const counts = { status: new Map(), level: new Map(), standing: new Map() };
  /** @param {Entry} feature */
  const isShown = (feature) => {
    const row = levelsOf(matrix)[feature.index];
    if (differing && new Set(drivers.map(({ index }) => row[index].name)).size < 2) return false;
    const cells = matrix.cells[feature.index];
    /** @type {[keyof counts, Set<string>][]} */
    const found = [
      ["status", new Set([feature.status])],
      ["level", new Set(drivers.flatMap(({ index }) => [row[index].name, row[index].basis]))],
    ];
    if (matrix.proven) found.push(["standing", new Set(drivers.flatMap(({ index }) => standingsOf(cells[index])))]);
    const failed = found.filter(([name, has]) => view[name].length && !view[name].some((each) => has.has(each)));
    for (const [name, has] of found) {
      if (failed.every((each) => each[0] === name)) has.forEach((each) => count(counts[name], each));
    }
    return !failed.length;
  };
  const features = matrix.features.filter(wanted.features).filter(isShown);
  if (sort) (sort.features ? features : drivers).sort(sort.compare);
  return { drivers, features, counts };
};
