"""Write ``diapositives.pptx``, the template of the committee's slides: ``python data/rapports/diapositives.py``.

An authority replaces it by its own (SPASER_DIAPOSITIVES names the file): any PowerPoint template does, as long as one
layout has a title and a subtitle, and another a title and no other content.
"""

import re
from pathlib import Path

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches, Pt

KEPT = {"Title Slide": "Titre", "Title Only": "Page"}
NIGHT, INK, FAINT = RGBColor(0x0B, 0x3C, 0x5D), RGBColor(0x0B, 0x16, 0x20), RGBColor(0x4A, 0x55, 0x60)
ACCENTS = ("0072B2", "D55E00", "009E73", "CC79A7", "E69F00", "56B4E9")
FOOTER, NUMBER, DATE = 15, 13, 16


def place(shape, left, top, width, height):
    """Set a shape's box, in inches."""
    shape.left, shape.top, shape.width, shape.height = (Inches(n) for n in (left, top, width, height))


def lettering(shape, size, colour, *, bold=False, align=PP_ALIGN.LEFT, anchor=MSO_ANCHOR.MIDDLE):
    """Set how the text of a placeholder looks, in its list style: slides inherit it."""
    shape.text_frame.vertical_anchor = anchor
    paragraph = shape.text_frame.paragraphs[0]
    paragraph.alignment = align
    for holder in (paragraph.font, *(run.font for run in paragraph.runs)):
        holder.size, holder.bold, holder.color.rgb = Pt(size), bold, colour
    body = shape.text_frame._txBody
    style = body.find(body.nsmap and f"{{{body.nsmap['a']}}}lstStyle")
    for child in list(style):
        style.remove(child)
    level = style.makeelement(f"{{{body.nsmap['a']}}}lvl1pPr", {"algn": "l", "marL": "0", "indent": "0"})
    style.append(level)
    level.append(level.makeelement(f"{{{body.nsmap['a']}}}buNone", {}))
    run = level.makeelement(
        f"{{{body.nsmap['a']}}}defRPr", {"sz": str(size * 100), "b": "1" if bold else "0", "lang": "fr-FR"}
    )
    fill = run.makeelement(f"{{{body.nsmap['a']}}}solidFill", {})
    fill.append(fill.makeelement(f"{{{body.nsmap['a']}}}srgbClr", {"val": str(colour)}))
    run.append(fill)
    level.append(run)


def bar(shapes, left, top, width, height, colour):
    """Draw a plain rectangle behind everything: python-pptx adds no shape to a layout, its XML does."""
    across, down, wide, high = (Inches(n) for n in (left, top, width, height))
    tree = shapes._spTree
    rank = max(int(found) for found in tree.xpath("//p:cNvPr/@id")) + 1
    tree.insert(
        2,
        parse_xml(
            f'<p:sp {nsdecls("a", "p")}><p:nvSpPr><p:cNvPr id="{rank}" name="Filet {rank}"/><p:cNvSpPr/>'
            f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{across}" y="{down}"/>'
            f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
        ),
    )


def foot(holder):
    """Place the footer and the number at the bottom; the date is part of the footer."""
    for shape in list(holder.placeholders):
        kind = shape.placeholder_format.type
        if kind == DATE:
            shape._element.getparent().remove(shape._element)
        elif kind == FOOTER:
            place(shape, 0.55, 7.05, 11.2, 0.36)
            lettering(shape, 9, FAINT)
        elif kind == NUMBER:
            place(shape, 11.9, 7.05, 0.9, 0.36)
            lettering(shape, 10, FAINT, align=PP_ALIGN.RIGHT)


def keep_two(deck):
    """Keep the two layouts that the slides use, under French names."""
    for layout in list(deck.slide_layouts):
        if layout.name in KEPT:
            layout.name = KEPT[layout.name]
        else:
            deck.slide_layouts.remove(layout)


def main():
    """Write the file beside this one."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    master = deck.slide_master
    keep_two(deck)
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme.blob.decode()
    for rank, colour in enumerate(ACCENTS, 1):
        text = re.sub(
            rf'(<a:accent{rank}><a:srgbClr val=")[0-9A-F]{{6}}', rf"\g<1>{colour}", text, flags=re.IGNORECASE
        )
    theme._blob = text.encode()
    for shape in master.placeholders:
        kind = shape.placeholder_format.type
        if kind == 1:
            place(shape, 0.55, 0.3, 12.25, 0.75)
            lettering(shape, 26, NIGHT, bold=True)
        elif kind == 2:
            place(shape, 0.55, 1.3, 12.25, 5.6)
    foot(master)
    first, page = (next(la for la in deck.slide_layouts if la.name == name) for name in KEPT.values())
    foot(first)
    foot(page)
    for shape in page.placeholders:
        if shape.placeholder_format.type == 1:
            place(shape, 0.55, 0.3, 12.25, 0.75)
            lettering(shape, 26, NIGHT, bold=True)
    bar(page.shapes, 0.55, 1.08, 12.25, 0.03, RGBColor(0x00, 0x72, 0xB2))
    for shape in first.placeholders:
        if shape.placeholder_format.type == 3:
            place(shape, 1, 2.1, 11.3, 1.5)
            lettering(shape, 40, NIGHT, bold=True, anchor=MSO_ANCHOR.BOTTOM)
        elif shape.placeholder_format.type == 4:
            place(shape, 1, 3.8, 11.3, 2.4)
            lettering(shape, 18, INK, anchor=MSO_ANCHOR.TOP)
    bar(first.shapes, 0, 0, 0.35, 7.5, RGBColor(0x00, 0x72, 0xB2))
    bar(first.shapes, 1, 3.66, 3, 0.05, RGBColor(0xE6, 0x9F, 0x00))
    deck.core_properties.title = "Modèle des diapositives du comité"
    deck.core_properties.author = ""
    deck.core_properties.language = "fr-FR"
    deck.save(Path(__file__).with_suffix(".pptx"))


if __name__ == "__main__":
    main()
