"""Handover folders for tests: in come a Report and its pictures, out come the files by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.config.templates import load_brand, load_kind
from generator.records.fields import Channel
from generator.renderers.email.handover import render
from generator.renderers.pictures import Picture
from generator.report.compose import compose
from generator.report.model import Handover, Mail, Report, Status
from tests.renderers.sample import sample_assets, sample_brand, sample_report
from tests.report.briefs import ROOT, brief_of

WORDS = Handover(
    title="Dossier d’envoi",
    intro="Bilan n’envoie rien.",
    files=(
        ("letter.html", "la lettre"),
        ("images/", "ses images"),
        ("nothing.txt", "un fichier qui n’y est pas"),
    ),
    pictures=("Fichier", "Texte de remplacement", "Largeur", "Hauteur"),
    links=("Mots du lien", "Adresse", "À vérifier"),
    differs="ces mots annoncent une autre adresse",
)
MAIL = Mail(
    subject="Lettre d’essai, mars 2022 : l’atelier",
    preheader="Trois villes, quatre chiffres",
    view_online="Voir cette lettre en ligne",
    unsubscribe="Se désabonner",
    address="Notre adresse postale",
    handover=WORDS,
)


@cache
def pictures() -> Mapping[str, Picture]:
    """Return the sample's pictures, taken in once."""
    with TemporaryDirectory() as folder:
        return sample_assets(Path(folder))


def letter(base: str = "") -> Report:
    """Return the sample with every block, as it is sent; its pictures lie at `base` for sending programs."""
    return replace(sample_report(Status.FINAL), mail=replace(MAIL, image_base_url=base))


def real_letter(language: str) -> Report:
    """Return the newsletter of March 2022, written from the repository's own records."""
    kind = load_kind(ROOT / "templates", "newsletter")
    brief = brief_of("2022-03", kind=kind, channel=Channel.NEWSLETTER, language=language)
    return compose(brief).for_readers()


def folder_of(report: Report, assets: Mapping[str, Picture] | None = None) -> dict[str, bytes]:
    """Return the files of a letter's folder, by name."""
    made = render(report, sample_brand(), pictures() if assets is None else assets)
    assert made.content == b""
    return dict(made.beside)


@cache
def sample_folder() -> Mapping[str, bytes]:
    """Return the folder of the sample."""
    return folder_of(letter())


@cache
def real_folder(language: str) -> Mapping[str, bytes]:
    """Return the folder of the newsletter of March 2022, in the default brand."""
    made = render(real_letter(language), load_brand(ROOT / "templates", "default"), {})
    return dict(made.beside)


FOLDERS = {
    "sample": sample_folder,
    "2022-03-fr": lambda: real_folder("fr"),
    "2022-03-en": lambda: real_folder("en"),
}
