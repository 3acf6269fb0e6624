/*
 * Addresses: « Précédent » goes back a screen, and a link of ours opens in the tab where it was clicked.
 *
 * - A page completes its own address (the filters held, the year and the day shown); Streamlit 1.67 makes each change of
 *   address a step of the history, so that « Précédent » would show the same screen twice. The first completion, which
 *   writes the year in an address that had none, takes the place of the step that it completes.
 * - Streamlit opens every link of a text or of a table in a new tab, which starts a session anew: drafts and open panels stay
 *   behind. A link to a page of the dashboard is followed as Streamlit follows « Précédent »: within the session. With Ctrl, a
 *   middle click, or from another host, a link is the browser's own affair.
 *
 * A constant, without data.
 */
(() => {
  "use strict";
  if (window.spaserAddress) return;
  window.spaserAddress = true;

  const YEAR = "exercice";
  const push = history.pushState.bind(history);
  history.pushState = (state, unused, address) => {
    const before = new URL(location.href);
    const after = new URL(address ?? before, before);
    const completes = after.pathname === before.pathname && !before.searchParams.has(YEAR) && after.searchParams.has(YEAR);
    if (completes) history.replaceState(state, unused, address);
    else push(state, unused, address);
  };

  const OPENED_ELSEWHERE = "[data-testid=stMarkdownContainer] a[target=_blank]";
  const folder = (path) => path.slice(0, path.lastIndexOf("/") + 1);
  const isOurs = (link) => link.origin === location.origin && folder(link.pathname) === folder(location.pathname);

  const keepInTab = () => {
    for (const link of document.querySelectorAll(OPENED_ELSEWHERE)) {
      if (!isOurs(link)) continue;
      link.removeAttribute("target");
      link.dataset.page = "";
    }
  };

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-page]") : null;
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (link === null || !plain) return;
    event.preventDefault();
    push({}, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
    document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
  });

  let asked = false;
  new MutationObserver(() => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; keepInTab(); });
  }).observe(document.body, { subtree: true, childList: true });
  keepInTab();
})();
