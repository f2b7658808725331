/* What the scripts say. English stands in the scripts themselves; in a site of another language the build adds a line
   below with what its catalogue has for it (press/words.py). Loaded before the others. */
(() => {
  "use strict";

  const language = document.documentElement.lang || "en";
  const plural = new Intl.PluralRules(language);
  const digits = new Intl.NumberFormat(language, { numberingSystem: "latn" }); // those of the pages
  const said = {};

  const written = (value) => (typeof value === "number" ? digits.format(value) : value);
  /* {name} becomes the value of that name; where none is given it stays, to be filled later. */
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? written(values[name]) : all));

  const gettext = (message, values = {}) => fill(said[message] ?? message, values);
  const ngettext = (one, many, n, values = {}) => {
    const forms = said[one];
    const form = forms ? forms[plural.select(n)] ?? forms.other : n === 1 ? one : many;
    return fill(form, { n, ...values });
  };

  const messages = (catalogue) => Object.assign(said, catalogue);
  window.variorum = Object.assign(window.variorum || {}, { gettext, ngettext, fill, messages });
})();
