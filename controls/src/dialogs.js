// What opens over the page. Dialogs of the browser keep the focus, close on Escape, and give the focus back.

/** A dialog that is not yet open. @param {Matrix} matrix @param {string} title @param {(Node | string)[]} content */
const makeDialog = (matrix, title, ...content) => {
  const close = button("✕", () => hide(dialog), { className: "sm-close", ariaLabel: words.close });
  const head = make("div", { className: "sm-title" }, make("strong", {}, title), close);
  const dialog = make("dialog", { className: "sm-dialog", ariaLabel: title }, head, ...content);
  dialog.onclose = () => dialog.remove();
  dialog.onclick = (event) => {
    if (event.target === dialog) hide(dialog);
  };
  matrix.ui.bar.append(dialog);
  return dialog;
};

/** @param {HTMLDialogElement} dialog */
const hide = (dialog) => {
  if (dialog.popover) dialog.hidePopover();
  else dialog.close();
};

/** @param {Matrix} matrix @param {string} title @param {(Node | string)[]} content */
const openDialog = (matrix, title, ...content) => {
  const dialog = makeDialog(matrix, title, ...content);
  dialog.showModal();
  return dialog;
};

/** The controls of a narrow page. @param {Matrix} matrix */
const openControls = (matrix) => {
  const { controls, find } = matrix.ui;
  openDialog(matrix, words.filters, controls).addEventListener("close", () => find.parentElement?.append(controls));
};

/**
 * @param {Matrix} matrix
 * @param {string} title
 * @param {Entry[]} chosen
 * @param {(chosen: Entry[]) => void} changed
 * @param {number} most how many can be chosen
 */
const choose = (matrix, title, chosen, changed, most) => {
  const items = matrix.drivers.map((driver) => {
    const box = make("input", { type: "checkbox", checked: chosen.includes(driver), onchange: () => apply() });
    return { driver, box, label: make("label", {}, box, ` ${driver.title}`), text: folded(`${driver.title} ${driver.key}`) };
  });
  const limit = () => {
    const full = items.filter(({ box }) => box.checked).length >= most;
    for (const { box } of items) box.disabled = full && !box.checked;
  };
  const apply = () => {
    limit();
    changed(items.filter(({ box }) => box.checked).map(({ driver }) => driver));
  };
  /** @param {boolean} checked */
  const all = (checked) => () => {
    for (const { box, label } of items) if (!label.hidden) box.checked = checked;
    apply();
  };
  const find = make("input", { type: "search", placeholder: words.find_drivers, ariaLabel: words.find_drivers });
  find.oninput = () => {
    for (const { label, text } of items) label.hidden = !text.includes(folded(find.value));
  };
  const buttons = most < items.length ? [] : [button(words.all, all(true))];
  const list = make("div", { className: "sm-list", role: "group", ariaLabel: title }, ...items.map(({ label }) => label));
  openDialog(matrix, title, make("div", { className: "sm-row" }, find, ...buttons, button(words.none, all(false))), list);
  limit();
};

/** @param {Matrix} matrix */
const chooseDrivers = (matrix) => {
  const { drivers, view } = matrix;
  /** @param {Entry[]} chosen */
  const changed = (chosen) => change(matrix, { drivers: chosen.length < drivers.length ? chosen : null });
  choose(matrix, matrix.names.many, view.drivers ?? drivers, changed, drivers.length);
};

/** @param {Matrix} matrix */
const chooseCompared = (matrix) => {
  /** @param {Entry[]} chosen */
  const changed = (chosen) => change(matrix, { compare: chosen.length > 1 ? chosen : [] });
  choose(matrix, words.compare_some, matrix.view.compare, changed, MOST);
};

/** @param {Matrix} matrix */
const openHelp = (matrix) => {
  const keys = words.keys_list.split("\n").map((line) => line.split(": "));
  openDialog(matrix, words.keys, ...keys.map(([key, what]) => make("p", { className: "sm-key" }, make("strong", {}, key), what)));
};

/** The view as rows of texts. @param {Matrix} matrix @returns {string[][]} */
const textsOf = (matrix) => {
  const byDriver = matrix.rows === "drivers";
  const { drivers, features } = /** @type {Answer} */ (matrix.answer);
  const [down, across] = byDriver ? [drivers, features] : [features, drivers];
  const statuses = byDriver ? [] : [matrix.layouts.features.heads.cells[1].textContent ?? ""];
  /** @param {Entry} row @param {Entry} column */
  const text = (row, column) => {
    const [feature, driver] = byDriver ? [column, row] : [row, column];
    const release = matrix.cells[feature.index][driver.index].querySelector(".sm-release");
    return levelsOf(matrix)[feature.index][driver.index].word + (release ? ` (${release.textContent})` : "");
  };
  const head = [byDriver ? matrix.names.one : words.feature, ...statuses, ...across.map((each) => each.title)];
  const rows = down.map((row) => [row.title, ...statuses.map(() => row.state?.textContent ?? ""), ...across.map((each) => text(row, each))]);
  return [head, ...rows];
};

/** @param {string[][]} rows */
const asMarkdown = (rows) => {
  const lines = rows.map((row) => `| ${row.map((text) => text.replace(/[\\`*_[\]<>|~&$]/g, "\\$&")).join(" | ")} |`);
  return [lines[0], `|${rows[0].map(() => " --- |").join("")}`, ...lines.slice(1), ""].join("\n");
};

/** A spreadsheet runs what begins like a formula: `export` writes an apostrophe before it, too. @param {string[][]} rows */
const asCsv = (rows) =>
  rows.map((row) => row.map((text) => text.replace(/^[-=+@']/, "'$&").replace(/.*[",].*/, (all) => `"${all.replaceAll('"', '""')}"`)).join(",") + "\r\n").join("");

/** @param {Matrix} matrix */
const openCopying = (matrix) => {
  const said = make("p", { role: "status" });
  const field = make("textarea", { readOnly: true, hidden: true, rows: 6, ariaLabel: words.copied_text });
  /** @param {string} text */
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = words.copied;
      field.hidden = true;
    } catch {
      said.textContent = words.refused;
      field.value = text;
      field.hidden = false;
      field.select();
    }
  };
  const buttons = [
    button(words.link, () => copy(location.href.replace(/#.*/s, ""))),
    button("Markdown", () => copy(asMarkdown(textsOf(matrix)))),
    button("CSV", () => copy(asCsv(textsOf(matrix)))),
  ];
  openDialog(matrix, words.copy_view, make("div", { className: "sm-row" }, ...buttons), field, said);
};
