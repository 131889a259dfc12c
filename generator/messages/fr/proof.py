"""Sentences about the proof sheet, in French: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "proof.no_pdf": "la feuille de preuve voyage dans le PDF, que les formats demandés n’ont pas ; ajoutez --format pdf, ou laissez --attach-proof",
    "proof.cell_too_long": "un texte est trop long pour une cellule du classeur (feuille « {sheet} », {place}, {most} caractères au plus) ; raccourcissez-le dans la fiche",
}
