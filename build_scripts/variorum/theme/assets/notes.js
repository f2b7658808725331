/* Notes beside their passages. They stand as endnotes already; on a wide screen copies of them are laid into the margin,
   hidden from screen readers, which have the endnotes. On a narrow one popover.js shows them. The text never moves. */
(() => {
  "use strict";

  const article = document.querySelector(".v-article");
  const bar = article?.querySelector(".v-toolbar");
  if (!bar) return;

  const { gettext: _, make, contents, recall, remember } = window.variorum;
  const MORE = _("more");
  const GAP = 10; // pixels between two notes in the margin

  const tool = (name) => bar.querySelector(`[data-v-tool="${name}"]`);
  const numbers = (mark) => mark.dataset.notes.split(" ");

  const marks = [...article.querySelectorAll(".v-text a[data-notes]")].map((link) => ({
    link, all: numbers(link), ends: link.dataset.ends?.split(", ") || [], first: link.hash.replace("#note-", ""), title: link.title,
  }));
  const linksOf = (number) => marks.filter((mark) => mark.all.includes(number)).map((mark) => mark.link);
  const notes = [...article.querySelectorAll(".v-notes > li")].map((item) => {
    const number = item.id.replace("note-", "");
    return { number, item, kind: item.dataset.kind, links: linksOf(number) };
  }).filter((note) => note.links.length);
  const byNumber = new Map(notes.map((note) => [note.number, note]));

  /* ---------------------------------------------------------------- the margin */

  const wide = matchMedia("(min-width: 75em)");
  const margin = make("div", "v-aside", { "aria-hidden": "true", lang: document.documentElement.lang });
  let active = null; // the note whose passage has the focus: it comes as near to it as it can

  /* A copy, out of the way of the Tab key. */
  const aside = (note) => {
    const body = make("div", "v-aside__body", {}, ...contents(note.item));
    const more = make("button", "v-aside__more", { type: "button" }, MORE);
    const box = make("div", "v-aside__note", { "data-note": note.number, dir: getComputedStyle(document.body).direction }, body, more);
    for (const each of box.querySelectorAll("a, button")) each.tabIndex = -1;
    more.addEventListener("click", () => { fold(note, !note.open); lay(); });
    box.addEventListener("pointerenter", () => light([note.number], true));
    box.addEventListener("pointerleave", () => light([note.number], false));
    return Object.assign(note, { box, body, more, open: false });
  };

  const fold = (note, open) => {
    note.open = open;
    note.box.classList.toggle("v-aside__note--open", open);
    note.more.textContent = open ? _("less") : MORE;
  };

  const light = (named, on) => {
    for (const note of named.map((number) => byNumber.get(number)).filter(Boolean)) {
      note.box?.classList.toggle("v-aside__note--on", on);
      for (const link of note.links) link.classList.toggle("v-note--on", on);
    }
  };

  const shown = () => notes.filter((note) => note.links.length); // a note that is filtered out has none

  /* Each as high as its passage or right below the one before; then up again as far as the end of the article asks. */
  const tops = (wanted, heights, limit, at) => {
    const found = [];
    wanted.forEach((top, i) => found.push(Math.max(top, i ? found[i - 1] + heights[i - 1] + GAP : 0)));
    const up = (from, bottom) => {
      for (let i = from, room = bottom; i >= 0 && found[i] + heights[i] > room; i -= 1) {
        found[i] = room - heights[i];
        room = found[i] - GAP;
      }
    };
    up(found.length - 1, limit);
    if (at >= 0 && found[at] > wanted[at]) {
      const least = heights.slice(0, at).reduce((sum, height) => sum + height + GAP, 0);
      up(at, Math.max(wanted[at], least) + heights[at]);
      for (let i = at + 1; i < found.length; i += 1) found[i] = Math.max(wanted[i], found[i - 1] + heights[i - 1] + GAP);
      up(found.length - 1, limit);
    }
    const above = Math.max(0, -(found[0] || 0)); // more notes than the article is high: they go on below it
    return found.map((top) => top + above);
  };

  const lay = () => {
    const here = wide.matches && !article.hasAttribute("data-v-reader") ? shown() : [];
    article.toggleAttribute("data-v-beside", here.length > 0);
    margin.replaceChildren(...here.map((note) => (note.box || aside(note).box)));
    article.style.minHeight = "";
    if (!here.length) return;
    for (const note of here) {
      const long = note.body.scrollHeight > note.body.clientHeight + 2;
      note.more.hidden = !note.open && !long && !note.body.querySelector(".v-passages a");
      note.box.classList.toggle("v-aside__note--long", long);
    }
    const origin = margin.getBoundingClientRect().top;
    const heights = here.map((note) => Math.ceil(note.box.getBoundingClientRect().height));
    const wanted = here.map((note) => note.links[0].getClientRects()[0].top - origin);
    const limit = article.getBoundingClientRect().bottom - origin;
    const found = tops(wanted, heights, limit, here.indexOf(active));
    here.forEach((note, i) => { note.box.style.top = `${found[i]}px`; });
    const end = found.at(-1) + heights.at(-1);
    if (end > limit) article.style.minHeight = `${article.offsetHeight + end - limit}px`;
  };

  let waiting = 0;
  const soon = () => { waiting ||= requestAnimationFrame(() => { waiting = 0; lay(); }); };

  for (const { link } of marks) {
    link.addEventListener("pointerenter", () => light(numbers(link), true));
    link.addEventListener("pointerleave", () => light(numbers(link), document.activeElement === link));
    link.addEventListener("focus", () => {
      light(numbers(link), true);
      if (!article.hasAttribute("data-v-beside")) return;
      active = byNumber.get(link.hash.replace("#note-", ""));
      for (const note of shown()) fold(note, numbers(link).includes(note.number));
      lay();
    });
    link.addEventListener("blur", () => light(numbers(link), false));
    link.addEventListener("click", (event) => { // the note stands beside it; only the keyboard goes to the endnote
      const plain = event.detail > 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
      if (plain && article.hasAttribute("data-v-beside")) { event.preventDefault(); link.focus({ preventScroll: true }); }
    });
  }

  /* ---------------------------------------------------------------- which notes are shown */

  const select = tool("kinds");
  const filter = (kind) => {
    const wanted = new Set(notes.filter((note) => kind === "all" || note.kind === kind).map((note) => note.number));
    for (const { link, all, ends, first: own, title } of marks) {
      const left = all.filter((number) => wanted.has(number));
      const ending = ends.filter((number) => wanted.has(number));
      const first = [own, ...ending, ...left].find((number) => wanted.has(number));
      const told = title.split("; ").filter((_, i) => wanted.has(all[i])).join("; "); // one part for each note
      const said = { href: first && `#note-${first}`, role: first && "doc-noteref", title: first && told, "data-ends": ending.join(", ") };
      for (const [name, value] of Object.entries(said)) {
        if (value) link.setAttribute(name, value);
        else link.removeAttribute(name);
      }
      link.dataset.notes = left.join(" ");
      link.className = link.className.replace(/ v-note-[a-z]+/g, "");
      if (first) link.classList.add(`v-note-${byNumber.get(first).kind}`);
    }
    for (const note of notes) note.links = wanted.has(note.number) ? linksOf(note.number) : [];
    lay();
  };

  /* ---------------------------------------------------------------- from note to note */

  let last = null;
  const seen = (link) => {
    const { top, bottom } = link.getBoundingClientRect();
    return top >= bar.getBoundingClientRect().bottom && bottom <= innerHeight;
  };
  const step = (by) => {
    const stops = [...new Set(shown().map((note) => note.links[0]))];
    if (!stops.length) return;
    const at = stops.includes(document.activeElement) ? document.activeElement : last && seen(last) ? last : null;
    const below = stops.findIndex((link) => link.getBoundingClientRect().top >= bar.getBoundingClientRect().bottom);
    const start = below < 0 ? stops.length : below;
    const next = at ? stops.indexOf(at) + by : by > 0 ? start : start - 1;
    last = stops.at(((next % stops.length) + stops.length) % stops.length);
    last.focus({ preventScroll: true });
    if (!seen(last)) last.scrollIntoView({ block: "center" });
  };

  const typing = (target) => target.closest?.("input, textarea, select, [contenteditable], [role='textbox']");
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if ((event.key !== "n" && event.key !== "p") || typing(event.target) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    step(event.key === "n" ? 1 : -1);
  });

  /* ---------------------------------------------------------------- the toolbar */

  for (const button of bar.querySelectorAll("button")) {
    button.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
  }
  tool("next")?.addEventListener("click", () => step(1));
  tool("previous")?.addEventListener("click", () => step(-1));
  select?.addEventListener("change", () => { remember("v-notes", select.value); filter(select.value); });
  const reader = tool("reader");
  const read = (on) => {
    article.toggleAttribute("data-v-reader", on);
    reader.setAttribute("aria-pressed", String(on));
    lay();
  };
  reader.addEventListener("click", () => {
    read(!article.hasAttribute("data-v-reader"));
    remember("v-reader", article.hasAttribute("data-v-reader") ? "on" : "off");
  });

  bar.hidden = false;
  article.append(margin);
  if (recall("v-reader") === "on") read(true);
  const kept = recall("v-notes");
  if (select && [...select.options].some((option) => option.value === kept)) select.value = kept; // else: none of it here
  if (select && select.value !== "all") filter(select.value);
  else lay();
  wide.addEventListener("change", soon);
  addEventListener("resize", soon);
  new ResizeObserver(soon).observe(article); // larger letters, too
  document.fonts?.ready.then(soon);
  article.addEventListener("toggle", soon, true); // folds of the head move what stands below them
  article.addEventListener("load", soon, true);
})();
