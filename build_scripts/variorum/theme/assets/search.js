/* Search: a dialog over what answers.js finds. Loaded by variorum.js when it is first wanted. */
(() => {
  "use strict";

  const { gettext: _, ngettext } = window.variorum;
  const { DENSE, plain, parts, forms, near, standing } = window.variorum.terms;
  const { base, PAGES, load, warm, has, ask, count, inquire, forget } = window.variorum.answers;
  const lang = document.documentElement.lang || "en";
  const PASSAGES = 3; // of each page
  const PAUSE = 30; // milliseconds of no typing before a search

  /* The paragraphs of a page that hold what was found, best first: those with most of the words asked for. */
  const passages = ({ list, met, anchors }, { phrases, words }) => {
    const terms = [...parts(words), ...phrases.filter((phrase) => !DENSE.test(phrase)).flatMap(parts)];
    const places = new Map(phrases.flatMap((phrase) => standing(list, phrase))
      .map((at) => [at, { at, score: 1e3, words: forms(plain(list[at])) }]));
    for (const { at, score, words: each } of met) {
      const meant = each.filter((word) => terms.some((term) => near(term, word)));
      if (meant.length && !places.has(at)) places.set(at, { at, score, words: meant });
    }
    const own = anchors.filter(({ id }) => id.startsWith("p-")).sort((a, b) => a.location - b.location);
    const blocks = (own.length ? own : [{ id: "", location: 0 }])
      .map((block, nth) => ({ ...block, end: own[nth + 1]?.location ?? list.length, places: [] }));
    for (const place of places.values()) blocks.findLast(({ location }) => location <= place.at)?.places.push(place);
    return blocks.filter(({ element, places: { length } }) => length && element !== "h1") // the title is shown anyway
      .map(({ id, location: start, end, places: held }) => {
        const scores = new Map(held.flatMap(({ words: each, score }) => each.map((word) => [word, score])));
        const weight = [...scores.values()].reduce((sum, score) => sum + score, 0);
        return { id, start, end, weight, words: [...scores.keys()], at: held.map(({ at }) => at) };
      })
      .sort((a, b) => b.weight - a.weight).slice(0, PASSAGES);
  };

  /* Showing. */

  const make = (tag, name, ...more) => window.variorum.make(tag, name && `v-search__${name}`, ...more);

  /* A passage, cut so that most of the words found in it are seen. */
  const excerpt = ({ start, end, at }, list) => {
    const length = DENSE.test(list[start]) ? 60 : 30;
    const seen = (place) => at.filter((each) => each >= place && each < place + length).length;
    const best = at.reduce((a, b) => (seen(b) > seen(a) ? b : a));
    const from = end - start <= length ? start : Math.max(start, Math.min(best - 6, end - length));
    const to = Math.min(end, from + length);
    const nodes = list.slice(from, to).flatMap((word, nth) => {
      const [, before, core, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(word.replaceAll("''", "’"));
      const space = from + nth + 1 < to && plain(`${word} ${list[from + nth + 1]}`).includes(" ") ? " " : "";
      return [before, at.includes(from + nth) ? make("mark", "", {}, core) : core, after + space];
    });
    return [from > start ? "… " : "", ...nodes, to < end ? " …" : ""];
  };

  const hit = (page, asked) => {
    const [, file, place] = /^(.*?)(?:~(note-\d+)\.html)?$/.exec(page.raw_url); // a note stands on another's page
    const path = base + `${file}${place ? ".html" : ""}`.split("/").map(encodeURIComponent).join("/");
    const { title, quote, outlet, date, source } = page.meta;
    const meta = [...(page.filters.kind || []), outlet, date, source].filter(Boolean)
      .flatMap((each) => [" · ", make("bdi", "", {}, plain(each))]);
    const links = passages(page, asked).map((passage) => {
      const terms = [...asked.phrases.map((phrase) => `"${phrase}"`), ...(asked.words ? passage.words : [])].join(" ");
      const id = place || passage.id;
      const href = `${path}?find=${encodeURIComponent(terms)}${id && `#${id}`}`;
      return make("a", "passage", { href, dir: "auto" }, ...excerpt(passage, page.list));
    });
    const href = path + (place ? `#${place}` : "");
    const head = make("a", "title", { href, dir: "auto" }, plain(title || (quote ? `“${quote}”` : page.raw_url)));
    return make("li", "hit", {}, head, make("p", "meta", {}, ...meta.slice(1)), ...links);
  };

  const LABELS = { kind: _("Kind"), outlet: _("Outlet"), event: _("Event"), date: _("Date") };
  const input = make("input", "input", {
    "aria-label": _("Search"), placeholder: _("Search this edition"), enterkeyhint: "search", dir: "auto",
    autocomplete: "off", autocapitalize: "off", spellcheck: "false",
  });
  const close = make("button", "close", { type: "button", "aria-label": _("Close search") }, "×");
  const status = make("p", "status", { role: "status", "aria-live": "polite" });
  const hint = make("p", "hint");
  const facets = make("div", "facets");
  const list = make("ol", "list", { role: "list" });
  const more = make("button", "more", { type: "button" }, _("Show more"));
  const body = make("div", "body", {}, status, facets, hint, list, more);
  const sheet = make("div", "sheet", {}, make("div", "bar", {}, input, close), body, make("p", "keys", {}, _("↑ ↓ move · Enter opens · Esc closes")));
  const dialog = make("dialog", "", { class: "v-search", "aria-label": _("Search") }, sheet);

  const state = (text, advice = "") => {
    status.textContent = text;
    hint.textContent = advice;
    more.hidden = true;
  };
  const said = ({ typed, instead }, n) => {
    const found = ngettext("{n} page found", "{n} pages found", n);
    return instead ? _("Nothing found for {q}. For {other}: {found}", { q: typed, other: instead, found }) : found;
  };

  /* What can be chosen of a facet: of dates the years, and the months of the one year that is chosen or alone. */
  const chosen = {};
  const offered = (facet, all) => {
    if (chosen[facet] && !all.some(([value]) => value === chosen[facet])) all.push([chosen[facet], 0]);
    if (facet !== "date") return all;
    const years = all.filter(([value]) => value.length === 4);
    const year = (chosen.date || (years.length === 1 ? years[0][0] : "-")).slice(0, 4);
    return all.filter(([value]) => (value.length === 4 ? years.length > 1 || chosen.date : value.startsWith(year)));
  };
  const dated = (value) => new Date(value)
    .toLocaleDateString(lang, { year: "numeric", month: value.length > 4 ? "long" : undefined, timeZone: "UTC" });

  /* A facet is a list to choose from, shown where there is a choice; the chosen value stays, so that it can be undone. */
  const choices = (counts) => {
    const focus = facets.contains(document.activeElement) && document.activeElement.name;
    facets.replaceChildren(...Object.entries(LABELS).flatMap(([facet, label]) => {
      const values = offered(facet, counts[facet] || []);
      if (values.length < 2 && !chosen[facet]) return [];
      const select = make("select", "facet", { name: facet, "aria-label": label, dir: "auto" },
        new Option(_("{facet}: all", { facet: label }), ""));
      for (const [value, n] of values) {
        const name = facet === "date" ? dated(value) : plain(value);
        select.append(new Option(_("{value} ({n})", { value: name, n }), value));
      }
      select.value = chosen[facet] || "";
      return [select];
    }));
    if (focus) facets.querySelector(`[name="${focus}"]`)?.focus();
  };

  const links = () => [...list.querySelectorAll("a")];
  let timer;
  let slow;
  let rest = []; // results not shown yet
  let answered; // the question whose results are shown
  let turn; // stands for the newest question: what is waited for by older ones is dropped
  const OLD = new Error("a newer question was asked");
  const still = (promise) => {
    const mine = turn;
    return promise.finally(() => { if (mine !== turn) throw OLD; });
  };

  /* Show the next pages; of a phrase's many results each is looked at before it is shown. */
  const show = async (asked, many = PAGES) => {
    const pages = [];
    while (pages.length < many && rest.length) {
      const next = rest.splice(0, many - pages.length);
      const found = await still(Promise.all(next.map((result) => result.data())));
      pages.push(...found.filter((page) => has(page, asked.phrases)));
    }
    const whole = parts(asked.words).join(" ");
    const named = (page) => parts(plain(page.meta.title || "")).join(" ") === whole;
    if (!list.children.length) pages.sort((a, b) => named(b) - named(a)); // what is called so before what is about it
    list.append(...pages.map((page) => hit(page, asked)));
    more.hidden = !rest.length;
  };

  const search = async () => {
    clearTimeout(timer);
    clearTimeout(slow);
    turn = {};
    answered = null;
    const typed = input.value.trim();
    remember(input.value);
    if (!/[\p{L}\p{N}]/u.test(typed)) {
      body.removeAttribute("aria-busy");
      list.replaceChildren();
      facets.replaceChildren();
      return state("", _("Any word, or its beginning. “Quotation marks” find exactly those words in that order."));
    }
    slow = setTimeout(state, 200, _("Searching…"));
    body.setAttribute("aria-busy", "true");
    try {
      const found = await still(inquire(typed, { ...chosen }));
      clearTimeout(slow); // what was found is not to be overwritten by what is said of waiting
      rest = [...found.results];
      const at = links().indexOf(document.activeElement); // who went down before the last letters were answered
      list.replaceChildren();
      body.scrollTop = 0;
      if (rest.length) {
        state(said(found, rest.length));
        await show(found.asked);
        answered = { typed: input.value, asked: found.asked };
      } else {
        state(_("Nothing found for {q}", { q: typed.slice(0, 80) }), _("Try fewer words, another spelling, or only the beginning of a word."));
      }
      if (at >= 0 && !dialog.contains(document.activeElement)) (links()[at] || input).focus();
      complete(found).catch(fail);
    } catch (error) {
      fail(error);
    }
  };

  /* After the first results: those of other languages, the facets, and where there is nothing, which word is in the way. */
  const complete = async (found) => {
    const { asked, filters, results, all, later } = found;
    await still(new Promise((done) => requestAnimationFrame(() => setTimeout(done)))); // they are on the screen
    const others = await still(ask(later, asked, filters));
    if (others.length) {
      rest.push(...others);
      status.textContent = said(found, results.length + others.length);
      await show(asked, Math.max(0, PAGES - list.children.length));
    }
    const any = results.length || Object.keys(filters).length;
    choices(any ? await still(count(all, asked, filters)) : {});
    if (!results.length) await leave(found);
    body.removeAttribute("aria-busy");
  };

  const leave = async ({ asked, filters, all }) => {
    const terms = asked.words.split(" ");
    for (const word of terms.length > 1 && terms.length < 7 ? terms : []) {
      const fewer = { ...asked, words: terms.filter((each) => each !== word).join(" ") };
      const { length: n } = await still(ask(all, fewer, filters));
      if (!n) continue;
      const button = make("button", "less", { type: "button" }, _("Without {word}: {n}", { word, n }));
      button.addEventListener("click", () => {
        input.value = input.value.split(/\s+/).filter((each) => each !== word).join(" ");
        input.focus();
        search();
      });
      hint.append(" ", button);
    }
  };

  const fail = (error) => {
    if (error === OLD) return;
    forget(); // so that the next question tries again
    clearTimeout(slow);
    body.removeAttribute("aria-busy");
    list.replaceChildren();
    state(_("The search could not be loaded"), _("All pages can still be read. The reason was: {reason}", { reason: error.message }));
  };

  /* Storage may be refused (private windows, folders): the search then starts empty. */
  const remember = (value) => { try { sessionStorage.setItem("v-search", value); } catch { /* see above */ } };
  const remembered = () => { try { return sessionStorage.getItem("v-search") || ""; } catch { return ""; } };

  const ready = () => warm(input.value).catch(fail);

  const open = (query) => {
    if (dialog.open) return;
    document.body.append(dialog);
    input.value = query ?? remembered();
    dialog.showModal();
    input.select();
    search();
    ready();
  };

  /* Keys and clicks. */

  const move = (event) => {
    const all = links();
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, ...(at >= 0 && { Home: 0, End: all.length - 1 }) }[event.key];
    if (to === undefined || event.target.matches("select") || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    event.preventDefault();
    (to < 0 ? input : all[Math.min(to, all.length - 1)] || input).focus();
    document.activeElement.scrollIntoView({ block: "nearest" });
  };

  const first = async (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    if (answered?.typed !== input.value) await search(); // typed faster than searched
    if (answered?.typed === input.value) list.querySelector("a")?.click();
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
    ready();
  });
  input.addEventListener("keydown", first);
  dialog.addEventListener("keydown", move);
  dialog.addEventListener("click", (event) => {
    const gone = event.target.closest("a")?.href === location.href; // the page is here already
    if (event.target === dialog || event.target === close || gone) dialog.close();
  });
  facets.addEventListener("change", ({ target }) => {
    if (target.value) chosen[target.name] = target.value;
    else delete chosen[target.name];
    search();
  });
  more.addEventListener("click", async () => {
    if (!answered) return;
    const last = list.lastElementChild;
    await show(answered.asked).catch(fail);
    last.nextElementSibling?.querySelector("a").focus();
  });
  document.addEventListener("click", (event) => event.target.closest?.("[data-v-search]") && open());

  load().catch(fail);
  const asked = new URLSearchParams(location.search).get("q");
  if (asked !== null) open(asked);
})();
