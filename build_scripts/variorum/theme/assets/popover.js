/* Popovers: what a link leads to, shown beside it. Their words stand in the page already (the list of terms, the notes,
   the templates at its end), so nothing is loaded, and without this file the link itself leads there. */
(() => {
  "use strict";

  /* What events, marks in the margin and passages of other articles lead to stands in templates, by the address of the
     link; where there is none for a place of a page, that of the page serves. */
  const templates = new Map([...document.querySelectorAll("template[data-v-of]")].map((each) => [each.dataset.vOf, each]));
  const preview = (link) => [link.dataset.vShows, link.getAttribute("href"), link.getAttribute("href")?.split("#")[0]]
    .map((key) => templates.get(key)).find(Boolean);
  const links = [
    ...document.querySelectorAll(".v-text a:is([aria-describedby], [data-notes])"),
    ...[...document.querySelectorAll(":is(.v-margin, .v-chips, .v-also, .v-notes, .v-aside) a[href]")].filter(preview),
  ];
  if (!links.length) return;

  const { gettext: _, contents, recall, remember } = window.variorum;
  const DELAY = 400; // milliseconds of rest before one opens, so that a passing pointer opens none
  const GRACE = 300; // and before one closes that the pointer has left, so that it can be reached
  const EDGE = 8;

  const make = (tag, name, ...more) => window.variorum.make(tag, `v-popover__${name}`, ...more);

  const close = make("button", "close", { type: "button", "aria-label": _("Close") }, "×");
  const body = make("div", "body");
  const more = make("a", "more");
  const keep = make("button", "keep", { type: "button", "aria-pressed": "false" }, _("Keep open"));
  const quiet = make("button", "off", { type: "button" }, _("Show no previews"));
  const box = make("div", "box", { role: "dialog", tabindex: "-1" }, close, body, make("p", "foot", {}, more, keep, quiet));
  box.classList.add("v-popover");
  box.hidden = true;

  let off = recall("v-popovers") === "off";
  let shown = null; // the link whose popover is open
  let pinned = false; // opened on purpose: it stays when the pointer leaves
  let kept = false; // pinned by its button: it stays too when something else is clicked
  let timer;

  /* A passage does not name its notes by aria-describedby: a screen reader would read all of them aloud each time. */
  const notes = (link) => link.dataset.notes?.split(" ").filter(Boolean).map((number) => `note-${number}`);
  const beside = (link) => link.dataset.notes !== undefined && link.closest("[data-v-beside]"); // notes.js has them in the margin

  /* A template under its name, which leads where the link does. */
  const prepared = (template, link) => {
    const name = make("a", "name", { href: link.getAttribute("href"), dir: "auto" }, template.dataset.vName);
    return [make("div", "part", {}, name, template.content.cloneNode(true))];
  };

  const described = (link) => (notes(link) || link.getAttribute("aria-describedby").split(" "))
    .map((id) => document.getElementById(id)).filter(Boolean)
    .map((element) => make("div", "part", { dir: "auto" }, ...contents(element)));

  const place = (link) => {
    const [line] = [...link.getClientRects()];
    const { offsetWidth: width, offsetHeight: height } = box;
    if (getComputedStyle(box).position === "fixed") { // a sheet at the foot: the words it is about stay in sight
      return scrollBy(0, Math.max(0, line.bottom + EDGE - box.getBoundingClientRect().top));
    }
    const below = line.bottom + height + EDGE <= innerHeight || line.top < height + EDGE;
    box.style.top = `${scrollY + (below ? line.bottom + 4 : line.top - height - 4)}px`;
    box.style.left = `${Math.max(EDGE, Math.min(line.left, document.documentElement.clientWidth - width - EDGE))}px`;
  };

  const setKept = (to) => {
    kept = to;
    keep.setAttribute("aria-pressed", String(kept));
  };

  const show = (link, pin) => {
    const template = preview(link);
    const parts = template ? prepared(template, link) : beside(link) ? [] : described(link);
    if (!parts.length) return false;
    clearTimeout(timer);
    shown = link;
    pinned = pin;
    setKept(false);
    body.replaceChildren(...parts);
    const name = template?.dataset.vName || (notes(link) && link.title) || link.textContent;
    box.setAttribute("aria-label", name);
    more.hidden = Boolean(template);
    more.href = link.getAttribute("href");
    more.textContent = notes(link) ? _("Go to the note") : _("Open {name}", { name });
    box.classList.toggle("v-popover--notes", Boolean(notes(link)));
    box.hidden = false;
    body.tabIndex = body.scrollHeight > body.clientHeight ? 0 : -1; // a long one can be scrolled by keys
    place(link);
    if (pin) box.focus({ preventScroll: true });
    return true;
  };

  const hide = (back = false) => {
    clearTimeout(timer);
    if (!shown) return;
    const link = shown;
    const inside = box.contains(document.activeElement);
    shown = null;
    box.hidden = true;
    if (back || inside) link.focus({ preventScroll: true });
  };

  const later = (what, after) => { clearTimeout(timer); timer = setTimeout(what, after); };
  const leave = () => { if (!pinned && !kept) later(hide, GRACE); };

  for (const link of links) {
    link.addEventListener("pointerenter", (event) => {
      if (off || event.pointerType === "touch" || pinned || kept) return;
      if (shown === link) clearTimeout(timer);
      else later(() => show(link, false), DELAY);
    });
    link.addEventListener("pointerleave", () => (shown === link ? leave() : clearTimeout(timer)));
    link.addEventListener("click", (event) => {
      const wanted = event.detail === 0 || event.pointerType === "touch"; // Enter, or a tap; a mouse follows the link
      if (off || !wanted || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      if (shown === link && pinned) return; // a second tap follows it
      if (show(link, true)) event.preventDefault();
    });
  }
  box.addEventListener("pointerenter", () => clearTimeout(timer));
  box.addEventListener("pointerleave", leave);
  box.addEventListener("focusin", () => { pinned = true; });
  box.addEventListener("focusout", (event) => {
    if (!kept && event.relatedTarget && !box.contains(event.relatedTarget)) hide();
  });
  more.addEventListener("click", () => notes(shown) && hide()); // a note stands on this page
  keep.addEventListener("click", () => { setKept(!kept); pinned = kept; }); // let go, it leaves with the pointer again
  close.addEventListener("click", () => hide(true));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && shown) hide(pinned || kept); });
  document.addEventListener("pointerdown", (event) => {
    if (shown && !kept && !box.contains(event.target) && !shown.contains(event.target)) hide();
  });
  addEventListener("resize", () => (kept ? place(shown) : hide()));

  const again = make("button", "on", { type: "button", "aria-pressed": String(!off) },
    _("Show previews of what links lead to when the pointer rests on them"));
  const turn = (to) => {
    off = to;
    again.setAttribute("aria-pressed", String(!off));
    remember("v-popovers", off ? "off" : "on");
  };
  quiet.addEventListener("click", () => { turn(true); hide(true); });
  again.addEventListener("click", () => turn(!off));
  (document.querySelector(".v-terms, .v-notes") || document.querySelector(".v-foot").firstElementChild).before(again);
  document.body.append(box);
})();
