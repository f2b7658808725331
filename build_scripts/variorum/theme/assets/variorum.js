/* What pages do besides being read. Everything is readable without this file. */
(() => {
  "use strict";

  // Controls that need a script are hidden until there is one.
  for (const button of document.querySelectorAll("button[data-v-search]")) button.hidden = false;

  // A page that was not found offers the words of its address as a query.
  const guess = document.getElementById("v-guess");
  if (guess) {
    const name = decodeURIComponent(location.pathname.split("/").pop() || "").replace(/\.html?$/, "");
    const words = name.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
    const link = guess.querySelector("a");
    if (words && words !== "404") {
      link.textContent = words;
      link.href += `?q=${encodeURIComponent(words)}`;
      guess.hidden = false;
    }
  }
})();
