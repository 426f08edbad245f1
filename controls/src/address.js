// The view, and its address.

const PARAMETERS = "needs at drivers status level find compare all rows sort since as-of standing".split(" ");

/** @param {Entry[]} entries @param {string} name */
const find = (entries, name) => {
  for (const key of [name, `operation.${name}`, name.replace(/^operation\./, "")]) {
    const found = entries.find((each) => each.key === key);
    if (found) return found;
  }
  return undefined;
};

/** Names that hold commas are found whole first. @param {string[]} values @param {(name: string) => unknown} known */
const split = (values, known) =>
  values.flatMap((value) => (known(value) ? [value] : value.split(","))).filter((name) => name !== "");

/** @param {Matrix} matrix @returns {View} */
const readView = (matrix) => {
  const query = new URLSearchParams(location.search);
  /** @type {string[]} */
  const unknown = [];
  /** @param {string} name */
  const values = (name) => query.getAll(matrix.prefix + name);
  /** @param {string} name @param {(name: string) => unknown} known */
  const names = (name, known) => split(values(name), known).filter((each) => known(each) || !unknown.push(each));
  /** @param {string} name @param {Entry[]} entries */
  const entries = (name, entries) => {
    const found = names(name, (each) => find(entries, each)).map((each) => /** @type {Entry} */ (find(entries, each)));
    return [...new Set(found)];
  };
  /** @param {string} name */
  const release = (name) => names(name, (each) => matrix.past?.releases.includes(each))[0] ?? "";
  const { drivers, features } = matrix;
  const has = new Set(values("level").length ? matrix.present.flat().flatMap((each) => [each.name, each.basis]) : []);
  const view = {
    needs: entries("needs", features),
    at: names("at", (each) => RANKS.indexOf(each) > 0)[0] ?? "partial",
    drivers: values("drivers").length ? entries("drivers", drivers) : null,
    status: names("status", (each) => features.some(({ status }) => status === each || (STATUSES.includes(each) && STATUSES.includes(status)))),
    level: names("level", (each) => ORDER.includes(each) || has.has(each) || matrix.past?.levels[each]),
    find: values("find").join(" "),
    compare: entries("compare", drivers),
    all: values("all").some((each) => each !== "0"),
    rows: names("rows", (each) => each === "drivers" || each === "features")[0] ?? "",
    sort: names("sort", (each) => sorter(matrix, each))[0] ?? "",
    since: release("since"),
    "as-of": release("as-of"),
    standing: names("standing", (each) => matrix.proven && words[`standing_${each}`]),
  };
  // Only names that nothing is called: the view is as if they had not been there.
  if (view.drivers && !view.drivers.length && values("drivers").some(Boolean)) view.drivers = null;
  unknown.push(...view.compare.splice(MOST).map((each) => each.key));
  if (view.compare.length < 2) view.compare = [];
  matrix.said = unknown.length ? say("unknown", { names: unknown.join(", ") }) : "";
  return view;
};

/** @param {Matrix} matrix @returns {string} */
const queryOf = (matrix) => {
  const { view, features, drivers, prefix } = matrix;
  const ours = new Set(PARAMETERS.map((name) => prefix + name));
  const pieces = location.search.slice(1).split("&").filter((piece) => piece && !ours.has(nameOf(piece)));
  /** @param {string} name @param {string[]} values */
  const add = (name, values) => {
    const repeated = [...features, ...drivers].some((each) => each.key.includes(","));
    for (const value of repeated ? values : [values.join(",")]) {
      pieces.push(`${encodeURIComponent(prefix + name)}=${encodeURIComponent(value).replaceAll("%2C", ",")}`);
    }
  };
  /** @param {Entry} feature */
  const short = ({ key }) => {
    const name = key.replace(/^operation\./, "");
    return find(features, name)?.key === key ? name : key;
  };
  /** @param {Entry[]} entries */
  const keys = (entries) => entries.map((each) => each.key);
  /** @type {Record<string, string | string[]>} */
  const values = {
    ...view,
    needs: view.needs.map(short),
    at: view.at === "partial" ? "" : view.at,
    // None at all is a choice, too.
    drivers: view.drivers?.length === 0 ? [""] : keys(view.drivers ?? []),
    compare: keys(view.compare),
    all: view.all ? "1" : "",
    rows: view.rows === matrix.served ? "" : view.rows,
  };
  for (const name of PARAMETERS) if (values[name].length) add(name, [values[name]].flat());
  return pieces.length ? `?${pieces.join("&")}` : "";
};

/** The name of a parameter as it stands in an address. @param {string} piece */
const nameOf = (piece) => [...new URLSearchParams(piece).keys()][0];
