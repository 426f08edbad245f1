/* Search leads to features, not just to the page that holds them.

   Sphinx's index says which pages hold a word. Beside it, supportMatrixIndex says which features of
   those pages do: {pages: [docname], features: [[page, id, title]], terms: {term: [feature]}}, where
   terms are stemmed as Sphinx stems them. Without this script, search finds the pages all the same. */

"use strict";

(() => {
  if (typeof Search === "undefined" || typeof Search._performSearch !== "function") return;
  const index = window.supportMatrixIndex;
  const original = Search._performSearch;
  const [DOCNAME, TITLE, ANCHOR] = [0, 1, 2];

  /* The features with a term, or, as in Sphinx, with a longer word that contains it. */
  const featuresWith = (term) => {
    const found = new Set(Object.hasOwn(index.terms, term) ? index.terms[term] : []);
    if (found.size === 0 && term.length > 2) {
      for (const [word, features] of Object.entries(index.terms)) {
        if (word.includes(term)) features.forEach((feature) => found.add(feature));
      }
    }
    return found;
  };

  /* The features of each page that have every term and none of the excluded ones. */
  const find = (terms, excluded) => {
    const pages = new Map();
    if (terms.size === 0) return pages;
    const sets = [...terms].map(featuresWith);
    const unwanted = [...excluded].map(featuresWith);
    for (const feature of sets[0]) {
      if (!sets.every((set) => set.has(feature)) || unwanted.some((set) => set.has(feature))) continue;
      const [page, id, title] = index.features[feature];
      const docname = index.pages[page];
      if (!pages.has(docname)) pages.set(docname, []);
      pages.get(docname).push({ anchor: "#" + id, title });
    }
    return pages;
  };

  Search._performSearch = (query, terms, excluded, ...others) => {
    // The last result is shown first. A page is followed by those of its features that have the words.
    const found = find(terms, excluded);
    const results = [];
    const shown = new Set();
    const show = (result) => {
      const key = result[DOCNAME] + result[ANCHOR];
      if (!shown.has(key)) results.push(result);
      shown.add(key);
    };
    for (const result of original(query, terms, excluded, ...others).reverse()) {
      show(result);
      if (result[ANCHOR] !== "" || !found.has(result[DOCNAME])) continue;
      for (const { anchor, title } of found.get(result[DOCNAME])) {
        const feature = [...result];
        feature[TITLE] = `${result[TITLE]} > ${title}`;
        feature[ANCHOR] = anchor;
        show(feature);
      }
    }
    return results.reverse();
  };
})();
