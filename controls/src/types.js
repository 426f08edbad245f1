// What the other files speak of.

/**
 * A driver or a feature: a row of the table or a column.
 * @typedef {object} Entry
 * @property {string} key
 * @property {string} title
 * @property {HTMLTableCellElement} head
 * @property {number} index where it stands in the file's order
 * @property {DOMStringMap} data
 * @property {string} anchor of a feature: its id
 * @property {string} suffix of a driver: what makes the id of a cell of that
 * @property {string} status of a feature
 * @property {number} group of a feature
 * @property {HTMLTableCellElement} [state] of a feature: the cell of its status
 * @property {HTMLTableRowElement} [row] where the entry is a row
 * @property {HTMLInputElement} [need] of a feature: the box that marks it as needed
 * @property {string} [names] what search finds it by
 * @property {string} [notes] what search finds it by, too
 */
/** @typedef {{name: string, basis: string, rank: number, word: string, symbol: string}} Level */
/**
 * One of the two ways to lay the table out.
 * @typedef {object} Layout
 * @property {HTMLElement[]} parts
 * @property {HTMLTableRowElement} heads
 * @property {HTMLTableRowElement | null} states the statuses, where drivers are rows
 * @property {HTMLTableSectionElement[]} bodies
 * @property {(HTMLTableRowElement | null)[]} groups the headings of groups, where features are rows
 */
/**
 * @typedef {object} Matrix
 * @property {string} prefix of its parameters
 * @property {HTMLElement} frame
 * @property {HTMLTableElement} table
 * @property {{one: string, some: string, many: string}} names of a driver, of some in a sentence, of all in a heading
 * @property {Entry[]} drivers
 * @property {Entry[]} features
 * @property {string} served what the rows were when the page came
 * @property {string} rows what they are now
 * @property {Entry[]} columns as they stand in each row now
 * @property {Record<string, Layout>} layouts
 * @property {HTMLTableCellElement[][]} cells by feature and driver
 * @property {HTMLTableCellElement[][]} feet by row of the foot and driver; the foot is there where features were rows at first
 * @property {Level[][] | null} levels of the cells, once a question needs them
 * @property {Map<string, Level>} known levels, by class name
 * @property {Set<HTMLElement>} later rows that are shown, and not yet displayed
 * @property {View} view
 * @property {Answer} [answer]
 * @property {string} said what the address says that is unknown
 * @property {Past | null} past
 * @property {string} [shownPast] which release is shown, and since which changes are marked
 * @property {Level[][]} present the levels of today, where there are others
 * @property {[number, number, HTMLTableCellElement][]} saved cells of today that others have the place of
 * @property {boolean} proven whether there is evidence
 * @property {Record<string, HTMLElement>} ui
 */
/**
 * Earlier releases: their names from the oldest, the levels (class names, word, symbol) that cells had, and from the newest
 * the changes of cells, each with the index of its release, its feature, its driver and the level that it had.
 * @typedef {{releases: string[], levels: Record<string, string[]>, undo: [number, number, number, string | null][]}} Past
 */
/**
 * What the address says.
 * @typedef {object} View
 * @property {Entry[]} needs
 * @property {string} at
 * @property {Entry[] | null} drivers
 * @property {string[]} status
 * @property {string[]} level
 * @property {string} find
 * @property {Entry[]} compare
 * @property {boolean} all
 * @property {string} rows
 * @property {string} sort
 * @property {string} since
 * @property {string} as-of
 * @property {string[]} standing
 */
/** @typedef {{drivers: Entry[], features: Entry[], counts: Record<"status" | "level" | "standing", Map<string, number>>}} Answer */
