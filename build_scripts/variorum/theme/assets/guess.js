/* A page that was not found proposes those with the most similar addresses and titles. Its lists stand without it. */
(() => {
  "use strict";

  const guess = document.getElementById("v-guess");
  if (!guess) return;
  const MOST = 5;
  const LEAST = 0.34; // of the word parts of the shorter of address and page that both must have

  const decoded = (text) => { try { return decodeURIComponent(text); } catch { return text; } };
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  /* Parts of three characters of each word, so that slips and endings cost little. */
  const parts = (text) => {
    const found = new Set();
    for (const word of plain(text).split(" ").filter(Boolean)) {
      const padded = ` ${word} `;
      for (let i = 0; i + 3 <= padded.length; i += 1) found.add(padded.slice(i, i + 3));
    }
    return found;
  };
  const alike = (one, other) => {
    if (!one.size || !other.size) return 0;
    let both = 0;
    for (const part of one) both += other.has(part);
    return (2 * both) / (one.size + other.size);
  };

  const base = new URL(guess.dataset.vBase || "/", location.href).pathname;
  const failed = decoded(location.pathname.startsWith(base) ? location.pathname.slice(base.length) : location.pathname)
    .replace(/\/(index\.html?)?$/, "").replace(/\.(html?|md|txt)$/, "");
  const segments = failed.split("/").filter(Boolean);
  const name = parts(segments.at(-1) || "");
  const score = ([path, title]) => {
    const own = path.replace(/(\/index)?\.html$/, "").split("/");
    const named = Math.max(alike(name, parts(own.at(-1))), alike(name, parts(title)));
    return named + (own.length > 1 && segments.includes(own[0]) ? 0.1 : 0); // the same folder settles what is close
  };

  const show = (pages) => {
    const found = pages.map((page) => [score(page), page]).filter(([points]) => points >= LEAST)
      .sort((a, b) => b[0] - a[0] || (a[1][0] < b[1][0] ? -1 : 1)).slice(0, MOST);
    guess.querySelector("ul").append(...found.map(([, [path, title]]) => {
      const link = document.createElement("a");
      link.href = base + path.split("/").map(encodeURIComponent).join("/");
      link.textContent = title;
      link.dir = "auto";
      const item = document.createElement("li");
      item.append(link);
      return item;
    }));
    guess.querySelector("h2").hidden = !found.length;
    const words = plain(segments.at(-1) || "");
    const query = guess.querySelector("[data-v-query]");
    if (words && words !== "404") {
      query.href += `?q=${encodeURIComponent(words)}`;
      query.querySelector("span").textContent = words;
      query.parentElement.hidden = false;
    }
    guess.hidden = !found.length && query.parentElement.hidden;
  };

  // Without the list there is still the search.
  fetch(guess.dataset.vPages).then((answer) => (answer.ok ? answer.json() : [])).catch(() => []).then(show);
})();
