from spaser.ui.literal import literal, plain


def test_un_nom_de_fichier_hostile_ne_devient_ni_image_ni_lien() -> None:
    shown = literal("![x](http://evil.example/x.png) www.evil.example a@b.c")
    assert "![x](" not in shown
    assert "http:\\/\\/" not in shown.replace("\\:", ":")
    assert "www\\." not in shown
    assert "a\\@b" not in shown


def test_les_marques_de_direction_et_les_sauts_de_ligne_disparaissent() -> None:
    assert plain("rapport\u202efdp.exe\r\nsuite\x00") == "rapport fdp.exe suite"


def test_un_texte_ordinaire_reste_lisible() -> None:
    assert plain("Eau & assainissement – lot 2 (n° 12/34)") == "Eau & assainissement – lot 2 (n° 12/34)"


def test_un_nom_trop_long_est_coupe() -> None:
    assert plain("a" * 500, 10) == "a" * 9 + "…"
