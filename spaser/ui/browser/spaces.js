/*
 * French spaces: « ? », « : », « % » and the guillemets never stand alone at the beginning or at the end of a line.
 *
 * Texts are written with plain spaces; those before a double sign and inside guillemets are made unbreakable where a page
 * says them. The text of nodes is changed in place (React writes again only what changes). Tables, drawings, codes and
 * fields keep what they hold letter for letter.
 *
 * A constant, without data.
 */
(() => {
  "use strict";
  if (window.spaserSpaces) return;
  window.spaserSpaces = true;

  const SAID = "[data-testid=stMarkdownContainer], [data-testid=stCaptionContainer]";
  const KEPT = "table, code, pre, svg, script, style, input, textarea, [contenteditable=true]";
  const ALONE = / ([:»])(?=[\s.,;)…»]|$)/g;
  const NARROW = / ([;?!%€])(?=[\s.,;)…»]|$)/g;
  const OPENING = /« /g;

  const space = (node) => {
    const where = node.parentElement;
    if (where === null || where.closest(SAID) === null || where.closest(KEPT) !== null) return;
    const text = node.nodeValue;
    const spaced = text.replace(ALONE, "\u00a0$1").replace(NARROW, "\u202f$1").replace(OPENING, "«\u00a0");
    if (spaced !== text) node.nodeValue = spaced;
  };

  const spaceAll = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return space(root);
    if (root.nodeType !== Node.ELEMENT_NODE || root instanceof SVGElement) return;
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) space(texts.currentNode);
  };

  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "characterData") space(change.target);
      else change.addedNodes.forEach(spaceAll);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
  spaceAll(document.body);
})();
