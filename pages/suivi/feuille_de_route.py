"""Feuille de route: the 62 means, their state, pilot, due date and lateness; the lead edits them in place."""

from spaser.ui.page import open_screen
from spaser.ui.roadmap_filters import counters, means_filters, view_choice
from spaser.ui.roadmap_list import means_list
from spaser.ui.roadmap_means import means_if_open
from spaser.ui.roadmap_review import draft_of, shown_over, waiting_edits
from spaser.ui.roadmap_rows import open_roadmap
from spaser.ui.roadmap_table import means_table, means_timeline, unknown_means

reader = open_screen("Feuille de route", page="feuille-de-route")

feuille = open_roadmap(reader)
draft = draft_of(reader, feuille)
waiting_edits(reader, feuille, draft)

selection = means_filters(reader, feuille)
counters(feuille, selection)
moyens = selection.retenus(feuille.moyens)

match view_choice():
    case "liste":
        means_list(moyens, draft)
    case "calendrier":
        means_timeline(feuille, moyens)
    case "tableau":
        means_table(feuille, moyens)

unknown_means(feuille)
means_if_open(moyens, draft, shown_over(draft, reader, feuille))
