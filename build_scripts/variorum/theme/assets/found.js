/* Marks on a page what was searched for when a result led to it, without touching the text. */
(() => {
  "use strict";

  const { DENSE, fold, parts, pieces } = window.variorum.terms;
  const BLOCK = "p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, figcaption, div";

  /* The text as folded UTF-16 units, each with its node and offsets; blocks are kept apart by a line break. */
  const letters = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const units = [];
    let block;
    for (let node; (node = walker.nextNode()); ) {
      if (node.parentElement.closest("[data-pagefind-ignore]")) continue;
      if (block !== (block = node.parentElement.closest(BLOCK))) units.push({ unit: "\n" });
      let end = 0;
      for (const char of node.data) {
        const start = end;
        end += char.length;
        units.push(...fold(char).split("").map((unit) => ({ unit, node, start, end })));
      }
    }
    return units;
  };

  /* Short words are marked whole, with or without full stops; longer ones also where a word only begins so. */
  const pattern = ({ phrases, words }) => {
    const [BEGIN, BETWEEN, END] = ["(?<![\\p{L}\\p{N}])", "[^\\p{L}\\p{N}\\n]", "(?![\\p{L}\\p{N}])"];
    const word = (text) => BEGIN + (text.length < 4 ? [...text].join("\\.?") + END : text);
    const phrase = (text) => (DENSE.test(text) ? parts(text).join(`${BETWEEN}*`) : BEGIN + parts(text).join(`${BETWEEN}+`) + END);
    const singles = parts(words).sort((a, b) => b.length - a.length).map(word);
    return new RegExp([...phrases.map(phrase), ...singles].join("|"), "gu");
  };

  const mark = (terms) => {
    if (!parts(terms).length || !window.CSS?.highlights) return;
    const highlight = new Highlight();
    const sought = pattern(pieces(terms));
    for (const root of document.querySelectorAll("[data-pagefind-body]")) {
      const units = letters(root);
      for (const { index, 0: text } of units.map(({ unit }) => unit).join("").matchAll(sought)) {
        const [from, to] = [units[index], units[index + text.length - 1]];
        const range = new Range();
        range.setStart(from.node, from.start);
        range.setEnd(to.node, to.end);
        highlight.add(range);
      }
    }
    CSS.highlights.set("v-found", highlight);
  };

  mark(new URLSearchParams(location.search).get("find") || "");
})();
