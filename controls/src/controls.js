// The controls: they change the view, and show what it is.

/** @param {Matrix} matrix @param {Partial<View>} changes @param {boolean} [typing] whether to go on from the last change */
const change = (matrix, changes, typing = false) => {
  matrix.view = { ...matrix.view, ...changes };
  matrix.said = "";
  const address = location.href.replace(/[?#].*/s, "") + queryOf(matrix) + location.hash;
  try {
    history[typing && typed === matrix ? "replaceState" : "pushState"](history.state, "", address);
  } catch {
    // Some pages may not change their address. The view changes all the same.
  }
  typed = typing ? matrix : null;
  lastSearch = location.search;
  update(matrix);
};

/** The matrix whose search box had the last change. @type {Matrix | null} */
let typed = null;
let lastSearch = location.search;

/** @param {Matrix} matrix */
const update = (matrix) => {
  showPast(matrix);
  const answer = answerOf(matrix);
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  const place = chipsIn(matrix).indexOf(/** @type {HTMLElement} */ (focused));
  matrix.answer = answer;
  show(matrix, answer);
  showControls(matrix, answer);
  keepOneStop(matrix);
  // What moves loses the focus; what is hidden leaves it to the table's one stop, and a chip to that which takes its place.
  if (focused && document.activeElement !== focused) {
    if (matrix.frame.contains(focused)) (focused.closest("[hidden]") ? matrix.ui.stop : focused).focus({ preventScroll: true });
    else if (!focused.isConnected) (within(chipsIn(matrix), place) ?? matrix.ui.find).focus();
  }
};

/** What can be done with the filters in force. @param {Matrix} matrix @returns {HTMLElement[]} */
const chipsIn = ({ ui }) => [...ui.chips.querySelectorAll(/** @type {"input"} */ ("button, select, input"))];

/** @param {Matrix} matrix */
const addControls = (matrix) => {
  const { frame, features, table, ui } = matrix;
  const any = words[features.some((each) => STATUSES.includes(each.status)) ? "any_status" : "any_maturity"];
  const find = make("input", { type: "search", className: "sm-find", placeholder: words.find_short, ariaLabel: words.find });
  find.oninput = () => change(matrix, { find: find.value }, true);
  /** @param {"status" | "level" | "standing"} name @param {string} any @param {[string, string][]} values */
  const facet = (name, any, values) => (ui[name] = selection(any, values, (chosen) => change(matrix, { [name]: chosen })));
  const statuses = new Map(features.map((each) => [each.status, each.state?.textContent ?? each.status]));
  const known = [...new Map(levelsOf(matrix).flat().map((each) => [each.name, each])).values()];
  known.sort((a, b) => ORDER.indexOf(a.basis) - ORDER.indexOf(b.basis));
  const named = known.map((each) => /** @type {[string, string]} */ ([each.name, each.word]));
  const standings = matrix.proven ? [...new Set(matrix.cells.flat().flatMap(standingsOf))].filter(Boolean) : [];
  const told = standings.map((each) => /** @type {[string, string]} */ ([each, words[`standing_${each}`]]));
  const names = [...(matrix.past?.releases ?? [])].reverse().map((each) => /** @type {[string, string]} */ ([each, each]));
  const releases = PAST.map((name) => (ui[name] = selection(words[name], names, ([chosen]) => change(matrix, { [name]: chosen ?? "" }))));
  const beside = [facet("standing", words.any_standing, told), ...releases].filter((each) => each.length > 1);
  const drivers = button("", () => chooseDrivers(matrix), { ariaHasPopup: "dialog" });
  const rows = () => change(matrix, { rows: matrix.rows === "drivers" ? "features" : "drivers" });
  matrix.present = levelsOf(matrix);
  const swap = button("⇄", rows, { title: words.swap_rows });
  swap.append(make("span", {}, ` ${words.swap}`));
  const controls = make("div", { className: "sm-controls" },
    ...[facet("status", any, [...statuses]), facet("level", words.any_level, named), drivers, swap],
    button(words.compare, () => chooseCompared(matrix), { ariaHasPopup: "dialog" }),
    button(words.copy, () => openCopying(matrix), { ariaHasPopup: "dialog" }),
    button("?", () => openHelp(matrix), { ariaHasPopup: "dialog", ariaLabel: words.keys, title: words.keys }),
  );
  const more = button(words.filters, () => openControls(matrix), { className: "sm-more", ariaHasPopup: "dialog" });
  const chips = make("ul", { className: "sm-chips", role: "list" });
  const state = make("p", { className: "sm-state", role: "status" });
  const said = make("div", { className: "sm-said" });
  const label = `${frame.getAttribute("aria-label")}: ${words.tools}`;
  const bar = make("div", { className: "sm-tools", role: "group", ariaLabel: label, dir: frame.dir },
    make("div", { className: "sm-row" }, find, more, controls),
    make("div", { className: "sm-row" }, ...beside, chips, state),
    said,
  );
  Object.assign(ui, { find, drivers, controls, chips, state, said, bar });
  for (const feature of features) {
    const need = make("input", { type: "checkbox", className: "sm-need", tabIndex: -1, title: words.needed });
    need.ariaLabel = say("need", { feature: feature.title });
    need.onchange = () => toggleNeed(matrix, feature);
    feature.need = need;
    feature.head.ariaLabel = feature.title;
    feature.head.prepend(need);
  }
  for (const link of table.querySelectorAll("a")) link.tabIndex = -1;
  frame.before(bar);
};

/** @param {Matrix} matrix @param {Entry} feature */
const toggleNeed = (matrix, feature) => {
  const { needs } = matrix.view;
  const others = needs.filter((each) => each !== feature);
  change(matrix, { needs: others.length < needs.length ? others : [...needs, feature] });
};

/** @param {string} any @param {[string, string][]} values @param {(chosen: string[]) => void} changed */
const selection = (any, values, changed) => {
  const options = values.map(([value, text]) => make("option", { value, title: text }, text));
  const select = make("select", { ariaLabel: any }, make("option", { value: "" }, any), ...options);
  select.onchange = () => changed(select.value ? [select.value] : []);
  return select;
};

/** @param {HTMLElement} select @param {string[]} chosen @param {Map<string, number>} counts */
const showSelection = (select, chosen, counts) => {
  const { options } = /** @type {HTMLSelectElement} */ (select);
  for (const option of options) {
    if (option.value) option.text = `${option.title} (${counts.get(option.value) ?? 0})`;
  }
  /** @type {HTMLSelectElement} */ (select).value = chosen.length === 1 ? chosen[0] : "";
};

/** @param {Matrix} matrix @param {Answer} answer */
const showControls = (matrix, answer) => {
  const { view, ui, drivers, features } = matrix;
  const find = /** @type {HTMLInputElement} */ (ui.find);
  if (find.value !== view.find) find.value = view.find;
  for (const name of FACETS) showSelection(ui[name], view[name], answer.counts[name]);
  for (const name of PAST) Object.assign(ui[name], { value: view[name] });
  const shown = say("of", { shown: answer.drivers.length, all: drivers.length });
  const left = say("of", { shown: answer.features.length, all: features.length });
  ui.drivers.replaceChildren(`${matrix.names.many} `, make("strong", {}, shown), " ▾");
  const state = say("state", { number: shown, drivers: matrix.names.some, features: left });
  if (ui.state.textContent !== state) ui.state.textContent = state;
  for (const { need, key } of features) if (need) need.checked = view.needs.some((each) => each.key === key);
  const chips = chipsOf(matrix);
  ui.chips.replaceChildren(...chips.map((each) => make("li", {}, each)));
  ui.bar.classList.toggle("sm-filtered", chips.length > 0);
  ui.said.replaceChildren(...saidOf(matrix, answer));
};

/** The filters in force, each of which can be removed. @param {Matrix} matrix */
const chipsOf = (matrix) => {
  const { view, ui } = matrix;
  const { needs, compare, sort } = view;
  /** @type {HTMLElement[]} */
  const chips = [];
  /** @param {string} name @param {string} what @param {Partial<View>} without */
  const add = (name, what, without) => {
    const chip = button(`${name} `, () => change(matrix, without), { title: words.remove });
    chip.append(make("strong", {}, what), make("span", { ariaHidden: "true" }, " ✕"));
    chips.push(chip);
  };
  /** @template T @param {T[]} all @param {T} one */
  const less = (all, one) => all.filter((each) => each !== one);
  for (const each of needs) add(words.needs, each.title, { needs: less(needs, each) });
  if (needs.length) {
    const values = ["complete", "missing"].map((name) => /** @type {[string, string]} */ ([name, words[`at_${name}`]]));
    const at = selection(words.at_partial, values, ([chosen]) => change(matrix, { at: chosen ?? "partial" }));
    at.value = view.at === "partial" ? "" : view.at;
    chips.push(at);
  }
  if (view.find) add(words.finds, view.find, { find: "" });
  for (const name of FACETS) {
    for (const each of view[name]) {
      const option = [.../** @type {HTMLSelectElement} */ (ui[name]).options].find(({ value }) => value === each);
      add("", option?.title ?? words[`standing_${each}`] ?? each, { [name]: less(view[name], each) });
    }
  }
  for (const name of PAST) if (view[name]) add(words[name], view[name], { [name]: "" });
  if (view.drivers) add(matrix.names.many, String(view.drivers.length), { drivers: null });
  for (const each of compare) {
    const rest = less(compare, each);
    add(words.compares, each.title, { compare: rest.length > 1 ? rest : [] });
  }
  if (compare.length) {
    const all = make("input", { type: "checkbox", checked: view.all, onchange: () => change(matrix, { all: all.checked }) });
    chips.push(make("label", {}, all, ` ${words.all_features}`));
  }
  const by = sort && sorter(matrix, sort);
  if (by) add(words.sorted, `${by.by.title} ${by.down ? "↑" : "↓"}`, { sort: "" });
  return chips;
};

/** What is unknown, and what would fit where nothing does. @param {Matrix} matrix @param {Answer} answer */
const saidOf = (matrix, answer) => {
  const { needs } = matrix.view;
  const said = matrix.said ? [make("p", { role: "alert" }, matrix.said)] : [];
  const release = matrix.view["as-of"];
  if (release) said.push(make("p", { className: "sm-stamp" }, say("stamp", { release })));
  if (!answer.drivers.length && needs.length && !supporting(matrix, needs).length) {
    said.push(make("p", {}, words.nothing));
    for (const need of needs.length > 1 ? needs : []) {
      const rest = needs.filter((each) => each !== need);
      const titles = supporting(matrix, rest).map((each) => each.title);
      if (!titles.length) continue;
      const drop = button(say("without", { feature: need.title, number: titles.length }), () => change(matrix, { needs: rest }));
      said.push(make("p", {}, drop, ` ${titles.join(", ")}`));
    }
  }
  return said;
};
