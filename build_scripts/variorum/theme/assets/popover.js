/* Popovers: what a dotted line leads to, shown beside it. Their words stand further down the page already (the list of
   terms, the notes), so nothing is loaded, and without this file the link itself leads there. */
(() => {
  "use strict";

  const links = [...document.querySelectorAll(".v-text a:is([aria-describedby], [data-notes])")];
  if (!links.length) return;

  const { gettext: _ } = window.variorum;
  const words = {
    close: _("Close"),
    open: _("Open {name}"),
    note: _("Go to the note"),
    off: _("Show no previews"),
    on: _("Show previews of terms and notes when the pointer rests on them"),
  };
  const DELAY = 400; // milliseconds of rest before one opens, so that a passing pointer opens none
  const GRACE = 300; // and before one closes that the pointer has left, so that it can be reached
  const EDGE = 8;

  /* Storage may be refused (private windows, folders): the switch then lasts as long as the page. */
  let off = (() => { try { return localStorage.getItem("v-popovers") === "off"; } catch { return false; } })();
  const remember = () => { try { localStorage.setItem("v-popovers", off ? "off" : "on"); } catch { /* see above */ } };

  const make = (tag, name, attributes = {}, ...content) => {
    const element = document.createElement(tag);
    element.className = `v-popover__${name}`;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...content);
    return element;
  };

  const close = make("button", "close", { type: "button", "aria-label": words.close }, "×");
  const body = make("div", "body");
  const more = make("a", "more");
  const quiet = make("button", "off", { type: "button" }, words.off);
  const box = make("div", "box", { role: "dialog", tabindex: "-1" }, close, body, make("p", "foot", {}, more, quiet));
  box.classList.add("v-popover");
  box.hidden = true;

  let shown = null; // the link whose popover is open
  let pinned = false; // opened on purpose: it stays until it is closed
  let timer;

  /* A passage does not name its notes by aria-describedby: a screen reader would read all of them aloud each time. */
  const notes = (link) => link.dataset.notes?.split(" ").filter(Boolean).map((number) => `note-${number}`);
  const beside = (link) => link.dataset.notes !== undefined && link.closest("[data-v-beside]"); // notes.js has them in the margin

  /* What a link is described by, without ids, which may stand but once in a page. */
  const described = (link) => (notes(link) || link.getAttribute("aria-describedby").split(" "))
    .map((id) => document.getElementById(id)).filter(Boolean).map((element) => {
      const copy = element.cloneNode(true);
      copy.querySelector(":scope > .v-back")?.remove();
      for (const each of [copy, ...copy.querySelectorAll("[id]")]) each.removeAttribute("id");
      return make("div", "part", { dir: "auto" }, ...copy.childNodes);
    });

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

  const show = (link, pin) => {
    const parts = beside(link) ? [] : described(link);
    if (!parts.length) return false;
    clearTimeout(timer);
    shown = link;
    pinned = pin;
    body.replaceChildren(...parts);
    const name = link.dataset.name || (notes(link) && link.title) || link.textContent;
    box.setAttribute("aria-label", name);
    more.href = link.getAttribute("href");
    more.textContent = notes(link) ? words.note : words.open.replace("{name}", name);
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
  const leave = () => { if (!pinned) later(hide, GRACE); };

  for (const link of links) {
    link.addEventListener("pointerenter", (event) => {
      if (off || event.pointerType === "touch" || pinned) return;
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
    if (pinned && event.relatedTarget && !box.contains(event.relatedTarget)) hide();
  });
  more.addEventListener("click", () => notes(shown) && hide()); // a note stands on this page
  close.addEventListener("click", () => hide(true));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && shown) hide(pinned); });
  document.addEventListener("pointerdown", (event) => {
    if (shown && !box.contains(event.target) && !shown.contains(event.target)) hide();
  });
  addEventListener("resize", () => hide());

  const again = make("button", "on", { type: "button", "aria-pressed": String(!off) }, words.on);
  const turn = (to) => {
    off = to;
    again.setAttribute("aria-pressed", String(!off));
    remember();
  };
  quiet.addEventListener("click", () => { turn(true); hide(true); });
  again.addEventListener("click", () => turn(!off));
  document.querySelector(".v-terms, .v-notes")?.before(again);
  document.body.append(box);
})();
