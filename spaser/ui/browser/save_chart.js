/*
 * Saving a chart as it is seen, in SVG and in PNG, from the buttons over the chart.
 *
 * Streamlit 1.67 deletes Vega-Embed's « usermeta.embedOptions.actions » and offers PNG alone
 * (https://github.com/streamlit/streamlit/pull/15806, and issue 16512 asks for SVG), drawn on a canvas outside of the page
 * where « currentColor » is black: unreadable from a dark page. So both are made here from the SVG that the page shows,
 * with its colours; the PNG at twice its size, with the page's own font. A chart of more than 2 000 marks is drawn on a
 * canvas by Streamlit: it keeps Streamlit's PNG and has no SVG.
 *
 * A constant, without data; nothing is sent anywhere: the file is made in the browser.
 */
(() => {
  "use strict";
  if (window.spaserSaveChart) return;
  window.spaserSaveChart = true;

  const NAMESPACE = "http://www.w3.org/2000/svg";
  const BAR = "[data-testid=stElementToolbarButtonContainer]";
  const DRAWN = "[data-testid=stVegaLiteChart] svg.marks";
  const PNG_NAMES = ["Enregistrer en PNG", "Download as PNG"];
  const SVG_NAME = "Enregistrer en SVG";
  const PNG_SCALE = 2;

  const drawingOf = (button) => button.closest("[data-testid=stFullScreenFrame]")?.querySelector(DRAWN) ?? null;

  const isPng = (button) => PNG_NAMES.some((name) => button.getAttribute("aria-label")?.startsWith(name));

  const fileName = (drawing, ending) => {
    const said = drawing.closest("[data-testid=stVegaLiteChart]").getAttribute("aria-label") ?? "graphique";
    const words = said.split(/[.:]/)[0].normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[^A-Za-z0-9]+/g, "-");
    return "spaser-" + words.replace(/^-+|-+$/g, "").toLowerCase().slice(0, 60) + ending;
  };

  /* A copy that stands alone: its inherited colour and its paper are written in it. */
  const copyOf = (drawing) => {
    const copy = drawing.cloneNode(true);
    copy.setAttribute("xmlns", NAMESPACE);
    copy.setAttribute("color", getComputedStyle(drawing).color);
    const title = document.createElementNS(NAMESPACE, "title");
    title.textContent = drawing.closest("[data-testid=stVegaLiteChart]").getAttribute("aria-label");
    copy.prepend(title);
    return copy;
  };

  /* The rules that give the page its font, with the file inside: an image may not fetch anything. */
  const fontRules = async (family) => {
    const first = family.split(",")[0].replace(/["']/g, "").trim();
    const rules = [];
    for (const sheet of document.styleSheets) {
      let inside;
      try { inside = [...sheet.cssRules]; } catch { continue; }
      for (const rule of inside) {
        if (!(rule instanceof CSSFontFaceRule)) continue;
        const face = rule.style.getPropertyValue("font-family").replace(/["']/g, "");
        const italic = rule.style.getPropertyValue("font-style") === "italic";
        const file = rule.style.getPropertyValue("src").match(/url\(["']?([^"')]+)/);
        if (face !== first || italic || file === null) continue;
        const blob = await (await fetch(new URL(file[1], sheet.href ?? document.baseURI))).blob();
        const inline = await new Promise((done) => {
          const reader = new FileReader();
          reader.onload = () => done(reader.result);
          reader.readAsDataURL(blob);
        });
        const weight = rule.style.getPropertyValue("font-weight") || "400";
        rules.push("@font-face{font-family:'" + face + "';font-weight:" + weight + ";src:url(" + inline + ")}");
      }
    }
    return rules.join("");
  };

  const download = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  const svgBlob = (copy) => new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });

  const saveSvg = (drawing) => download(svgBlob(copyOf(drawing)), fileName(drawing, ".svg"));

  const savePng = async (drawing) => {
    const copy = copyOf(drawing);
    const text = drawing.querySelector("text");
    if (text !== null) {
      const style = document.createElementNS(NAMESPACE, "style");
      style.textContent = await fontRules(getComputedStyle(text).fontFamily);
      copy.prepend(style);
    }
    const picture = new Image();
    picture.src = URL.createObjectURL(svgBlob(copy));
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = drawing.width.baseVal.value * PNG_SCALE;
    canvas.height = drawing.height.baseVal.value * PNG_SCALE;
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(picture.src);
    canvas.toBlob((blob) => download(blob, fileName(drawing, ".png")), "image/png");
  };

  /* The button of SVG stands after Streamlit's own, made like them. */
  const offerSvg = (bar) => {
    const buttons = [...bar.querySelectorAll("button")];
    const png = buttons.find(isPng);
    if (png === undefined || buttons.some((button) => button.dataset.save === "svg") || drawingOf(png) === null) return;
    const button = document.createElement("button");
    button.className = png.className;
    button.dataset.save = "svg";
    button.type = "button";
    button.title = SVG_NAME;
    button.setAttribute("aria-label", png.getAttribute("aria-label").replace(/^[^:]+:/, SVG_NAME + " :"));
    button.textContent = "SVG";
    button.style.font = "600 0.7rem sans-serif";
    bar.append(button);
  };

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest(BAR + " button") : null;
    const drawing = button === null ? null : drawingOf(button);
    if (drawing === null) return;
    if (button.dataset.save === "svg") saveSvg(drawing);
    else if (isPng(button)) void savePng(drawing);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  const offerAll = () => document.querySelectorAll(BAR).forEach(offerSvg);
  let asked = false;
  new MutationObserver(() => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; offerAll(); });
  }).observe(document.body, { subtree: true, childList: true });
  offerAll();
})();
