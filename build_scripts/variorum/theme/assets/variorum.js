/* What every page does besides being read; everything is readable without this file. It stands right below the header and
   runs at once, so that nothing it shows appears late and moves the rest. */
(() => {
  "use strict";

  const here = document.currentScript.src;
  const search = document.querySelector("button[data-v-search]");
  if (search) search.hidden = false;

  /* ---------------------------------------------------------------- light and dark */

  /* As chosen before, else as the device says. Kept where and how Material's own script keeps it, so that pages with that
     script agree; storage may be refused (private windows, folders), and the choice then lasts as long as the page. */
  const options = [...document.querySelectorAll("[data-md-component='palette'] input")];
  const follows = "(prefers-color-scheme)"; // an option that means: whatever the device says
  const media = (option) => option.dataset.mdColorMedia;
  const fits = (option) => media(option) !== follows && matchMedia(media(option)).matches;
  const names = ["media", "scheme", "primary", "accent"];
  const recall = () => { try { return options[__md_get("__palette")?.index]; } catch { return null; } };

  const paint = (option) => {
    const meant = media(option) === follows ? options.find(fits) || option : option;
    const color = Object.fromEntries(names.map((name) => [name, meant.getAttribute(`data-md-color-${name}`) || ""]));
    for (const name of names) document.body.setAttribute(`data-md-color-${name}`, color[name]);
    for (const { nextElementSibling: label } of options) if (label?.matches("label")) label.hidden = true;
    if (option.nextElementSibling?.matches("label")) option.nextElementSibling.hidden = false;
    option.checked = true;
    return { index: options.indexOf(option), color: { ...color, media: media(option) } };
  };
  const repaint = () => paint(recall() || options.find((option) => media(option) === follows || fits(option)) || options[0]);

  if (options.length) {
    repaint();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
    for (const option of options) option.addEventListener("change", () => __md_set("__palette", paint(option)));
  }

  /* ---------------------------------------------------------------- what is loaded when it is first wanted */

  const NEEDS = {
    search: ["search.css", "words.js", "terms.js", "answers.js", "search.js"],
    found: ["search.css", "terms.js", "found.js"],
    suggest: ["suggest.css", "words.js", "suggest.js"],
    copy: ["words.js", "copy.js"],
  };
  const come = {}; // what has come: its own script then does the rest
  const wanted = {};
  const add = (file) => wanted[file] ||= new Promise((onload, onerror) => {
    if (file === "words.js" && window.variorum?.gettext) return onload(); // the page has it
    const href = new URL(file, here).href;
    const [tag, where] = file.endsWith(".css") ? ["link", { rel: "stylesheet", href }] : ["script", { src: href, async: false }];
    document.head.append(Object.assign(document.createElement(tag), where, { onload, onerror }));
  });
  /* All files are asked for at once; scripts run in the order in which they stand above. */
  const load = (name) => Promise.all(NEEDS[name].map(add)).then(() => { come[name] = true; }, (error) => {
    for (const file of NEEDS[name]) delete wanted[file];
    throw error;
  });

  /* The same button is pressed once more when what it opens has come; what was typed for a search until then is not lost. */
  let typed = null;
  const open = async (name, button) => {
    if (name === "search") typed ??= "";
    await load(name).catch(() => { typed = null; throw new Error(`${name}.js could not be loaded`); });
    button.click();
    if (typed) {
      document.activeElement.value = typed;
      document.activeElement.dispatchEvent(new Event("input"));
    }
    typed = null;
  };

  const OPENERS = { search: "[data-v-search]", suggest: "[data-v-suggest-open]", copy: "[data-v-tool='copy']" };
  const opener = ({ target }) => Object.keys(OPENERS).find((name) => !come[name] && target.closest?.(OPENERS[name]));
  document.addEventListener("click", (event) => {
    const name = opener(event);
    if (name && event.detail < 2) open(name, event.target.closest(OPENERS[name])); // once, however often it is pressed
  });
  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, (event) => opener(event) && load(opener(event)).catch(() => { /* tried again when pressed */ }));
  }

  /* The field of a closed dialog keeps the focus until the next frame: nobody types into what is not shown. */
  const typing = (target) => target.checkVisibility() && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));
  document.addEventListener("keydown", (event) => {
    if (!search || event.altKey || event.isComposing) return;
    const chord = event.ctrlKey || event.metaKey;
    if (typed !== null && !chord && event.key.length === 1) {
      typed += event.key;
      event.preventDefault();
    } else if (typed === null && !typing(event.target) && !document.querySelector("dialog[open]")
        && (chord ? event.key.toLowerCase() === "k" : event.key === "/")) {
      event.preventDefault();
      open("search", search);
    }
  });

  /* ---------------------------------------------------------------- once the page is there */

  const ready = () => {
    const address = new URLSearchParams(location.search);
    if (address.has("q")) load("search");
    if (address.has("find")) load("found");

    /* Notes are suggested on selected words; a draft that was kept asks to be gone on with. */
    const article = document.querySelector("[data-v-article]");
    const button = document.querySelector(OPENERS.suggest);
    if (!article || !button) return;
    button.hidden = false;
    const draft = () => { try { return localStorage.getItem(`v-draft:${article.dataset.vArticle}`); } catch { return null; } };
    if (draft()) {
      button.closest("details").open = true;
      load("suggest");
    }
    document.addEventListener("selectionchange", function first() {
      const selection = getSelection();
      if (selection.isCollapsed || !selection.anchorNode?.parentElement?.closest(".v-text")) return;
      document.removeEventListener("selectionchange", first);
      if (!come.suggest) load("suggest").then(() => document.dispatchEvent(new Event("selectionchange")));
    });
  };
  document.addEventListener("DOMContentLoaded", ready);

  /* Folds open for what a link leads to, and on paper. */
  const unfold = () => {
    try {
      let fold = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("details");
      for (; fold; fold = fold.parentElement.closest("details")) fold.open = true;
    } catch { /* no address of ours */ }
  };
  document.addEventListener("DOMContentLoaded", unfold);
  addEventListener("hashchange", unfold);
  const folds = [];
  addEventListener("beforeprint", () => {
    folds.push(...document.querySelectorAll(".md-typeset details:not([open])"));
    for (const fold of folds) fold.open = true;
  });
  addEventListener("afterprint", () => { for (const fold of folds.splice(0)) fold.open = false; });
})();
