/* A link to the words that are selected: the id of their paragraph, and a text fragment.
   Loaded when the button in the toolbar is first wanted (variorum.js). */
(() => {
  "use strict";

  const article = document.querySelector(".v-article");
  const { gettext: _ } = window.variorum;
  const words = {
    copied: _("Link copied."),
    choose: _("Select words of the article first."),
    refused: _("The browser did not let the link be copied. Here it is:"),
  };
  const LONG = 60; // characters: a longer selection is named by its first and last words
  const ENDS = 4; // how many words then name each end of it

  const said = article.querySelector("[data-v-tool='said']");
  const encode = (text) => encodeURIComponent(text.trim().replace(/\s+/g, " ")).replace(/-/g, "%2D");
  const count = (text, part) => text.split(part).length - 1;

  /* A browser finds whole words only. */
  const whole = (range) => {
    const wordy = (char) => /[\p{L}\p{N}\p{M}]/u.test(char || "");
    const { startContainer: from, endContainer: to } = range;
    if (from.nodeType === 3) while (range.startOffset && wordy(from.data[range.startOffset]) && wordy(from.data[range.startOffset - 1])) range.setStart(from, range.startOffset - 1);
    if (to.nodeType === 3) while (range.endOffset < to.length && wordy(to.data[range.endOffset - 1]) && wordy(to.data[range.endOffset])) range.setEnd(to, range.endOffset + 1);
    return range;
  };

  /* The words before and after them, where the same words stand elsewhere too. */
  const around = (range, block) => {
    const [before, after] = [document.createRange(), document.createRange()];
    before.setStart(block, 0);
    before.setEnd(range.startContainer, range.startOffset);
    after.setStart(range.endContainer, range.endOffset);
    after.setEnd(block, block.childNodes.length);
    const left = before.toString().trim().split(/\s+/).slice(-ENDS).join(" ");
    const right = after.toString().trim().split(/\s+/).slice(0, ENDS).join(" ");
    return [left && `${encode(left)}-,`, right && `,-${encode(right)}`];
  };

  const fragment = (range) => {
    const lines = range.toString().split("\n").map((line) => line.trim()).filter(Boolean);
    const [from, to] = [lines[0].split(/\s+/), lines.at(-1).split(/\s+/)];
    const text = [...article.querySelectorAll(".v-text")].map((each) => each.textContent).join("").replace(/\s+/g, " ");
    if (lines.length > 1 || (lines[0].length > LONG && from.length > 2 * ENDS)) {
      return `${encode(from.slice(0, ENDS).join(" "))},${encode(to.slice(-ENDS).join(" "))}`;
    }
    const once = count(text, lines[0].replace(/\s+/g, " ")) < 2;
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

  /* A folder may be no secure context: then only the old way is left, which takes what is selected. */
  const toClipboard = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const ranges = [getSelection().getRangeAt(0).cloneRange()];
      const field = Object.assign(document.createElement("textarea"), { className: "v-hidden", readOnly: true, tabIndex: -1, value: text });
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      getSelection().removeAllRanges();
      for (const range of ranges) getSelection().addRange(range);
      return done;
    }
  };

  let quiet;
  const say = (...content) => {
    clearTimeout(quiet);
    said.replaceChildren(...content);
    quiet = setTimeout(() => said.replaceChildren(), 8000);
  };
  article.querySelector("[data-v-tool='copy']").addEventListener("click", async () => {
    const link = address();
    if (!link) return say(words.choose);
    if (await toClipboard(link)) return say(words.copied);
    return say(`${words.refused} `, Object.assign(document.createElement("a"), { href: link, textContent: link }));
  });
})();
