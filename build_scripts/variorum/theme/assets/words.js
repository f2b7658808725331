/* What the scripts say, and what several of them do. English stands in the scripts themselves; in a site of another language
   the build adds a line below with what its catalogue has for it (press/words.py). Loaded before the others. */
(() => {
  "use strict";

  const language = document.documentElement.lang || "en";
  const plural = new Intl.PluralRules(language);
  const digits = new Intl.NumberFormat(language, { numberingSystem: "latn" }); // those of the pages
  const said = {};

  const written = (value) => (typeof value === "number" ? digits.format(value) : value);
  /* {name} becomes the value of that name, where one is given. */
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? written(values[name]) : all));

  const gettext = (message, values = {}) => fill(said[message] ?? message, values);
  const ngettext = (one, many, n, values = {}) => {
    const forms = said[one];
    const form = forms ? forms[plural.select(n)] ?? forms.other : n === 1 ? one : many;
    return fill(form, { n, ...values });
  };
  const messages = (catalogue) => Object.assign(said, catalogue);

  const make = (tag, name, attributes = {}, ...content) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...content);
    return element;
  };

  /* What a copy of a note or an entry says: without ids, which may stand but once in a page, and the way back. */
  const contents = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelector(":scope > .v-back")?.remove();
    for (const each of copy.querySelectorAll("[id]")) each.removeAttribute("id");
    return [...copy.childNodes];
  };

  /* Storage may be refused (private windows, folders): a choice then lasts as long as the page. */
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const remember = (key, value) => {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
      return true;
    } catch { return false; }
  };

  /* A folder may be no secure context: then only the old way is left, which takes what is selected. */
  const toClipboard = async (text, select) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      select();
      return document.execCommand("copy");
    }
  };

  window.variorum = Object.assign(window.variorum || {}, { gettext, ngettext, messages, make, contents, recall, remember, toClipboard });
})();
