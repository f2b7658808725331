/* What Pagefind's index finds for a question (see press/search.py). Nothing ever comes from outside the site's folder. */
(() => {
  "use strict";

  const { DENSE, spaced, plain, fold, parts, forms, pieces, near, standing } = window.variorum.terms;
  const lang = document.documentElement.lang || "en";
  const base = new URL("..", document.currentScript.src).href.slice(0, -1); // this file is in assets/
  const PAGES = 8; // shown at once
  const FEW = 40; // so many pages may be read before they are shown
  const FACETS = ["kind", "outlet", "event", "date"];

  /* Each file of the index is a script that hands over its bytes. */

  const KEY = "/pagefind/"; // what the engine believes to be its address
  const ENTRY = "pagefind-entry.json";
  const handed = new Map();
  let lost; // the error of the last file that could not be loaded: the engine keeps silent about most
  window.variorum.payload = (name, base64) => handed.set(name, base64);

  const script = (file) => new Promise((resolve, reject) => {
    const onerror = () => reject(lost = new Error(`no file pagefind/${file}`));
    const element = document.createElement("script");
    document.head.append(Object.assign(element, { src: `${base}/pagefind/${file}`, onload: resolve, onerror }));
  });

  const decoded = (base64) => Uint8Array.fromBase64?.(base64) ?? Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));

  const payload = async (url) => {
    const [name] = url.slice(KEY.length).split("?");
    if (!handed.has(name)) await script(`${name}.js`);
    const bytes = decoded(handed.get(name));
    const stream = new Blob([bytes]).stream();
    return new Response(bytes[0] === 0x1f ? stream.pipeThrough(new DecompressionStream("gzip")) : stream);
  };

  /* An engine serves the texts of one language. */
  const started = async (language) => {
    const engine = new (window.variorum.pagefind(payload))({ primary: true, basePath: KEY, baseUrl: "/" });
    await engine.init(language, { load_wasm: true });
    return engine;
  };

  /* The languages of the index, each with an engine that starts when it is first asked. */
  let languages;
  const load = () => (languages ||= known());
  const known = async () => {
    await Promise.all([script(`${ENTRY}.js?${Date.now()}`), script("pagefind.js")]);
    const entry = await (await payload(KEY + ENTRY)).json();
    return Object.keys(entry.languages).map((language) => {
      let engine;
      return { language, engine: () => (engine ||= started(language)) };
    });
  };

  /* In which order languages are asked: that of the site, others in the script of the question, the rest. */
  const waves = (all, typed) => {
    const [own] = lang.split("-");
    const turn = ({ language }) => (!fits(language, typed) ? 2 : language.split("-")[0] === own ? 0 : 1);
    return Object.values(Object.groupBy(all, turn));
  };
  const fits = (language, typed) => {
    if (!/\p{L}/u.test(typed)) return true; // figures are in any language
    if (language === "mul") return DENSE.test(typed);
    try {
      return new RegExp(`\\p{scx=${new Intl.Locale(language).maximize().script}}`, "u").test(typed);
    } catch {
      return true;
    }
  };

  /* Engines start while a question is still being typed. */
  const warm = async (typed) => {
    const [first] = waves(await load(), typed);
    await Promise.all(first.map((each) => each.engine()));
  };

  const has = (page, phrases) => {
    const texts = [page.list, ...Object.values(page.meta).map((value) => value.split(/\s+/))];
    return phrases.every((phrase) => texts.some((list) => standing(list, phrase).length));
  };

  /* What one engine finds: the pages that every part of the question leads to. */
  const answer = async (engine, { phrases, words }, filters) => {
    const found = [];
    const search = async (text) => (await engine.search(text, { filters })).results;
    for (const phrase of phrases) {
      const exact = await search(`"${spaced(phrase)}"`);
      found.push(exact.length ? exact : await search(spaced(phrase)));
    }
    if (words) found.push(await search(words));
    const results = Object.values(Object.groupBy(found.flat(), ({ id }) => id)).filter((all) => all.length === found.length)
      .map((all) => ({ score: all.reduce((sum, { score }) => sum + score, 0), data: () => joined(all) }))
      .sort((a, b) => b.score - a.score);
    if (!results.length || !words) return results;
    const [page] = await Promise.all(results.slice(0, PAGES).map((result) => result.data())); // all will be shown
    const meta = Object.values(page.meta).flatMap((value) => plain(value).split(/\s+/)).flatMap(forms);
    const met = [...page.met.flatMap(({ words: each }) => each), ...meta];
    return parts(words).every((term) => met.some((word) => near(term, word))) ? results : [];
  };

  /* One page of what several questions found, with the list of its words and, of those found, the place, weight and
     forms. The engine has one object a page and writes each answer's places into it: so they are taken at once. */
  const joined = async (results) => {
    const met = [];
    let page;
    for (const result of results) {
      page = await result.data();
      met.push(...page.weighted_locations);
    }
    const list = page.content.split(/\s+/);
    const formed = ({ location: at, balanced_score: score }) => ({ at, score, words: forms(plain(list[at] || "")) });
    return { ...page, list, met: met.map(formed) };
  };

  /* Ask some engines, and keep of few results for a phrase those that have it: an engine knows words by their stems. */
  const ask = async (which, asked, filters = {}) => {
    lost = null;
    const answers = await Promise.all(which.map(async (each) => answer(await each.engine(), asked, filters)));
    if (lost) throw lost;
    const results = answers.flat().sort((a, b) => b.score - a.score);
    if (!asked.phrases.length || results.length > FEW) return results;
    const pages = await Promise.all(results.map((result) => result.data()));
    return results.filter((_, nth) => has(pages[nth], asked.phrases));
  };

  /* For each facet the values and how many of the pages found have each, whatever is chosen of that facet itself. */
  const count = async (which, asked, filters) => {
    const all = await counted(which, asked, filters);
    const counts = {};
    for (const facet of FACETS) {
      const { [facet]: chosen, ...others } = filters;
      const sums = new Map();
      for (const { [facet]: values = {} } of chosen ? await counted(which, asked, others) : all) {
        for (const [value, n] of Object.entries(values)) sums.set(value, (sums.get(value) || 0) + n);
      }
      counts[facet] = [...sums].filter(([, n]) => n).sort(([a], [b]) => (a < b ? -1 : 1));
    }
    return counts;
  };

  /* Told by the engines; of phrases counted on the pages, where they are few enough to be read. */
  const counted = async (which, asked, filters) => {
    if (!asked.phrases.length) {
      return Promise.all(which.map(async (each) => {
        const engine = await each.engine();
        await engine.filters(); // else no answer counts
        const { results, filters: counts } = await engine.search(asked.words, { filters });
        return results.length ? counts : {};
      }));
    }
    const results = await ask(which, asked, filters);
    const pages = await Promise.all(results.length > FEW ? [] : results.map((result) => result.data()));
    const once = (values) => Object.fromEntries(values.map((value) => [value, 1]));
    return pages.map((page) => Object.fromEntries(Object.entries(page.filters).map(([facet, values]) => [facet, once(values)])));
  };

  /* Letters that Pagefind keeps apart, as they are typed where a keyboard lacks them: tried when nothing is found. */
  const TYPED = [
    [/ss/g, "ß"], [/oe/g, "œ"], [/[aou]e/g, (two) => ({ ae: "ä", oe: "ö", ue: "ü" })[two]],
    [/ae/g, "æ"], [/o/g, "ø"], [/l/g, "ł"], [/d/g, "đ"], [/(^| )[وف]?ال/g, "$1"],
  ];

  /* How many letters must be changed, added, left out or swapped to make one word of another, counted up to `most`. */
  const distance = (a, b, most) => {
    let same = 0;
    while (same < a.length && a[same] === b[same]) same += 1;
    const [x, y] = [a.slice(same), b.slice(same)];
    if (x === y || most < 1) return Number(x !== y);
    const ways = [[x.slice(1), y], [x, y.slice(1)], [x.slice(1), y.slice(1)]];
    if (x[0] === y[1] && x[1] === y[0]) ways.push([x.slice(2), y.slice(2)]);
    return 1 + Math.min(...ways.map(([c, d]) => distance(c, d, most - 1)));
  };

  /* A word, or where it is nowhere the nearest one that is; "" where there is none. */
  const respelt = async (which, word) => {
    const term = parts(word).join("");
    if (term.length < 4 || (await ask(which, { phrases: [], words: word })).length) return word;
    let [best, most] = ["", term.length < 6 ? 1 : 2];
    for (const each of which) {
      const { results } = await (await each.engine()).search(term.slice(0, Math.max(3, term.length - 4)));
      for (const page of await Promise.all(results.slice(0, PAGES).map((result) => joined([result])))) {
        for (const found of page.met.flatMap(({ words }) => words)) {
          const away = distance(term, found, most);
          if (away <= most) [best, most] = [found, away - 1];
        }
      }
    }
    return best;
  };

  /* Ask for what is typed, else for what may be meant by it. */
  const inquire = async (typed, filters) => {
    const all = await load();
    const later = waves(all, typed);
    const asked = pieces(typed);
    let results = [];
    while (!results.length && later.length) results = await ask(later.shift(), asked, filters);
    const found = { typed, asked, filters, results, all, later: later.flat() };
    if (results.length) return found;
    const words = asked.words.toLowerCase();
    for (const [written, meant] of TYPED) {
      const other = { ...asked, words: words.replace(written, meant) };
      if (other.words !== words && (results = await ask(all, other, filters)).length) return { ...found, asked: other, results };
    }
    if (asked.phrases.length || !words) return found;
    const terms = await Promise.all(asked.words.split(" ").map((word) => respelt(all, word)));
    const other = { phrases: [], words: terms.join(" ") };
    if (!terms.every(Boolean) || fold(other.words) === fold(words)) return found;
    return { ...found, asked: other, results: await ask(all, other, filters), instead: other.words };
  };

  window.variorum.answers = { base, PAGES, load, warm, has, ask, count, inquire, forget: () => { languages = null; } };
})();
