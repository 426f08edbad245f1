/* Makes the one script of pages with a matrix of the files in src/: joined, and without what only people read.

   It is kept in the package, so that nobody needs node to install it. `--check` says whether it is what the files make. */

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { minify } from "terser";

// The functions of all files know each other; this order is the one that compresses best.
const ORDER = "helpers address dialogs answers model table controls past cells paper keyboard start".split(" ");
const OURS = "anchor answer bar basis box chips columns counts features feet frame group groups heads index known later layouts names need parts prefix present proven rank said saved served shownPast states table ui view word".replaceAll(" ", "|");
const TARGET = new URL("../src/sphinx_support_matrix/html/static/matrix.js", import.meta.url);

const parts = ORDER.map((name) => readFileSync(new URL(`src/${name}.js`, import.meta.url), "utf8"));
const sum = createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 12);
const { code } = await minify(`(() => {\n${parts.join("\n")}\n})();`, {
  ecma: 2020,
  // What it calls unsafe are other spellings of what nobody has changed here, such as String().
  compress: { passes: 3, unsafe: true, unsafe_arrows: true, unsafe_comps: true, keep_fargs: false },
  // Names of our own, which neither documents nor addresses nor data have.
  mangle: { properties: { regex: new RegExp(`^(${OURS})$`) } },
  format: { ascii_only: false },
});
const made = `/* ${sum} */\n${code}\n`;

if (!process.argv.includes("--check")) writeFileSync(TARGET, made);
else if (readFileSync(TARGET, "utf8") !== made) {
  console.error("matrix.js is not what the files in controls/src make: run `npm run build` in controls/");
  process.exitCode = 1;
}
