/* Search: a dialog over Pagefind's index (see press/search.py), and the marks on the page a result leads to.
   Nothing is loaded before the dialog is wanted, and nothing ever from outside the site's own folder. */
(() => {
  "use strict";

  const { gettext: _, ngettext, fill: say } = window.variorum;
  const words = {
    label: _("Search"),
    placeholder: _("Search this edition"),
    close: _("Close search"),
    hint: _("Any word, or its beginning. “Quotation marks” find exactly those words in that order."),
    loading: _("Searching…"),
    found: (n) => ngettext("{n} page found", "{n} pages found", n),
    none: _("Nothing found for {q}"),
    noneHint: _("Try fewer words, another spelling, or only the beginning of a word."),
    error: _("The search could not be loaded"),
    errorHint: _("All pages can still be read. The reason was: {reason}"),
    more: _("Show more"),
    facets: { kind: _("Kind"), outlet: _("Outlet"), event: _("Event"), date: _("Date") },
    all: _("{facet}: all"),
    value: _("{value} ({n})"),
    keys: _("↑ ↓ move · Enter opens · Esc closes"),
  };
  const PAGES = 8;
  const PASSAGES = 3;
  const EDGES = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su;
  const DENSE = /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}]/u; // scripts without spaces between words
  const PAUSE = 100; // milliseconds of no typing before a search
  const above = new URL("..", document.currentScript.src).href.slice(0, -1); // this file is in assets/
  const base = document.documentElement.dataset.vBase || above;

  const make = (tag, name, attributes, ...content) => {
    const element = document.createElement(tag);
    if (name) element.className = `v-search__${name}`;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...content);
    return element;
  };

  /* Loading: each file of the index is a script that hands over its bytes. */

  const KEY = "/pagefind/"; // what the engine believes to be its address
  const handed = new Map();
  const pending = new Map();
  let lost; // the error of the last file that could not be loaded: the engine keeps silent about most
  window.variorum = Object.assign(window.variorum || {}, { payload: (name, base64) => handed.set(name, base64) });

  const script = (file) => new Promise((resolve, reject) => {
    const element = make("script", "", { src: `${base}/pagefind/${file}` });
    element.onload = resolve;
    element.onerror = () => {
      pending.delete(file);
      reject(lost = new Error(`no file pagefind/${file}`));
    };
    document.head.append(element);
  });

  const once = (file) => pending.get(file) || pending.set(file, script(file)).get(file);

  const payload = async (url) => {
    const [name, query] = url.slice(KEY.length).split("?");
    if (!handed.has(name)) await once(`${name}.js${query ? `?${query}` : ""}`);
    const bytes = Uint8Array.from(atob(handed.get(name)), (char) => char.charCodeAt(0));
    return { arrayBuffer: () => bytes.buffer, json: () => JSON.parse(new TextDecoder().decode(bytes)) };
  };

  /* An engine serves the texts of one language; it is given that instead of the document, and no worker. */
  const engine = (language) => {
    const page = { querySelector: () => ({ getAttribute: () => language }) };
    return window.variorum.pagefind(payload, page).createInstance({ basePath: KEY, baseUrl: "/" });
  };

  let engines;
  const load = () => {
    engines ||= Promise.all([payload(`${KEY}pagefind-entry.json?${Date.now()}`), once("pagefind.js")])
      .then(async ([entry]) => {
        const found = Object.keys(entry.json().languages).map(engine);
        await Promise.all(found.map((each) => each.filters())); // else no answer counts the values of facets
        return found;
      })
      .catch((error) => { engines = null; throw error; });
    return engines;
  };

  /* Searching. */

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const parts = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const normal = (query) => query.replace(/[“”„«»]/g, '"').trim();
  const forms = (word) => [...parts(word), parts(word).join("")]; // U.S. is found by "us"
  const curled = (text) => text.replaceAll("''", "’"); // see press/search.py
  const quoted = (query) => /^".+"$/.test(query);

  /* Whether a word was found for its own sake: for want of a word the engine falls back on ever shorter beginnings. */
  const near = (term, word) => {
    let same = 0;
    while (same < word.length && word[same] === term[same]) same += 1;
    return word.includes(term) || same >= Math.max(3, term.length - 4) || (DENSE.test(word) && term.includes(word));
  };

  const split = (page) => {
    const dense = page.raw_content.includes("\u200b");
    const text = dense ? page.raw_content.replace(/&lt;/g, "<").replace(/&gt;/g, ">") : page.content;
    return { list: curled(text).split(dense ? "\u200b" : /\s+/), joint: dense ? "" : " ", length: dense ? 60 : 30 };
  };

  const answer = async (engine, query, filters) => {
    const { results, filters: counts } = await engine.search(query, { filters });
    if (!results.length || quoted(query)) return { results, counts };
    const page = await results[0].data();
    const { list } = split(page);
    const meta = Object.values(page.meta).flatMap((value) => curled(value).split(/\s+/));
    const found = [...page.locations.map((at) => list[at]), ...meta].flatMap(forms);
    return parts(query).every((term) => found.some((word) => near(term, word))) ? { results, counts } : { results: [] };
  };

  /* What the engines of all languages find, and for each facet how many of it have each value. */
  const find = async (query, chosen) => {
    lost = null;
    const answers = await Promise.all((await load()).map((engine) => answer(engine, query, chosen)));
    if (lost) throw lost;
    const results = answers.flatMap((each) => each.results).sort((a, b) => b.score - a.score);
    return { results, counts: answers.map((each) => each.counts || {}) };
  };

  const sum = (counts, facet) => {
    const values = new Map();
    for (const [value, n] of counts.flatMap((each) => Object.entries(each[facet] || {}))) {
      values.set(value, (values.get(value) || 0) + n);
    }
    return [...values].filter(([, n]) => n).sort(([a], [b]) => (a < b ? -1 : 1));
  };

  const address = (page) => base + page.raw_url.split("/").map(encodeURIComponent).join("/");

  /* The paragraphs of a page that hold what was found, best first: those with most of the words asked for. */
  const passages = (page, { list, length }, query) => {
    const asked = parts(query);
    const meant = (word) => quoted(query) || asked.some((term) => near(term, word));
    const own = page.anchors.filter(({ id }) => id.startsWith("p-")).sort((a, b) => a.location - b.location);
    const anchors = own.length ? own : [{ id: "", location: 0 }];
    const found = new Map();
    for (const { location, balanced_score: score } of page.weighted_locations) {
      const nth = anchors.findLastIndex((anchor) => anchor.location <= location);
      const words = forms(list[location]).filter(meant);
      if (nth < 0 || anchors[nth].element === "h1" || !words.length) continue; // the title is shown anyway
      const [{ id, location: start }, next] = anchors.slice(nth, nth + 2);
      const passage = found.get(nth) || { id, start, end: next?.location ?? list.length, at: [], words: new Map() };
      passage.at.push(location);
      for (const word of words) passage.words.set(word, score);
      found.set(nth, passage);
    }
    const weight = (passage) => [...passage.words.values()].reduce((sum, score) => sum + score, 0);
    return [...found.values()].sort((a, b) => weight(b) - weight(a)).slice(0, PASSAGES)
      .map((passage) => ({ ...passage, ...cut(passage, length) }));
  };

  /* Where to cut a paragraph so that most of the words found in it are seen. */
  const cut = ({ start, end, at }, length) => {
    const seen = (from) => at.filter((each) => each >= from && each < from + length).length;
    const best = at.reduce((a, b) => (seen(b) > seen(a) ? b : a));
    const from = end - start <= length ? start : Math.max(start, Math.min(best - 6, end - length));
    return { from, to: Math.min(end, from + length) };
  };

  /* Showing. */

  const excerpt = (passage, { list, joint }) => {
    const nodes = passage.from > passage.start ? ["…", joint] : [];
    for (let i = passage.from; i < passage.to; i += 1) {
      const [, before, word, after] = EDGES.exec(list[i]);
      nodes.push(before, passage.at.includes(i) ? make("mark", "", {}, word) : word, after, joint);
    }
    return passage.to < passage.end ? [...nodes, "…"] : nodes;
  };

  const hit = (page, query) => {
    const text = split(page);
    const { title, kind, outlet, date } = page.meta;
    const meta = [kind, outlet, date].filter(Boolean).flatMap((each) => [" · ", make("bdi", "", {}, curled(each))]);
    const links = passages(page, text, query).map((passage) => {
      const terms = quoted(query) ? query : [...passage.words.keys()].join(" ");
      const href = `${address(page)}?find=${encodeURIComponent(terms)}${passage.id && `#${passage.id}`}`;
      return make("a", "passage", { href, dir: "auto" }, ...excerpt(passage, text));
    });
    const head = make("a", "title", { href: address(page), dir: "auto" }, curled(title || page.raw_url));
    return make("li", "hit", {}, head, make("p", "meta", {}, ...meta.slice(1)), ...links);
  };

  const input = make("input", "input", {
    "aria-label": words.label, placeholder: words.placeholder, enterkeyhint: "search", dir: "auto",
    autocomplete: "off", autocapitalize: "off", spellcheck: "false",
  });
  const close = make("button", "close", { type: "button", "aria-label": words.close }, "×");
  const status = make("p", "status", { role: "status", "aria-live": "polite" });
  const hint = make("p", "hint", {});
  const facets = make("div", "facets", {});
  const list = make("ol", "list", { role: "list" });
  const more = make("button", "more", { type: "button" }, words.more);
  const body = make("div", "body", {}, status, facets, hint, list, more);
  const bar = make("div", "bar", {}, input, close);
  const sheet = make("div", "sheet", {}, bar, body, make("p", "keys", {}, words.keys));
  const dialog = make("dialog", "", { class: "v-search", "aria-label": words.label }, sheet);

  const state = (text, advice = "") => {
    status.textContent = text;
    hint.textContent = advice;
    more.hidden = true;
  };

  let timer;
  let turn = 0; // the number of the newest question: answers to older ones are dropped
  let rest = []; // results not shown yet
  let answered; // the question whose results are shown

  /* A facet is a list to choose from, shown where there is a choice; the chosen value stays, so that it can be undone. */
  const chosen = {};
  const choices = (counts) => {
    const focus = facets.contains(document.activeElement) && document.activeElement.name;
    facets.replaceChildren(...Object.entries(words.facets).flatMap(([facet, label]) => {
      const values = sum(counts, facet);
      if (values.length < 2 && !chosen[facet]) return [];
      if (chosen[facet] && !values.some(([value]) => value === chosen[facet])) values.push([chosen[facet], 0]);
      const options = values.map(([value, n]) => new Option(say(words.value, { value: curled(value), n }), value));
      const select = make("select", "facet", { name: facet, "aria-label": label, dir: "auto" });
      select.append(new Option(say(words.all, { facet: label }), ""), ...options);
      select.value = chosen[facet] || "";
      return [select];
    }));
    if (focus) facets.querySelector(`[name="${focus}"]`)?.focus();
  };

  const show = async (query, mine) => {
    const pages = await Promise.all(rest.slice(0, PAGES).map((result) => result.data()));
    if (mine !== turn) return;
    rest = rest.slice(PAGES);
    list.append(...pages.map((page) => hit(page, query)));
    more.hidden = !rest.length;
  };

  const search = async () => {
    clearTimeout(timer);
    const mine = ++turn;
    const asked = input.value;
    const query = normal(asked);
    remember(asked);
    answered = null;
    if (!/[\p{L}\p{N}]/u.test(query)) {
      list.replaceChildren();
      facets.replaceChildren();
      return state("", words.hint);
    }
    const slow = setTimeout(() => mine === turn && state(words.loading), 200);
    try {
      // What was found is not to be overwritten by what is said of waiting.
      const found = await find(query, chosen).finally(() => clearTimeout(slow));
      if (mine !== turn) return;
      rest = found.results;
      choices(found.counts);
      list.replaceChildren();
      body.scrollTop = 0;
      if (!rest.length) return state(say(words.none, { q: asked.trim().slice(0, 80) }), words.noneHint);
      state(words.found(rest.length));
      await show(query, mine);
      if (mine === turn) answered = asked;
    } catch (error) {
      if (mine === turn) fail(error);
    }
  };

  const fail = (error) => {
    engines = null; // so that the next question tries again
    list.replaceChildren();
    state(words.error, say(words.errorHint, { reason: error.message }));
  };

  /* Storage may be refused (private windows, folders): the search then starts empty. */
  const remember = (value) => { try { sessionStorage.setItem("v-search", value); } catch { /* see above */ } };
  const remembered = () => { try { return sessionStorage.getItem("v-search") || ""; } catch { return ""; } };

  let before; // what had the focus
  const open = (query) => {
    if (dialog.open) return;
    before = document.activeElement;
    if (!dialog.isConnected) document.body.append(dialog);
    input.value = query ?? remembered();
    dialog.showModal();
    input.select();
    search();
    load().catch(fail);
  };

  /* Keys. */

  const move = (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, ...(at >= 0 && { Home: 0, End: links.length - 1 }) }[event.key];
    if (to === undefined || event.target.matches("select") || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    event.preventDefault();
    (to < 0 ? input : links[Math.min(to, links.length - 1)] || input).focus();
    document.activeElement.scrollIntoView({ block: "nearest" });
  };

  const first = async (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    if (answered !== input.value) await search(); // typed faster than searched
    if (answered === input.value) list.querySelector("a")?.click();
  };

  const typing = (target) => target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, PAUSE); });
  input.addEventListener("keydown", first);
  dialog.addEventListener("keydown", move);
  dialog.addEventListener("close", () => before?.focus());
  dialog.addEventListener("click", (event) => {
    const gone = event.target.closest("a")?.href === location.href; // the page is here already
    if (event.target === dialog || gone) dialog.close();
  });
  close.addEventListener("click", () => dialog.close());
  facets.addEventListener("change", ({ target }) => {
    if (target.value) chosen[target.name] = target.value;
    else delete chosen[target.name];
    search();
  });
  more.addEventListener("click", async () => {
    if (answered === null) return;
    const last = list.lastElementChild;
    await show(normal(answered), turn);
    last.nextElementSibling?.querySelector("a").focus();
  });

  const wanted = (event) => event.target.closest?.("[data-v-search]");
  document.addEventListener("click", (event) => wanted(event) && open());
  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, (event) => wanted(event) && load().catch(() => { /* said when it is opened */ }));
  }
  document.addEventListener("keydown", (event) => {
    const chord = event.ctrlKey || event.metaKey;
    const key = chord ? event.key.toLowerCase() === "k" : event.key === "/";
    if (!key || event.defaultPrevented || typing(event.target) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    open();
  });

  /* Arrival: mark what was searched for in the text, without touching the text. */

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
  const pattern = (terms) => {
    const source = (word) => {
      if (DENSE.test(word)) return word;
      return `(?<![\\p{L}\\p{N}])${word.length < 4 ? `${[...word].join("\\.?")}(?![\\p{L}\\p{N}])` : word}`;
    };
    const words = parts(terms);
    const phrase = `(?<![\\p{L}\\p{N}])${words.join("[^\\p{L}\\p{N}\\n]+")}(?![\\p{L}\\p{N}])`;
    if (quoted(terms) && !DENSE.test(words[0])) return new RegExp(phrase, "gu");
    return new RegExp(words.sort((a, b) => b.length - a.length).map(source).join("|"), "gu");
  };

  const mark = (terms) => {
    if (!parts(terms).length || !window.CSS?.highlights) return;
    const highlight = new Highlight();
    for (const root of document.querySelectorAll("[data-pagefind-body]")) {
      const units = letters(root);
      for (const { index, 0: text } of units.map(({ unit }) => unit).join("").matchAll(pattern(terms))) {
        const [from, to] = [units[index], units[index + text.length - 1]];
        const range = new Range();
        range.setStart(from.node, from.start);
        range.setEnd(to.node, to.end);
        highlight.add(range);
      }
    }
    CSS.highlights.set("v-found", highlight);
  };

  const arrival = new URLSearchParams(location.search);
  if (arrival.has("find")) mark(arrival.get("find"));
  if (arrival.has("q")) open(arrival.get("q"));
})();
