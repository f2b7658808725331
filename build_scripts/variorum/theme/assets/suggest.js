/* Suggest a note: choose words of an article, write, and take away the file that a pull request needs.
   The file is what `variorum annotate` writes. Nothing is sent anywhere before the reader opens the git host's page. */
(() => {
  "use strict";

  const article = document.querySelector("[data-v-article]");
  const texts = article ? [...article.querySelectorAll(".v-text")] : [];
  if (!texts.length) return;

  const { gettext: _, ngettext, recall, remember, toClipboard } = window.variorum;
  const KINDS = {
    comment: _("Comment"), context: _("Context"), correction: _("Correction"), disagreement: _("Disagreement"),
    question: _("Question"), source: _("Source"), translation: _("Translation"),
  };
  const MAX_BODY = 4000;
  const MAX_ENCODED = 7500; // bytes of an address that git hosts take for certain
  const CONTEXT = 32;
  const MOST = 160; // code units of context, at most
  const key = `v-draft:${article.dataset.vArticle}`;
  const host = JSON.parse(document.querySelector("[data-v-host]")?.dataset.vHost || "null");

  const make = (tag, name, ...more) => window.variorum.make(tag, name && `v-suggest__${name}`, ...more);

  /* The text: what the page shows of an article is its cleaned text, character for character. */

  const whole = texts.map((each) => each.textContent).join("");
  const before = (node, offset) => texts.reduce((sum, text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    const side = range.comparePoint(node, offset);
    if (side === 0) range.setEnd(node, offset);
    return side < 0 ? sum : sum + range.toString().length;
  }, 0);

  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!texts.some((text) => range.intersectsNode(text))) return null;
    let [start, end] = [before(range.startContainer, range.startOffset), before(range.endContainer, range.endOffset)];
    while (start < end && /\s/.test(whole[start])) start += 1;
    while (end > start && /\s/.test(whole[end - 1])) end -= 1;
    return start < end ? { start, end } : null;
  };

  /* Words as they are compared (see fold.py): spaces, quotes and dashes of one kind, nothing that cannot be seen. */
  const fold = (text) => text
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "").replace(/[\u2018-\u201b\u2032\u2035\u02bc\uff07]/g, "'")
    .replace(/[\u201c-\u201f\u2033\u2036\u00ab\u00bb\uff02]/g, '"').replace(/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, "-")
    .replace(/\u2026/g, "...").replace(/\s+/g, " ").normalize("NFC").toLowerCase();
  const folded = fold(whole);
  const count = (part) => {
    let n = 0;
    for (let at = folded.indexOf(part); at >= 0; at = folded.indexOf(part, at + 1)) n += 1;
    return n;
  };

  /* Just enough of what stands before and after the words to tell them from the same words elsewhere. */
  const target = ({ start, end }) => {
    const quote = whole.slice(start, end);
    const times = count(fold(quote).trim());
    for (let reach = 0; reach <= MOST; reach = reach * 2 || CONTEXT) {
      const [left, right] = [whole.slice(Math.max(0, start - reach), start), whole.slice(end, end + reach)];
      if (count(fold(left + quote + right).trim()) === 1) return { quote, before: left, after: right, times, alone: true };
    }
    return { quote, before: "", after: "", times, alone: false };
  };

  /* The file. A string of JSON is one of YAML too. */

  const plain = (text) => text.normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, "-").toLowerCase();
  const name = (note) => {
    let sum = 0; // tells notes on the same words apart
    for (const char of note.quote + note.by + note.body) sum = (Math.imul(sum, 31) + char.codePointAt(0)) >>> 0;
    const slug = plain(note.quote).replace(/[^a-z0-9-]/g, "").split("-").filter(Boolean).slice(0, 5).join("-");
    return [slug, sum.toString(36).slice(0, 5)].filter(Boolean).join("-");
  };
  const path = (note) => `docs/annotations/${article.dataset.vArticle}/${name(note)}.md`;
  const yaml = (text) => JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const file = (note) => [
    "---",
    "on:",
    `  - quote: ${yaml(note.quote)}`,
    ...(note.before ? [`    before: ${yaml(note.before)}`] : []),
    ...(note.after ? [`    after: ${yaml(note.after)}`] : []),
    `kind: ${note.kind}`,
    `by: ${yaml(note.by.trim())}`,
    "status: open",
    "---",
    note.body.trim(),
    "",
  ].join("\n");

  const address = (note) => {
    if (!host) return null;
    const filename = encodeURIComponent(path(note));
    const branch = host.branch.split("/").map(encodeURIComponent).join("/");
    if (host.kind === "gitlab") return { url: `${host.repo}/-/new/${branch}?file_name=${filename}`, filled: false };
    const form = host.kind === "github" ? `${host.repo}/new/${branch}` : `${host.repo}/_new/${branch}`;
    const value = encodeURIComponent(file(note));
    const filled = filename.length + value.length <= MAX_ENCODED;
    return { url: `${form}?filename=${filename}${filled ? `&value=${value}` : ""}`, filled };
  };

  /* The preview: paragraphs, lists, quotations, emphasis, code and links, made of nodes, never of HTML. */

  const INLINE = /\*\*([^*]+)\*\*|\*([^*]+)\*|_([^_]+)_|`([^`]+)`|\[([^\]]+)\]\((https?:[^\s)]+)\)/g;
  const inline = (text) => {
    const nodes = [];
    let at = 0;
    for (const found of text.matchAll(INLINE)) {
      const [all, strong, star, line, code, label, href] = found;
      nodes.push(text.slice(at, found.index));
      if (href) nodes.push(make("a", "", { href, rel: "nofollow noopener" }, label));
      else nodes.push(make(strong ? "strong" : code ? "code" : "em", "", {}, strong || star || line || code));
      at = found.index + all.length;
    }
    return [...nodes, text.slice(at)];
  };
  const block = (text) => {
    const lines = text.split("\n");
    if (lines.every((line) => /^\s*[-*] /.test(line))) {
      return make("ul", "", {}, ...lines.map((line) => make("li", "", {}, ...inline(line.replace(/^\s*[-*] /, "")))));
    }
    if (lines.every((line) => /^> ?/.test(line))) {
      return make("blockquote", "", {}, make("p", "", {}, ...inline(text.replace(/^> ?/gm, ""))));
    }
    return make("p", "", {}, ...inline(text));
  };

  /* The dialog. */

  const field = (label, control, ...more) => make("label", "field", {}, make("span", "", {}, label), control, ...more);
  const close = make("button", "close", { type: "button", "aria-label": _("Close") }, "×");
  const quote = make("blockquote", "quote", { dir: "auto" });
  const unique = make("p", "hint", { role: "status" });
  const kind = make("select", "kind");
  kind.append(...Object.entries(KINDS).map(([value, label]) => new Option(label, value)));
  const by = make("input", "by", { autocomplete: "name", maxlength: "200", dir: "auto" });
  const body = make("textarea", "body", { rows: "6", dir: "auto", "aria-describedby": "v-suggest-hint" });
  const hint = make("p", "hint", { id: "v-suggest-hint" },
    _("Markdown: *emphasis*, [link](https://…), - lists. At most 4,000 characters."));
  const preview = make("div", "preview", { dir: "auto" });
  const state = make("p", "hint", { role: "status" });
  const send = make("a", "send", { target: "_blank", rel: "noopener" });
  const copy = make("button", "copy", { type: "button" }, _("Copy the file"));
  const save = make("a", "save", {}, _("Download the file"));
  const discard = make("button", "discard", { type: "button" }, _("Discard the draft"));
  const where = make("p", "hint");
  const source = make("pre", "source", { tabindex: "0" });
  const head = make("div", "head", {}, make("h2", "title", { id: "v-suggest-title" }, _("Suggest a note")), close);
  const ways = make("div", "ways", {}, ...(host ? [send] : []), copy, save, discard);
  const form = make("div", "form", {}, field(_("The words it is about"), quote), unique, field(_("Kind"), kind),
    field(_("Your name, as it shall be printed"), by), field(_("The note"), body), hint,
    make("h3", "label", {}, _("Preview")), preview, state, ways, where, source);
  const dialog = make("dialog", "", { class: "v-suggest", "aria-labelledby": "v-suggest-title" }, head, form);

  let draft = null;

  const keep = () => remember(key, draft && JSON.stringify(draft));
  const kept = () => { try { return JSON.parse(recall(key)); } catch { return null; } };

  const show = () => {
    Object.assign(draft, { kind: kind.value, by: by.value, body: body.value });
    const over = [...draft.body.trim()].length - MAX_BODY;
    const ready = draft.alone && draft.by.trim() && draft.body.trim() && over <= 0;
    const safe = keep();
    quote.textContent = draft.quote;
    unique.textContent = !draft.alone ? ngettext(
      "These words stand {n} time with the same words around them. Select a few more words.",
      "These words stand {n} times with the same words around them. Select a few more words.", draft.times,
    ) : draft.times < 2 ? _("These words stand once in the article.") : ngettext(
      "These words stand {n} time in the article; the note tells them apart by the words around them.",
      "These words stand {n} times in the article; the note tells them apart by the words around them.", draft.times,
    );
    preview.replaceChildren(...draft.body.trim().split(/\n\s*\n/).filter(Boolean).map(block));
    state.textContent = over > 0 ? ngettext("{n} character too many.", "{n} characters too many.", over)
      : !ready ? _("Write the note and your name.")
        : safe ? _("Kept on this device until you discard it.")
          : _("This browser keeps nothing: copy or download the file before you leave the page.");
    for (const way of [send, save]) {
      way.toggleAttribute("aria-disabled", !ready);
      way.removeAttribute("href");
    }
    copy.disabled = !ready;
    where.textContent = !ready ? "" : host ? _("Save it as {path}", { path: path(draft) })
      : _("Save it as {path} and send it to the editors of these pages.", { path: path(draft) });
    source.textContent = ready ? file(draft) : "";
    source.hidden = !ready;
    if (!ready) return;
    save.download = `${name(draft)}.md`;
    save.href = `data:text/markdown;charset=utf-8,${encodeURIComponent(file(draft))}`;
    const there = address(draft);
    if (!there) return;
    send.href = there.url;
    send.textContent = there.filled ? _("Open a pull request on {host}", { host: host.name })
      : _("Copy the file and open {host}", { host: host.name });
  };

  const copyFile = () => toClipboard(file(draft), () => getSelection().selectAllChildren(source));

  let last = null; // the newest selection in the text: a click on a button may end it
  let opener;
  const open = () => {
    const target_ = selected() || last;
    const old = kept();
    draft = target_ ? { by: old?.by || "", ...target(target_) } : old;
    if (!draft) return tell();
    if (!dialog.isConnected) document.body.append(dialog);
    kind.value = draft.kind || "comment";
    by.value = draft.by || "";
    body.value = draft.body || "";
    opener = document.activeElement;
    show();
    dialog.showModal();
    (by.value ? body : by).focus();
  };

  const note = make("p", "note", { role: "status" });
  const tell = () => { note.textContent = _("Select words of the article first: a note stands on the exact words it is about."); };

  const button = article.querySelector("[data-v-suggest-open]");
  const resume = make("button", "resume", { type: "button" });
  const offer = () => {
    const old = kept();
    resume.hidden = !old?.body;
    if (old?.body) resume.textContent = _("Go on with your draft on “{quote}”", { quote: old.quote.slice(0, 40) });
  };
  if (button) {
    button.hidden = false;
    button.after(resume, note);
    button.addEventListener("click", open);
    resume.addEventListener("click", () => { last = null; getSelection().removeAllRanges(); open(); });
  }

  /* A button beside what was selected; it is the last thing of the page, so the Tab key finds it after the text. */
  const float = make("button", "float", { type: "button" }, _("Suggest a note"));
  float.hidden = true;
  float.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
  float.addEventListener("click", open);
  document.body.append(float);
  document.addEventListener("selectionchange", () => {
    const found = dialog.open ? null : selected();
    if (found) last = found;
    float.hidden = !found;
    if (!found) return;
    note.textContent = "";
    const box = getSelection().getRangeAt(0).getBoundingClientRect();
    float.style.insetBlockStart = `${Math.max(8, box.bottom + scrollY + 8)}px`;
    float.style.left = `${Math.min(Math.max(8, box.left), innerWidth - float.offsetWidth - 8)}px`;
  });

  for (const control of [kind, by, body]) control.addEventListener("input", show);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => { offer(); opener?.focus(); });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  copy.addEventListener("click", async () => {
    state.textContent = (await copyFile()) ? _("Copied.") : _("The browser did not let the file be copied: select the text below and copy it.");
  });
  send.addEventListener("click", (event) => {
    if (!send.hasAttribute("href")) return event.preventDefault();
    if (address(draft).filled) return;
    copyFile();
    state.textContent = _("The file is too long for an address, or {host} takes none: it has been copied. Paste it there.", { host: host.name });
  });
  discard.addEventListener("click", () => { draft = null; keep(); dialog.close(); });
  offer();
})();
