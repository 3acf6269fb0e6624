"""The picture of a map: what it says, its colours, its hatching, its size; SVG and PNG say the same."""

import io
from collections import Counter
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from spaser.geography import ATTRIBUTION, Level, names
from spaser.map_classes import SEQUENCE
from spaser.ui.map_files import _font, to_png, to_svg
from spaser.ui.map_picture import Area, Dot, Label, Picture, Words, map_picture
from spaser.ui.maps import Place
from spaser.ui.theme import UNKNOWN_GREY

PLACES = (
    Place("CT1", "Marseille-Provence", 0.5, 400.0, "50 %", "400 €", "Contrats : 4"),
    Place("CT2", "Pays d'Aix", None, 0.0, "non renseigné", "0 €", "Contrats : 1"),
    Place("CT3", "Pays Salonais", 0.9, 100.0, "90 %", "100 €", "Contrats : 2"),
)
WORDS = Words(
    "Part <des> TPE & PME, par territoire qui achète",
    ("Exercice 2026, données arrêtées au 30/09/2026 · version 4", "Données de démonstration – fictives"),
    ("Hors de la carte – Hors France : 5 €.",),
    "aucun contrat",
)


def _picture(chosen: frozenset[str] = frozenset()) -> Picture:
    return map_picture("territoires", PLACES, chosen, WORDS)


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def test_l_image_dit_son_titre_sa_date_sa_legende_ses_chiffres_et_ses_sources() -> None:
    root = ET.fromstring(to_svg(_picture()))
    texts = [node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}text")]
    said = " ".join(texts)
    assert texts[0] == WORDS.titre
    for words in (*WORDS.sous_titres, *WORDS.notes, "non renseigné", "aucun contrat", ATTRIBUTION):
        assert words in said
    assert "Pays Salonais" in texts
    assert "90 % · 100 €" in texts
    assert "le plus grand : Marseille-Provence, 400 €" in said


def test_ce_qui_n_est_pas_renseigne_est_raye_un_lieu_sans_contrat_est_du_papier() -> None:
    """Six territoires: two known, one unknown, three without a contract; the legend repeats each look once."""
    areas = [item for item in _picture().items if isinstance(item, Area)]
    hatched = [area for area in areas if area.rayures]
    assert {area.fond for area in hatched} == {UNKNOWN_GREY}
    assert sum(area.fond == UNKNOWN_GREY for area in areas) == len(hatched) == 2
    assert {area.fond for area in areas if not area.rayures} >= {"#FFFFFF", SEQUENCE[0], SEQUENCE[-1]}


def test_l_aire_d_un_cercle_suit_le_montant() -> None:
    *circles, in_legend = [item for item in _picture().items if isinstance(item, Dot)]
    assert [circle.rayon for circle in circles] == pytest.approx([2 * circles[1].rayon, circles[1].rayon])
    assert in_legend.rayon < circles[1].rayon


def test_le_lieu_choisi_est_entoure_et_dessine_en_dernier() -> None:
    items = _picture(frozenset({"CT1"})).items
    first_circle = next(rank for rank, item in enumerate(items) if isinstance(item, Dot))
    lines = [item.epaisseur for item in items[:first_circle] if isinstance(item, Area)]
    bold = sum(line > 1 for line in lines)
    assert 0 < bold < len(lines)
    assert all(line > 1 for line in lines[-bold:])


def test_un_png_a_les_couleurs_des_classes_au_double_de_sa_taille() -> None:
    picture = _picture()
    image = Image.open(io.BytesIO(to_png(picture)))
    assert image.size == (2 * picture.largeur, 2 * picture.hauteur)
    counted = Counter(
        {colour: number for number, colour in image.getcolors(image.width * image.height) or ()}
    )
    for colour in ("#FFFFFF", SEQUENCE[0], SEQUENCE[-1], UNKNOWN_GREY, "#D55E00", "#5C6770"):
        assert counted[_rgb(colour)] > 3_000, colour
    assert counted[_rgb(SEQUENCE[2])] == 0


def test_la_police_a_les_accents_et_les_espaces_des_nombres() -> None:
    font = _font(32, 400)
    missing = bytes(font.getmask("\U0010ffff"))
    for letter in "éÉèàçœ«»’–€…·":
        assert bytes(font.getmask(letter)) not in (missing, b""), letter
    assert font.getlength("1\u202f234") < font.getlength("1 234") + font.getlength("0")


@pytest.mark.parametrize("level", ["territoires", "communes", "departements"])
def test_rien_ne_sort_de_l_image(level: Level) -> None:
    places = [Place(code, nom, 0.5, 9.0, "50 %", "9 €", "") for code, nom in names(level).items()]
    picture = map_picture(level, places, frozenset(), WORDS)
    for item in picture.items:
        points = (
            [point for ring in item.anneaux for point in ring]
            if isinstance(item, Area)
            else [item.centre]
            if isinstance(item, Dot)
            else [item.place]
        )
        assert all(0 <= x <= picture.largeur and 0 <= y <= picture.hauteur for x, y in points)
        if isinstance(item, Label):
            half = _font(round(item.taille), 650).getlength(item.texte) / (2 if item.ancre == "middle" else 1)
            assert item.place[0] + half <= picture.largeur
