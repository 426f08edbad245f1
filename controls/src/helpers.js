// Words, constants, and small helpers.

const RANKS = ["unknown", "missing", "partial", "complete"];
const ORDER = ["complete", "partial", "missing", "unknown", "not-applicable"];
/** What a file can require of a feature, and then what it does not. */
const STATUSES = ["mandatory", "choice", "condition", "optional"];
/** How many drivers are compared at most; more columns than this have upright titles. */
const MOST = 6;
// How long a title of a column can be for two lines of the usual height, as where pages are made.
const LONG = 44;
/** How many rows the page keys go. */
const PAGE = 10;
/** How tall a row is at least, in pixels, and how many come back at a time. */
const ROW = 30;
const SOME = 180;
/** @type {Record<string, string>} */
const words = /** @type {any} */ (window).supportMatrixWords;

/** @param {string} name @param {Record<string, unknown>} [values] */
const say = (name, values = {}) => words[name].replace(/%\((\w+)\)s/g, (_, key) => String(values[key]));

/**
 * An element with properties and children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} [properties]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

/** @param {string} text @param {() => void} onclick @param {Record<string, any>} [more] */
const button = (text, onclick, more = {}) => make("button", { type: "button", onclick, ...more }, text);

/** @param {string} text */
const folded = (text) => text.toLocaleLowerCase().replace(/\s+/g, " ");

/** @param {Element} element @param {string} selector */
const strip = (element, selector) => element.querySelectorAll(selector).forEach((each) => each.remove());

/** A copy without ids, and without what the script added. @template {Element} T @param {T} element */
const copyOf = (element) => {
  const copy = /** @type {T} */ (element.cloneNode(true));
  strip(copy, "input, .sm-permalink");
  copy.querySelectorAll("[id]").forEach((each) => each.removeAttribute("id"));
  return copy;
};

/** What a heading or a cell says, but for what is unmet. @param {Element} element */
const textOf = (element) => {
  const copy = copyOf(element);
  strip(copy, ".sm-unmet, .sm-claims");
  return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
};

/** @template T @param {Map<T, number>} counts @param {T} key */
const count = (counts, key) => counts.set(key, (counts.get(key) ?? 0) + 1);
