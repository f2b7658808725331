/* Words of questions and of texts: how they are told apart, and when they are the same. */
(() => {
  "use strict";

  // Scripts without spaces between words: see press/staging.py, which puts one between their characters.
  const CHAR = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]";
  const ONE = `${CHAR}\\p{M}*`;
  const WIDE = "[\u3000-\u303f\uff00-\uffef]"; // their punctuation
  const JOINT = new RegExp(`(?<=${ONE}|${WIDE}) (?=${CHAR}|${WIDE})`, "gu");
  const DENSE = new RegExp(CHAR, "u");
  const spaced = (text) => text.replace(new RegExp(ONE, "gu"), " $& ").replace(/\s+/g, " ").trim();
  const plain = (text) => text.replaceAll("''", "’").replace(JOINT, "");

  const ALIKE = {
    ß: "ss", œ: "oe", æ: "ae", ø: "o", ł: "l", đ: "d", ı: "i", ى: "ي", ی: "ي", ک: "ك", ة: "ه", ٱ: "ا",
  };
  const fold = (text) => text.normalize("NFKD").replace(/[\p{M}\u0640]/gu, "").toLowerCase()
    .replace(/[^\0-\x7f]/g, (char) => ALIKE[char] ?? char);
  const parts = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const forms = (word) => [...parts(word), parts(word).join("")]; // U.S. is found by "us"

  /* A question as phrases, each found as it stands, and words, all of which a page must have in some form. Scripts
     without spaces are asked for as phrases of characters. */
  const pieces = (query) => {
    const phrases = [];
    const take = (_, phrase) => {
      if (/[\p{L}\p{N}]/u.test(phrase)) phrases.push(phrase.trim());
      return " ";
    };
    const words = query.normalize("NFKC").replace(/[“”„«»「」『』]/g, '"')
      .replace(/"([^"]*)"?/g, take).replace(new RegExp(`(?:${ONE})+`, "gu"), (run) => take("", run));
    return { phrases, words: words.replace(/\s+/g, " ").trim() };
  };

  /* Whether a word was found for its own sake: for want of a word the engine falls back on ever shorter beginnings. */
  const near = (term, word) => begins(term, word) || begins(bare(term), bare(word));
  const begins = (term, word) => {
    let same = 0;
    while (same < word.length && word[same] === term[same]) same += 1;
    return word.includes(term) || same >= Math.max(3, term.length - 4);
  };
  const bare = (word) => word.replace(/^(?:[وف]?(?:ال|[بكف]ال|لل)|[وفبكل])(?=\p{Script=Arab}{3})/u, "");

  /* Where a phrase stands in a list of words: the places of its words, wherever it begins. */
  const standing = (list, phrase) => {
    const units = list.flatMap((word, at) => parts(word).map((part) => ({ part, at })));
    const sought = parts(spaced(phrase));
    const whole = (_, nth) => sought.every((part, i) => units[nth + i]?.part === part);
    return units.flatMap((unit, nth) => (whole(unit, nth) ? units.slice(nth, nth + sought.length) : [])).map(({ at }) => at);
  };

  (window.variorum ||= {}).terms = { DENSE, spaced, plain, fold, parts, forms, pieces, near, standing };
})();
