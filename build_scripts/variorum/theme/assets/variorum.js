/* What pages do besides being read. Everything is readable without this file. */
(() => {
  "use strict";

  // Controls that need a script are hidden until there is one.
  for (const button of document.querySelectorAll("button[data-v-search]")) button.hidden = false;
})();
