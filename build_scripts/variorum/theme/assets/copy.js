/* A link to the words that are selected: the id of their paragraph, and a text fragment.
   Loaded when the button in the toolbar is first wanted (variorum.js). */
(() => {
  "use strict";

  const article = document.querySelector(".v-article");
  const { gettext: _, make, toClipboard } = window.variorum;
  const LONG = 60; // characters: a longer selection is named by its first and last words
  const ENDS = 4; // how many words then name each end of it

  const said = article.querySelector("[data-v-tool='said']");
  const plain = (text) => text.trim().replace(/\s+/g, " ");
  const encode = (text) => encodeURIComponent(plain(text)).replace(/-/g, "%2D");

  /* A browser finds whole words only. */
  const whole = (range) => {
    const within = ({ data }, at) => /^[\p{L}\p{N}\p{M}]{2}$/u.test(data?.slice(at - 1, at + 1) ?? "");
    const { startContainer: from, endContainer: to } = range;
    while (range.startOffset && within(from, range.startOffset)) range.setStart(from, range.startOffset - 1);
    while (range.endOffset && within(to, range.endOffset)) range.setEnd(to, range.endOffset + 1);
    return range;
  };

  /* The words before and after them, where the same words stand elsewhere too. */
  const around = (range, block) => {
    const [before, after] = [range.cloneRange(), range.cloneRange()];
    before.setStart(block, 0);
    before.setEnd(range.startContainer, range.startOffset);
    after.setStart(range.endContainer, range.endOffset);
    after.setEnd(block, block.childNodes.length);
    const left = plain(before.toString()).split(" ").slice(-ENDS).join(" ");
    const right = plain(after.toString()).split(" ").slice(0, ENDS).join(" ");
    return [left && `${encode(left)}-,`, right && `,-${encode(right)}`];
  };

  const fragment = (range) => {
    const lines = range.toString().split("\n").map(plain).filter(Boolean);
    const [from, to] = [lines[0].split(" "), lines.at(-1).split(" ")];
    if (lines.length > 1 || (lines[0].length > LONG && from.length > 2 * ENDS)) {
      return `${encode(from.slice(0, ENDS).join(" "))},${encode(to.slice(-ENDS).join(" "))}`;
    }
    const text = plain([...article.querySelectorAll(".v-text")].map((each) => each.textContent).join(""));
    const once = text.split(lines[0]).length < 3;
    const block = range.startContainer.parentElement.closest(".v-text > [id]");
    const [left, right] = once || !block ? ["", ""] : around(range, block);
    return `${left}${encode(lines[0])}${right}`;
  };

  const address = () => {
    const selection = getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? whole(selection.getRangeAt(0).cloneRange()) : null;
    const start = range && (range.startContainer.nodeType === 3 ? range.startContainer.parentElement : range.startContainer);
    const block = start?.closest(".v-text > [id]");
    if (!block || !range.toString().trim()) return null;
    return `${location.href.replace(/[?#].*$/, "")}#${block.id}:~:text=${fragment(range)}`;
  };

  /* What was selected stays so. */
  const copied = async (text) => {
    const range = getSelection().getRangeAt(0).cloneRange();
    const field = make("textarea", "v-hidden", { readonly: "", tabindex: "-1" }, text);
    const done = await toClipboard(text, () => { document.body.append(field); field.select(); });
    if (!field.isConnected) return done;
    field.remove();
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return done;
  };

  let quiet;
  const say = (...content) => {
    clearTimeout(quiet);
    said.replaceChildren(...content);
    quiet = setTimeout(() => said.replaceChildren(), 8000);
  };
  article.querySelector("[data-v-tool='copy']").addEventListener("click", async () => {
    const link = address();
    if (!link) return say(_("Select words of the article first."));
    if (await copied(link)) return say(_("Link copied."));
    return say(_("The browser did not let the link be copied. Here it is:"), " ", make("a", "", { href: link }, link));
  });
})();
