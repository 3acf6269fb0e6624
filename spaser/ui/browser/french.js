/*
 * The framework's own words, in French. Streamlit 1.67 has no setting for them, nor for the language of the document
 * (« lang », which a screen reader needs to pronounce the page): https://github.com/streamlit/streamlit/issues/15726.
 *
 * A constant, without data. It changes the text of nodes and attributes in place (React sees its own nodes, and writes
 * again only what changes), outside of what the pages say: Markdown, tables and drawings are never read.
 * A test checks that Streamlit still says each of these words, another that no page shows an English one.
 */
(() => {
  "use strict";
  document.documentElement.lang = "fr";
  if (window.spaserFrench) return;
  window.spaserFrench = true;

  const WORDS = new Map(Object.entries({
    "Sidebar": "Menu",
    "Collapse sidebar": "Replier le menu",
    "Expand sidebar": "Déplier le menu",
    "App pages": "Pages",
    "View less": "Voir moins",
    "Skip to main content": "Aller au contenu",
    "Main menu": "Menu principal",
    "Link to heading": "Lien vers ce titre",
    "Scrollable table": "Tableau à faire défiler",
    "Running...": "Calcul en cours…",
    "Stop": "Arrêter",
    "Stopping...": "Arrêt en cours…",
    "Connecting": "Connexion…",
    "Connecting to Streamlit server": "Connexion au serveur",
    "Unable to connect to Streamlit server": "Serveur injoignable",
    "Connection error": "Erreur de connexion",
    "Page not found": "Page introuvable",
    "Please wait...": "Un instant…",
    "Try again": "Réessayer",
    "Close": "Fermer",
    "Cancel": "Annuler",
    "Copy": "Copier",
    "Copy to clipboard": "Copier",
    "Copied!": "Copié",
    "Help": "Aide",
    "Open": "Ouvrir",
    "Choose an option": "Choisir",
    "Choose options": "Choisir",
    "No results": "Aucun résultat",
    "Select all": "Tout choisir",
    "Clear all": "Tout retirer",
    "Clear value": "Effacer",
    "Clear entry": "Effacer",
    "Selected values": "Valeurs choisies",
    "Selectbox options": "Choix possibles",
    "Multiselect options": "Choix possibles",
    "Choose date": "Choisir une date",
    "Clear date": "Effacer la date",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.":
      "Flèches pour changer de jour, Entrée pour choisir, Échap pour fermer.",
    "Press Enter to apply": "Entrée pour appliquer",
    "Press Enter to submit form": "Entrée pour valider",
    "Press Ctrl+Enter to apply": "Ctrl + Entrée pour appliquer",
    "Press Ctrl+Enter to submit form": "Ctrl + Entrée pour valider",
    "Increment": "Augmenter",
    "Decrement": "Diminuer",
    "Upload": "Choisir des fichiers",
    "Add files": "Ajouter des fichiers",
    "file upload": "Fichiers à déposer",
    "Drag and drop files here": "Déposez les fichiers ici",
    "Drag and drop a file here": "Déposez un fichier ici",
    "Upload failed": "Échec du dépôt",
    "Click to retry upload": "Réessayer le dépôt",
    "Too many files": "Trop de fichiers",
    "Download failed": "Échec du téléchargement",
    "Previous page": "Page précédente",
    "Next page": "Page suivante",
    "Show data": "Voir les données",
    "Show chart": "Voir le graphique",
    "Download as PNG": "Enregistrer en PNG",
    "Copy Vega-Lite spec": "Copier la description Vega-Lite",
    "Fullscreen": "Plein écran",
    "Close fullscreen": "Quitter le plein écran",
    "Toggle fullscreen": "Plein écran",
    "Clear selection": "Effacer la sélection",
    "Download as CSV": "Enregistrer en CSV",
    "Search": "Rechercher",
    "Type to search": "Rechercher",
    "Show/hide columns": "Colonnes affichées",
    "Add row": "Ajouter une ligne",
    "Delete row(s)": "Supprimer les lignes",
    "visualization": "graphique",
  }));

  /* Words around what the page says: the captured part is kept as it is. */
  const PHRASES = [
    [/^Help for (.+)$/s, "Aide : $1"],
    [/^Remove (.+)$/s, "Retirer $1"],
    [/^Select (\d+) matches$/, "Choisir les $1 résultats"],
    [/^View (\d+) more$/, "Voir $1 autres pages"],
    [/^Page (\d+)$/, "Page $1"],
    [/^(\d+) options? available\.$/, "$1 choix possibles."],
    [/^(.+), selected$/s, "$1, choisi"],
    [/^(\d+)MB per file(.*)$/s, "$1\u202fMo par fichier$2"],
  ];

  const SPOKEN = ["aria-label", "title", "placeholder", "aria-roledescription"];
  const OURS = "svg, table, [data-testid=stMarkdownContainer], [data-testid=stJson], script, style";
  /* Where the framework writes its own words in Markdown. */
  const THEIRS = "[data-testid=stTooltipContent], [data-testid=stTooltipErrorContent], [role=tooltip], [data-testid=stFileUploader]";

  const translated = (text) => {
    const bare = text.trim();
    if (WORDS.has(bare)) return text.replace(bare, WORDS.get(bare));
    /* A toolbar's button says its action, then the chart's own text alternative. */
    const colon = bare.indexOf(": ");
    if (colon > 0 && WORDS.has(bare.slice(0, colon))) return WORDS.get(bare.slice(0, colon)) + " : " + bare.slice(colon + 2);
    for (const [pattern, french] of PHRASES) {
      if (pattern.test(bare)) return bare.replace(pattern, french);
    }
    return text;
  };

  const isOurs = (element) => element !== null && element.closest(OURS) !== null && element.closest(THEIRS) === null;

  const sayText = (node) => {
    if (isOurs(node.parentElement)) return;
    const french = translated(node.nodeValue);
    if (french !== node.nodeValue) node.nodeValue = french;
  };

  const sayAttributes = (element) => {
    for (const name of SPOKEN) {
      const said = element.getAttribute(name);
      if (said === null) continue;
      /* Icons of the Material font announce their English names (« person icon ») beside a text that says it all. */
      if (name === "aria-label" && element.tagName === "SPAN" && said.endsWith(" icon")) {
        element.removeAttribute("aria-label");
        element.setAttribute("aria-hidden", "true");
        continue;
      }
      const french = translated(said);
      if (french !== said) element.setAttribute(name, french);
    }
  };

  const sayAll = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return sayText(root);
    if (root.nodeType !== Node.ELEMENT_NODE || root instanceof SVGElement) return;
    sayAttributes(root);
    root.querySelectorAll("[aria-label], [title], [placeholder], [aria-roledescription]").forEach(sayAttributes);
    if (isOurs(root)) return;
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) sayText(texts.currentNode);
  };

  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "characterData") sayText(change.target);
      else if (change.type === "attributes") sayAttributes(change.target);
      else change.addedNodes.forEach(sayAll);
    }
  }).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: SPOKEN,
  });
  sayAll(document.documentElement);
})();
