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
    instead: _("Nothing found for {q}. For {other}: {found}"),
    without: _("Without {word}: {n}"),
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
  const FEW = 40; // so many pages may be read before they are shown
  // Scripts without spaces between words: see press/staging.py, which puts one between their characters.
  const CHAR = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]";
  const DENSE = new RegExp(CHAR, "u");
  const ONE = new RegExp(`${CHAR}\\p{M}*`, "gu");
  const RUN = new RegExp(`(?:${CHAR}\\p{M}*)+`, "gu");
  const JOINT = new RegExp(`(?<=${CHAR}\\p{M}*|[\u3000-\u303f\uff00-\uffef]) (?=${CHAR}|[\u3000-\u303f\uff00-\uffef])`, "gu");
  const PAUSE = 100; // milliseconds of no typing before a search
  const base = new URL("..", document.currentScript.src).href.slice(0, -1); // this file is in assets/

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
  window.variorum.payload = (name, base64) => handed.set(name, base64);

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

  /* The languages of the index, each with an engine that starts when it is first asked. */
  let languages;
  const load = () => {
    languages ||= Promise.all([payload(`${KEY}pagefind-entry.json?${Date.now()}`), once("pagefind.js")])
      .then(([entry]) => Object.keys(entry.json().languages).map((language) => {
        let started;
        return { language, engine: () => (started ||= engine(language)) };
      }))
      .catch((error) => { languages = null; throw error; });
    return languages;
  };

  /* Words. */

  const ALIKE = {
    ß: "ss", œ: "oe", æ: "ae", ø: "o", ł: "l", đ: "d", ı: "i", ى: "ي", ی: "ي", ک: "ك", ة: "ه", ٱ: "ا",
  };
  const fold = (text) => text.normalize("NFKD").replace(/[\p{M}\u0640]/gu, "").toLowerCase()
    .replace(/[ßœæøłđıىیکةٱ]/g, (char) => ALIKE[char]);
  const parts = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const normal = (query) => query.normalize("NFKC").replace(/[“”„«»「」『』]/g, '"').trim();
  const forms = (word) => [...parts(word), parts(word).join("")]; // U.S. is found by "us"
  const plain = (text) => text.replaceAll("''", "’").replace(JOINT, ""); // see press/staging.py
  const spaced = (text) => text.replace(ONE, " $& ").replace(/\s+/g, " ").trim();

  /* A question as phrases, each found as it stands, and words, all of which a page must have in some form. Scripts
     without spaces are asked for as phrases of characters. */
  const pieces = (query) => {
    const phrases = [];
    const take = (_, phrase) => {
      if (/[\p{L}\p{N}]/u.test(phrase)) phrases.push(phrase.trim());
      return " ";
    };
    const words = normal(query).replace(/"([^"]*)"?/g, take).replace(RUN, (run) => take("", run));
    return { phrases, words: words.replace(/\s+/g, " ").trim() };
  };

  /* Letters that Pagefind keeps apart, as they are typed where a keyboard lacks them: tried when nothing is found. */
  const TYPED = [
    [/ss/g, "ß"], [/oe/g, "œ"], [/[aou]e/g, (two) => ({ ae: "ä", oe: "ö", ue: "ü" })[two]],
    [/ae/g, "æ"], [/o/g, "ø"], [/l/g, "ł"], [/d/g, "đ"], [/(^| )[وف]?ال/g, "$1"],
  ];

  /* Whether a word was found for its own sake: for want of a word the engine falls back on ever shorter beginnings. */
  const near = (term, word) => begins(term, word) || begins(bare(term), bare(word));
  const begins = (term, word) => {
    let same = 0;
    while (same < word.length && word[same] === term[same]) same += 1;
    return word.includes(term) || same >= Math.max(3, term.length - 4);
  };
  const bare = (word) => word.replace(/^(?:[وف]?(?:ال|[بكف]ال|لل)|[وفبكل])(?=\p{Script=Arab}{3})/u, "");

  /* How many letters must be changed, added, left out or swapped to make one word of another, counted up to `most`. */
  const distance = (a, b, most) => {
    let [older, old] = [[], [...Array(b.length + 1).keys()]];
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= b.length; j += 1) {
        const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
        row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] !== b[j - 1]), swapped ? older[j - 2] + 1 : most + 1);
      }
      [older, old] = [old, row];
    }
    return old[b.length];
  };

  /* Searching. */

  /* The text of a page as the list of its words, kept with the page. */
  const wordsOf = (page) => (page.list ||= page.content.split(/\s+/));

  const has = (page, phrases) => {
    const text = ` ${parts([page.content, ...Object.values(page.meta)].join(" | ")).join(" ")} `;
    return phrases.every((phrase) => {
      const sought = parts(spaced(phrase)).join(" ");
      return text.includes(` ${sought} `) || (DENSE.test(phrase) && text.includes(sought));
    });
  };

  /* What one engine finds: the pages that every part of the question leads to. */
  const answer = async (engine, { phrases, words }, filters) => {
    const found = [];
    for (const phrase of phrases) {
      const exact = await engine.search(`"${spaced(phrase)}"`, { filters });
      found.push(exact.results.length ? exact.results : (await engine.search(spaced(phrase), { filters })).results);
    }
    if (words) found.push((await engine.search(words, { filters })).results);
    const [first, ...others] = found.sort((a, b) => a.length - b.length);
    const maps = others.map((results) => new Map(results.map((result) => [result.id, result])));
    const results = first.flatMap((result) => {
      const all = [result, ...maps.map((map) => map.get(result.id))];
      if (!all.every(Boolean)) return [];
      return [{ score: all.reduce((sum, { score }) => sum + score, 0), data: () => joined(all) }];
    });
    if (!results.length || !words) return results;
    const page = await results[0].data();
    const meta = Object.values(page.meta).flatMap((value) => plain(value).split(/\s+/));
    const met = [...page.locations.map((at) => plain(wordsOf(page)[at] || "")), ...meta].flatMap(forms);
    return parts(words).every((term) => met.some((word) => near(term, word))) ? results : [];
  };

  /* One page of what several questions found. The engine has one object a page and writes each answer's places into it:
     so each is copied before the next is asked for. */
  const joined = async (results) => {
    const pages = [];
    for (const result of results) pages.push({ ...await result.data() });
    const all = (name) => pages.flatMap((page) => page[name]);
    return { ...pages[0], locations: all("locations"), weighted_locations: all("weighted_locations") };
  };

  /* Whether texts of a language are written in the script of the question; figures are in any. */
  const fits = (query) => ({ language }) => {
    if (!/\p{L}/u.test(query)) return true;
    if (language === "mul") return DENSE.test(query);
    try {
      return new RegExp(`\\p{scx=${new Intl.Locale(language).maximize().script}}`, "u").test(query);
    } catch {
      return true;
    }
  };

  /* Ask some engines, and keep of few results for a phrase those that have it: an engine knows words by their stems. */
  const ask = async (which, asked, filters) => {
    lost = null;
    const engines = await Promise.all(which.map((each) => each.engine()));
    const answers = await Promise.all(engines.map((each) => answer(each, asked, filters)));
    if (lost) throw lost;
    const results = answers.flat().sort((a, b) => b.score - a.score);
    return asked.phrases.length && results.length <= FEW ? exact(results, asked) : results;
  };

  const exact = async (results, { phrases }) => {
    const pages = await Promise.all(results.map((result) => result.data()));
    return results.flatMap((result, nth) => (has(pages[nth], phrases) ? [{ ...result, page: pages[nth] }] : []));
  };

  /* For each facet how many of the pages found have each value, whatever is chosen of that facet itself. */
  const count = async (which, asked, filters) => {
    const counts = await counted(which, asked, filters);
    for (const facet of Object.keys(filters)) {
      const { [facet]: _, ...others } = filters;
      const wider = await counted(which, asked, others);
      counts.forEach((each) => delete each[facet]);
      counts.push(...wider.map((each) => ({ [facet]: each[facet] })));
    }
    return counts;
  };

  /* Told by the engines; of phrases counted on the pages, where they are few enough to be read. */
  const counted = async (which, asked, filters) => {
    if (asked.phrases.length) {
      const results = await ask(which, asked, filters);
      return results.every(({ page }) => page) ? results.map(({ page }) => tally(page.filters)) : [];
    }
    return Promise.all(which.map(async (each) => {
      const engine = await each.engine();
      await engine.filters(); // else no answer counts
      const { results, filters: counts } = await engine.search(asked.words, { filters });
      return results.length ? { ...counts } : {};
    }));
  };
  const tally = (filters) => Object.fromEntries(Object.entries(filters)
    .map(([facet, values]) => [facet, Object.fromEntries(values.map((value) => [value, 1]))]));

  /* The question with each word that is nowhere put as a word that is; null where there is no such word. */
  const mended = async (which, { phrases, words }) => {
    if (phrases.length || !words) return null;
    const terms = await Promise.all(words.split(" ").map((word) => respelt(which, word)));
    const other = terms.join(" ");
    return terms.every(Boolean) && fold(other) !== fold(words) ? other : null;
  };
  const respelt = async (which, word) => {
    const term = parts(word).join("");
    const most = term.length < 6 ? 1 : 2;
    if (term.length < 4 || (await ask(which, { phrases: [], words: word }, {})).length) return word;
    let best = { away: most + 1, word: "" };
    for (const each of which) {
      const engine = await each.engine();
      const { results } = await engine.search(term.slice(0, Math.max(3, term.length - 4)));
      for (const page of await Promise.all([...results].slice(0, PAGES).map((result) => result.data()))) {
        for (const found of page.locations.flatMap((at) => forms(plain(wordsOf(page)[at] || "")))) {
          const away = distance(term, found, most);
          if (away < best.away) best = { away, word: found };
        }
      }
    }
    return best.word;
  };

  const sum = (counts, facet) => {
    const values = new Map();
    for (const [value, n] of counts.flatMap((each) => Object.entries(each[facet] || {}))) {
      values.set(value, (values.get(value) || 0) + n);
    }
    return [...values].filter(([, n]) => n).sort(([a], [b]) => (a < b ? -1 : 1));
  };

  /* Where a page found is: a note stands on another's. */
  const address = (page) => {
    const [, path, place] = /^(.*?)(?:~(note-\d+)\.html)?$/.exec(page.raw_url);
    return { path: base + `${path}${place ? ".html" : ""}`.split("/").map(encodeURIComponent).join("/"), place };
  };

  /* Where the phrases stand in a list of words. */
  const standing = (list, phrases) => {
    const folded = list.map((word) => parts(word).join(""));
    return phrases.flatMap((phrase) => {
      const sought = spaced(phrase).split(" ").map((word) => parts(word).join("")).filter(Boolean);
      const at = folded.flatMap((_, i) => (sought.every((word, j) => folded[i + j] === word) ? [i] : []));
      return at.flatMap((i) => sought.map((_, j) => i + j));
    });
  };

  /* The paragraphs of a page that hold what was found, best first: those with most of the words asked for. */
  const passages = (page, { phrases, words }) => {
    const list = wordsOf(page);
    const terms = [...parts(words), ...phrases.filter((phrase) => !DENSE.test(phrase)).flatMap(parts)];
    const whole = standing(list, phrases);
    const places = new Map(page.weighted_locations
      .filter(({ location }) => forms(plain(list[location] || "")).some((word) => terms.some((term) => near(term, word))))
      .map(({ location, balanced_score: score }) => [location, score]));
    for (const at of whole) places.set(at, 1e3);
    const own = page.anchors.filter(({ id }) => id.startsWith("p-")).sort((a, b) => a.location - b.location);
    const anchors = own.length ? own : [{ id: "", location: 0 }];
    const found = new Map();
    for (const [location, score] of [...places].sort(([a], [b]) => a - b)) {
      const nth = anchors.findLastIndex((anchor) => anchor.location <= location);
      if (nth < 0 || anchors[nth].element === "h1") continue; // the title is shown anyway
      const [{ id, location: start }, next] = anchors.slice(nth, nth + 2);
      const passage = found.get(nth) || { id, start, end: next?.location ?? list.length, at: [], words: new Map() };
      passage.at.push(location);
      for (const word of forms(plain(list[location]))) {
        if (score === 1e3 || terms.some((term) => near(term, word))) passage.words.set(word, score);
      }
      found.set(nth, passage);
    }
    const weight = (passage) => [...passage.words.values()].reduce((sum, score) => sum + score, 0);
    return [...found.values()].sort((a, b) => weight(b) - weight(a)).slice(0, PASSAGES)
      .map((passage) => ({ ...passage, ...cut(passage, DENSE.test(list[passage.start]) ? 60 : 30) }));
  };

  /* Where to cut a paragraph so that most of the words found in it are seen. */
  const cut = ({ start, end, at }, length) => {
    const seen = (from) => at.filter((each) => each >= from && each < from + length).length;
    const best = at.reduce((a, b) => (seen(b) > seen(a) ? b : a));
    const from = end - start <= length ? start : Math.max(start, Math.min(best - 6, end - length));
    return { from, to: Math.min(end, from + length) };
  };

  /* Showing. */

  const excerpt = (passage, list) => {
    const nodes = passage.from > passage.start ? ["… "] : [];
    for (let i = passage.from; i < passage.to; i += 1) {
      const [, before, word, after] = EDGES.exec(list[i].replaceAll("''", "’"));
      const space = i + 1 < passage.to && !JOINT.test(`${list[i]} ${list[i + 1]}`) ? " " : "";
      JOINT.lastIndex = 0;
      nodes.push(before, passage.at.includes(i) ? make("mark", "", {}, word) : word, after + space);
    }
    return passage.to < passage.end ? [...nodes, " …"] : nodes;
  };

  const hit = (page, asked) => {
    const { path, place } = address(page);
    const { title, quote, outlet, date, source } = page.meta;
    const meta = [...(page.filters.kind || []), outlet, date, source].filter(Boolean)
      .flatMap((each) => [" · ", make("bdi", "", {}, plain(each))]);
    const links = passages(page, asked).map((passage) => {
      const terms = [...asked.phrases.map((phrase) => `"${phrase}"`), ...(asked.words ? passage.words.keys() : [])].join(" ");
      const id = place || passage.id;
      const href = `${path}?find=${encodeURIComponent(terms)}${id && `#${id}`}`;
      return make("a", "passage", { href, dir: "auto" }, ...excerpt(passage, wordsOf(page)));
    });
    const href = path + (place ? `#${place}` : "");
    const head = make("a", "title", { href, dir: "auto" }, plain(title || (quote ? `“${quote}”` : page.raw_url)));
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

  /* What can be chosen of a facet: of dates the years, and the months of the one year that is chosen or alone. */
  const values = (facet, counts) => {
    const all = sum(counts, facet);
    if (chosen[facet] && !all.some(([value]) => value === chosen[facet])) all.push([chosen[facet], 0]);
    if (facet !== "date") return all.map(([value, n]) => [value, n, plain(value)]);
    const years = all.filter(([value]) => value.length === 4);
    const year = (chosen.date || (years.length === 1 && years[0][0]) || "-").slice(0, 4);
    return all.filter(([value]) => (value.length === 4 ? years.length > 1 || chosen.date : value.startsWith(year)))
      .map(([value, n]) => [value, n, dated(value)]);
  };
  const dated = (value) => {
    const month = value.length > 4 && { month: "long" };
    const date = new Date(`${value.slice(0, 7)}${month ? "-01" : "-01-01"}T00:00Z`);
    return new Intl.DateTimeFormat(document.documentElement.lang || "en", { year: "numeric", ...month, timeZone: "UTC" }).format(date);
  };

  /* A facet is a list to choose from, shown where there is a choice; the chosen value stays, so that it can be undone. */
  const chosen = {};
  const choices = (counts) => {
    const focus = facets.contains(document.activeElement) && document.activeElement.name;
    facets.replaceChildren(...Object.entries(words.facets).flatMap(([facet, label]) => {
      const offered = values(facet, counts);
      if (offered.length < 2 && !chosen[facet]) return [];
      const options = offered.map(([value, n, name]) => new Option(say(words.value, { value: name, n }), value));
      const select = make("select", "facet", { name: facet, "aria-label": label, dir: "auto" });
      select.append(new Option(say(words.all, { facet: label }), ""), ...options);
      select.value = chosen[facet] || "";
      return [select];
    }));
    if (focus) facets.querySelector(`[name="${focus}"]`)?.focus();
  };

  /* Show the next pages; of a phrase's many results each is looked at before it is shown. */
  const show = async (asked, mine) => {
    const pages = [];
    while (pages.length < PAGES && rest.length) {
      const next = rest.splice(0, PAGES - pages.length);
      const found = await Promise.all(next.map((result) => result.page || result.data()));
      if (mine !== turn) return;
      pages.push(...found.filter((page) => has(page, asked.phrases)));
    }
    const whole = parts(asked.words).join(" ");
    const named = (page) => parts(plain(page.meta.title || "")).join(" ") === whole;
    if (!list.children.length) pages.sort((a, b) => named(b) - named(a)); // what is called so before what is about it
    list.append(...pages.map((page) => hit(page, asked)));
    more.hidden = !rest.length;
  };

  /* Ask for what is typed, else for what may be meant by it; say what was found, and return the question answered. */
  const inquire = async (typed, filters, mine) => {
    const all = await load();
    const first = all.filter(fits(typed));
    const others = all.filter((each) => !first.includes(each));
    let asked = pieces(typed);
    let results = await ask(first, asked, filters);
    let later = others;
    if (!results.length && others.length) [results, later] = [await ask(others, asked, filters), []];
    let said = words.found;
    for (const [written, meant] of results.length ? [] : TYPED) {
      const other = { ...asked, words: asked.words.toLowerCase().replace(written, meant) };
      if (other.words === asked.words.toLowerCase()) continue;
      results = await ask(all, other, filters);
      if (results.length) { asked = other; break; }
    }
    if (!results.length) {
      const other = await mended(all, asked);
      if (other) {
        asked = { phrases: [], words: other };
        results = await ask(all, asked, filters);
        said = (n) => say(words.instead, { q: typed, other, found: words.found(n) });
      }
    }
    if (mine !== turn) return null;
    return { asked, results, said, all, later };
  };

  const search = async () => {
    clearTimeout(timer);
    const mine = ++turn;
    const typed = input.value.trim();
    remember(input.value);
    answered = null;
    if (!/[\p{L}\p{N}]/u.test(typed)) {
      body.removeAttribute("aria-busy");
      list.replaceChildren();
      facets.replaceChildren();
      return state("", words.hint);
    }
    const slow = setTimeout(() => mine === turn && state(words.loading), 200);
    body.setAttribute("aria-busy", "true");
    try {
      // What was found is not to be overwritten by what is said of waiting.
      const found = await inquire(typed, { ...chosen }, mine).finally(() => clearTimeout(slow));
      if (!found) return;
      rest = [...found.results];
      list.replaceChildren();
      body.scrollTop = 0;
      if (rest.length) {
        state(found.said(rest.length));
        await show(found.asked, mine);
        if (mine !== turn) return;
        answered = { typed: input.value, asked: found.asked };
      } else {
        state(say(words.none, { q: typed.slice(0, 80) }), words.noneHint);
      }
      complete(found, { ...chosen }, mine).catch((error) => mine === turn && fail(error));
    } catch (error) {
      if (mine === turn) fail(error);
    }
  };

  /* After the first results: those of other scripts, the facets, and where there is nothing, which word is in the way. */
  const complete = async ({ asked, results, said, all, later }, filters, mine) => {
    const others = later.length ? await ask(later, asked, filters) : [];
    if (mine !== turn) return;
    if (others.length) {
      rest.push(...others);
      status.textContent = said(results.length + others.length);
      more.hidden = false;
    }
    const counts = results.length || Object.keys(filters).length ? await count(all, asked, filters) : [];
    if (mine !== turn) return;
    choices(counts);
    if (!results.length) await leave(all, asked, filters, mine);
    if (mine === turn) body.removeAttribute("aria-busy");
  };

  const leave = async (all, asked, filters, mine) => {
    const terms = asked.words.split(" ");
    for (const term of terms.length > 1 && terms.length < 7 ? terms : []) {
      const fewer = { ...asked, words: terms.filter((each) => each !== term).join(" ") };
      const { length } = await ask(all, fewer, filters);
      if (mine !== turn) return;
      if (!length) continue;
      const button = make("button", "less", { type: "button" }, say(words.without, { word: term, n: length }));
      button.addEventListener("click", () => {
        input.value = input.value.split(/\s+/).filter((each) => each !== term).join(" ");
        input.focus();
        search();
      });
      hint.append(" ", button);
    }
  };

  const fail = (error) => {
    languages = null; // so that the next question tries again
    body.removeAttribute("aria-busy");
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
    if (answered?.typed !== input.value) await search(); // typed faster than searched
    if (answered?.typed === input.value) list.querySelector("a")?.click();
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
    if (!answered) return;
    const last = list.lastElementChild;
    await show(answered.asked, turn);
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
  const pattern = ({ phrases, words }) => {
    const whole = (text) => `(?<![\\p{L}\\p{N}])${text}(?![\\p{L}\\p{N}])`;
    const word = (text) => (text.length < 4 ? whole([...text].join("\\.?")) : `(?<![\\p{L}\\p{N}])${text}`);
    const phrase = (text) => (DENSE.test(text) ? parts(text).join("[^\\p{L}\\p{N}\\n]*")
      : whole(parts(text).join("[^\\p{L}\\p{N}\\n]+")));
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

  const arrival = new URLSearchParams(location.search);
  if (arrival.has("find")) mark(arrival.get("find"));
  if (arrival.has("q")) open(arrival.get("q"));
})();
