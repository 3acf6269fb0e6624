/*
 * Two things that a screen reader or a keyboard needs and Streamlit 1.67's markup lacks.
 *
 * - The menu in sections is a list whose items stand in blocks (axe: « list », « listitem »): each block is said to be a
 *   list of its own, named by its section.
 * - A table wider than the screen scrolls in a block that no key reaches (axe: « scrollable-region-focusable », WCAG
 *   2.1.1): it is put in the order of tabulation, under the table's own name.
 *
 * A constant, without data.
 */
(() => {
  "use strict";
  if (window.spaserRepairs) return;
  window.spaserRepairs = true;

  const nameSections = () => {
    const menu = document.querySelector("[data-testid=stSidebarNavItems]");
    if (menu === null || menu.getAttribute("role") === "none") return;
    const sections = [...menu.children].filter((child) => child.tagName === "DIV");
    if (sections.length === 0) return;
    menu.setAttribute("role", "none");
    for (const section of sections) {
      section.setAttribute("role", "list");
      section.setAttribute("aria-label", section.querySelector("header p")?.textContent ?? "Pages");
    }
  };

  const reachTables = () => {
    for (const table of document.querySelectorAll("[data-testid=stTable] table")) {
      const block = table.parentElement;
      sizes.observe(table);
      sizes.observe(block);
      const wide = block.scrollWidth > block.clientWidth + 1;
      if (wide === (block.getAttribute("tabindex") === "0")) continue;
      if (wide) {
        block.tabIndex = 0;
        block.setAttribute("role", "group");
        block.setAttribute("aria-label", table.getAttribute("aria-label") ?? "Tableau");
      } else {
        for (const name of ["tabindex", "role", "aria-label"]) block.removeAttribute(name);
      }
    }
  };

  let asked = false;
  const ask = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; nameSections(); reachTables(); });
  };
  /* A block that is watched already stays watched once. */
  const sizes = new ResizeObserver(ask);
  new MutationObserver(ask).observe(document.body, { subtree: true, childList: true });
  ask();
})();
