/* Copying a reference, and the reference to the paragraph whose address was chosen last. Both stand in the page as text
   already, or can be put together from it by hand. */
(() => {
  "use strict";

  const cite = document.querySelector(".v-cite");
  if (!cite) return;

  const { gettext: _, toClipboard } = window.variorum;
  const said = cite.querySelector("[data-v-cited]");

  for (const button of cite.querySelectorAll("[data-v-copies]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      said.textContent = "";
      button.after(said);
      const form = document.getElementById(button.dataset.vCopies);
      const done = await toClipboard(form.textContent.trim(), () => getSelection().selectAllChildren(form));
      said.textContent = done ? _("Copied.") : _("The browser did not let it be copied. It is selected: use the keys for copying.");
    });
  }

  /* The reference ends with the page's address, where that is known; what is chosen by a link goes behind it. */
  const plain = cite.querySelector("#cite-plain");
  const passage = () => {
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { /* no address of ours */ }
    const paragraph = id && document.getElementById(id)?.closest(".v-text > [id]");
    cite.querySelector(".v-cite__passage").hidden = !paragraph;
    const gap = plain.dataset.vAddress ? "" : " ";
    if (paragraph) cite.querySelector("#cite-passage").textContent = `${plain.textContent.trim()}${gap}#${paragraph.id}`;
  };
  addEventListener("hashchange", passage);
  passage();
})();
