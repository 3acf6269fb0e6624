/*
 * Paper is white: when a printing starts, say whether the page is dark, so that print.css writes in ink. Streamlit chooses
 * its theme in JavaScript and leaves no mark of it that a style sheet could name. A constant, without data.
 */
(() => {
  "use strict";
  if (window.spaserPaper) return;
  window.spaserPaper = true;
  window.addEventListener("beforeprint", () => {
    const app = document.querySelector("[data-testid=stApp]");
    document.documentElement.toggleAttribute("data-sombre", app !== null && getComputedStyle(app).colorScheme === "dark");
  });
  window.addEventListener("afterprint", () => document.documentElement.removeAttribute("data-sombre"));
})();
