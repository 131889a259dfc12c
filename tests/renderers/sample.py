"""A Report that holds every block, for the tests of all renderers: in comes a status, out come Report, Brand, assets.

The organisations, people and events are invented; places are real so that accents and lengths are.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

import yaml
from PIL import Image, ImageDraw

from generator.config.brand import Brand, Fonts, Palette
from generator.records.checks import Severity
from generator.renderers.pictures import Picture, take_in
from generator.report.blocks import (
    Acknowledgements,
    Bar,
    Block,
    Body,
    BodyGroup,
    BulletList,
    Button,
    Card,
    Chart,
    Column,
    ColumnKind,
    Contents,
    Entry,
    Fact,
    FactList,
    Figure,
    FundingStatement,
    KeyFigure,
    KeyFigures,
    Moment,
    NoteList,
    Paragraph,
    Quote,
    Role,
    Table,
    Timeline,
)
from generator.report.model import Labels, Mail, Part, Report, Section, Status
from generator.report.words import Mark, Note, Source, Text, words

BRAND_FOLDER = Path(__file__).parents[2] / "templates" / "brands" / "default"

TRICKY = 'Atelier « Données & migration » : <20 % d’écart "mesuré", ≥ 70 participant·e·s > l’objectif'
LONG_WORD = "anticonstitutionnellementinterinstitutionnalisationtransfrontalièredesprocessus"
LONG_NAME = (
    "Observatoire régional de la mobilité, de l’inclusion économique et de la réintégration durable "
    "des personnes migrantes de retour dans les provinces de l’Oriental"
)
LOREM = (
    "Pendant trois jours, les équipes des délégations régionales ont confronté leurs pratiques d’accueil, "
    "de l’identification des besoins à l’orientation vers les services de droit commun. Les échanges ont "
    "mis en évidence la nécessité d’un référentiel partagé, mis à jour chaque semestre et accessible aux "
    "associations locales."
)


def sample_brand() -> Brand:
    """Return the default brand, read from its folder."""
    data = yaml.safe_load((BRAND_FOLDER / "brand.yaml").read_text("utf-8"))
    palette = dict(data["palette"])
    fonts = dict(data["fonts"])
    substitutes = tuple(sorted(fonts.pop("substitutes", {}).items()))
    return Brand(
        name="default",
        folder=BRAND_FOLDER,
        palette=Palette(**{**palette, "chart": tuple(palette["chart"])}),
        fonts=Fonts(**fonts, substitutes=substitutes),
        letterheads=tuple((path.stem, path) for path in sorted(BRAND_FOLDER.glob("*.docx"))),
    )


def sample_assets(folder: Path) -> dict[str, Picture]:
    """Return the sample's pictures by name, drawn into `folder` and taken in: a photograph, a logo, an emblem."""
    photo, logo, emblem = (folder / name for name in ("atelier.jpg", "logo.png", "embleme.png"))
    sky = Image.linear_gradient("L").resize((1200, 750))
    Image.merge("RGB", (sky.point(lambda v: 200 - v // 2), sky, sky.point(lambda v: 160 - v // 3))).save(
        photo
    )
    mark = Image.new("RGB", (400, 160), "#FFFFFF")
    ImageDraw.Draw(mark).ellipse((20, 20, 140, 140), fill="#5E8AA0")
    ImageDraw.Draw(mark).rectangle((170, 60, 380, 100), fill="#12344D")
    mark.save(logo)
    flag = Image.new("RGB", (300, 200), "#1B3F8B")
    ImageDraw.Draw(flag).ellipse((110, 60, 190, 140), outline="#F5C400", width=8)
    flag.save(emblem)
    named = {"photos/atelier.jpg": photo, "logos/demain.png": logo, "emblemes/bailleur.png": emblem}
    return {name: take_in(path, name) for name, path in named.items()}


def sample_labels(status: Status = Status.DRAFT) -> Labels:
    """Return the fixed words of the sample."""
    return Labels(
        document="Rapport d’activités",
        organisation="Organisation internationale pour les migrations, Mission au Maroc",
        organisation_short="OIM Maroc",
        period="janvier–mars 2022",
        period_short="T1 2022",
        edition="n° 32",
        date="15 avril 2022",
        audience="public",
        status="PROJET" if status is Status.DRAFT else "",
        running="Rapport d’activités · T1 2022",
        page="Page {page} sur {pages}",
        contents="Sommaire",
        review_note="Note de relecture",
        contacts="OIM Maroc, Rabat · contact@exemple.org",
        description="Activités tenues de janvier à mars 2022.",
        keywords=("migration", "Maroc", "T1 2022"),
        not_applicable="Sans objet",
        colon="\u00a0:",
    )


def sample_mail(status: Status = Status.DRAFT) -> Mail:
    """Return what the sample needs to be sent as a letter."""
    return Mail(
        subject="Bilan : douze activités, cinq villes",
        preheader="Douze activités tenues de janvier à mars 2022",
        view_online="Voir en ligne",
        unsubscribe="Se désabonner",
        address="Notre adresse",
        draft="Projet : à relire" if status is Status.DRAFT else "",
    )


def sample_report(status: Status = Status.DRAFT, *, dense: bool = False) -> Report:
    """Return a Report in French with every block; `dense` adds twenty cards and a table of sixty rows."""
    sections = [_cover(), *_front(), _overview(), _chapter()]
    if dense:
        sections.append(_dense_chapter())
    sections += _back()
    if status is Status.DRAFT:
        sections.append(_review())
    entries = Contents(_entries(sections))
    sections[2] = Section("sommaire", "Sommaire", (entries,), part=Part.FRONT)
    return Report(
        kind="activity-report",
        language="fr",
        direction="ltr",
        title="Rapport d’activités",
        subtitle="Migration, gouvernance et développement",
        period="2022-Q1",
        audience="public",
        status=status,
        as_of="2022-04-15",
        labels=sample_labels(status),
        mail=sample_mail(status),
        sections=tuple(sections),
    )


NOTES = (
    Note(1, Severity.DECIDE, "À décider", ("Deux événements se ressemblent.",), "event/2022-02-03-fiche"),
    Note(2, Severity.DECIDE, "À décider", ("« Participations » est dit deux fois.",), "event/2022-03-22-session"),
    Note(
        3,
        Severity.BLOCKING,
        "À régler avant la version finale",
        (
            "Le 28 mars 2022 est un lundi, le texte dit mardi ; corrigez la date ou le jour.",
            "Aucun bailleur n’est nommé ; dites lequel, ou qu’il n’y en a pas.",
        ),
        "event/2022-03-28-donnees",
        (Text("Atelier « Données & migration »", href="#donnees"),),
    ),
    Note(4, Severity.DECIDE, "À décider", ("À vérifier.",), "event/2022-03-28-donnees"),
    Note(5, Severity.LOOK, "À regarder", ("Le lieu n’est dit qu’ici.",), "event/2022-03-28-donnees"),
    Note(
        6,
        Severity.BLOCKING,
        "À régler avant la version finale",
        ("This quote has no consent; ask the speaker for it.",),
        "event/2022-03-28-donnees",
        (Text("Atelier « Données & migration »", href="#donnees"),),
        "en",
    ),
    Note(7, Severity.DECIDE, "À décider", ("« suivre suivre » : un mot est doublé.",), "event/2022-03-28-donnees"),
    Note(
        8,
        Severity.BLOCKING,
        "À régler avant la version finale",
        ("35 femmes et 30 hommes ne font pas 70 personnes ; <corrigez> l’un des chiffres.",),
        "event/2022-02-02-fiche",
        (Text("Session de formation n° 2", href="#autres"),),
    ),
    Note(9, Severity.DECIDE, "À décider", ("Ce bailleur n’a pas de mention.",), "organisation/demain"),
    Note(10, Severity.DECIDE, "À décider", ("Le total ne dit pas ce qui manque.",), "event/2022-02-01-fiche"),
)  # fmt: skip


def noted(*numbers: int) -> tuple[Note, ...]:
    """Return the sample's notes of these numbers."""
    return tuple(NOTES[number - 1] for number in numbers)


def report_words(report: Report) -> list[str]:
    """Return every text of the Report's sections, found by walking its dataclasses."""
    found: list[str] = []

    def walk(value: object, name: str = "") -> None:
        if name in (
            "notes",
            "source",
            "asset",
            "logo",
            "emblem",
            "href",
            "code",
            "language",
            "alt",
            "bars",
            "record",
        ):
            return
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, tuple):
            for one in value:
                walk(one)
        elif dataclasses.is_dataclass(value):
            for field in dataclasses.fields(value):
                walk(getattr(value, field.name), field.name)

    walk(report.sections)
    return [text for text in found if text.strip()]


def block_types(report: Report) -> set[type]:
    """Return the types of the blocks of `report`."""
    return {type(block) for _, section in report.walk() for block in section.blocks}


def _entries(sections: list[Section]) -> tuple[Entry, ...]:
    found = []
    for section in sections:
        if section.part in (Part.COVER, Part.REVIEW) or section.code == "sommaire":
            continue
        found.append(Entry(section.title, section.code, 1))
        found += [
            Entry(inner.title, inner.code, 2)
            for inner in section.sections
            if not inner.code.startswith("fiche")
        ]
    return tuple(found)


def _cover() -> Section:
    figures = (
        KeyFigure("12", "activités tenues", "dans 5 villes"),
        KeyFigure("≥ 430", "participations", "2 activités sans chiffre"),
        KeyFigure("1 284", "retours volontaires accompagnés", "dont 312 femmes"),
        KeyFigure("9", "projets actifs"),
    )
    return Section("cover", "", (KeyFigures(figures),), part=Part.COVER, notes=noted(1))


def _front() -> list[Section]:
    foreword = Section(
        "avant-propos",
        "Mot de la Cheffe de mission",
        (
            Paragraph(
                words(
                    "Ce premier trimestre a confirmé une conviction : la qualité des données fait la qualité de l’accueil."
                ),
                Role.LEAD,
                Source("2022-Q1", "foreword", "fr"),
            ),
            Paragraph(words(LOREM), source=Source("2022-Q1", "foreword.1", "fr")),
            Paragraph(
                (
                    Text("Je remercie nos partenaires, "),
                    Text("au premier rang desquels les communes", Mark.STRONG),
                    Text("."),
                )
            ),
            Paragraph(words("Salma Bennis-Étchéverry, Cheffe de mission"), Role.SIGNATURE),
        ),
        part=Part.FRONT,
    )
    brief = Section(
        "en-bref",
        "L’organisation en bref",
        (
            BulletList(
                (
                    (Text("Présente au Maroc depuis 2001, "), Text("cinq bureaux", Mark.EMPHASIS), Text(".")),
                    (
                        Text("Voir "),
                        Text("notre site & nos publications", href="https://exemple.org/fr?a=1&b=2"),
                        Text("."),
                    ),
                    (Text("Le détail par ville figure dans "), Text("Chiffres", href="#chiffres"), Text(".")),
                ),
                title="Repères",
            ),
        ),
        part=Part.FRONT,
    )
    return [foreword, Section("sommaire", "Sommaire", part=Part.FRONT), brief]


def _overview() -> Section:
    figures = (
        KeyFigure("12", "activités tenues"),
        KeyFigure("70", "participant·e·s formé·e·s", "dont 35 femmes et 35 hommes"),
        KeyFigure("5", "villes", "Rabat, Casablanca, Marrakech, Oujda, Tanger"),
    )
    moments = (
        Moment("15–17 février", "Rabat", words("Première session de formation des délégations")),
        Moment("22–24 mars", "Casablanca", words("Deuxième session")),
        Moment("28 mars", "", (Text("Atelier sur les "), Text("données", href="#donnees"))),
    )
    bars = (
        Bar("Rabat", 5, "5"),
        Bar("Casablanca", 3, "3"),
        Bar("Marrakech", 2, "2"),
        Bar("Oujda-Angad", 1, "1"),
        Bar("Tanger", 1, "1"),
    )
    alt = "Activités par ville : Rabat 5, Casablanca 3, Marrakech 2, Oujda-Angad 1, Tanger 1."
    return Section(
        "periode",
        "La période en un coup d’œil",
        (
            Paragraph(
                words("Douze activités ont été tenues entre le 1er janvier et le 31 mars 2022."), Role.LEAD
            ),
            KeyFigures(figures, noted(2)),
            Timeline("Les temps forts", moments),
            Chart(
                "Activités par ville",
                bars,
                alt,
                (words("Une activité peut se tenir dans plusieurs villes."),),
            ),
        ),
        part=Part.OVERVIEW,
    )


def _chapter() -> Section:
    facts = FactList(
        "Repères",
        (
            Fact("Date", (words("lundi 28 mars 2022"),)),
            Fact("Lieu", (words("Rabat"),)),
            Fact("Partenaires", (words(LONG_NAME), words("Fondation Demain (FD)"))),
            Fact("Bailleurs", (words("Agence exemple de coopération"),)),
        ),
        noted(5),
    )
    quote = Quote(
        ("« Nous ne comptons pas des dossiers, mais des personnes.", "Chaque chiffre a un visage. »"),
        "Pr Driss El Ouazzani-Taïbi",
        f"Directeur, {LONG_NAME}",
        words("Atelier sur les données, Rabat, 28 mars 2022"),
        source=Source("2022-03-28-donnees", "quotes.0", "fr"),
        notes=noted(6),
    )
    original = Quote(
        ("“Good data travels further than good intentions.”",),
        "",
        "Une participante",
        language="en",
        remark="Citation en anglais dans l’original.",
    )
    event = Section(
        "donnees",
        TRICKY,
        (
            Paragraph(words("Rabat, lundi 28 mars 2022"), Role.DATELINE),
            Paragraph(
                words(LOREM),
                Role.BODY,
                Source("2022-03-28-donnees", "summary", "fr"),
                noted(4),
            ),
            Paragraph((Text("Un mot sans césure : "), Text(LONG_WORD, Mark.STRONG), Text(" ; et la suite."))),
            facts,
            Figure(
                "photos/atelier.jpg",
                "Une salle de réunion, vingt personnes autour d’une table.",
                words("L’atelier de Rabat"),
                "© Bilan",
            ),
            quote,
            original,
            Button("Lire l’article", "https://exemple.org/article?x=1&y=2"),
        ),
        (
            Section(
                "recommandations",
                "Recommandations",
                (
                    BulletList(
                        (
                            words("Publier un référentiel."),
                            words("Former les points focaux."),
                            words("Suivre chaque semestre."),
                        ),
                        source=Source("2022-03-28-donnees", "outcomes", "fr"),
                        notes=noted(7),
                    ),
                ),
            ),
        ),
        notes=noted(3),
    )
    return Section(
        "gouvernance",
        "Migration, gouvernance et développement",
        (
            Paragraph(words(LOREM), Role.LEAD),
            Paragraph(words("Texte attendu : le contexte du chapitre, 60 à 90 mots."), Role.PROMPT),
        ),
        (event, Section("autres", "Autres activités", tuple(_card(n) for n in range(1, 4)))),
        part=Part.CHAPTER,
    )


def _card(number: int) -> Block:
    record = f"2022-02-{number:02d}-fiche"
    facts = (
        Fact("Projet", (words("Horizons partagés"),)),
        Fact("Partenaires", (words("Fondation Demain"), words("Commune d’Oujda"))),
    )
    return Card(
        words(f"Session de formation n° {number}"),
        f"Oujda, {number} février 2022",
        words(LOREM[:190] + "…"),
        facts,
        Source(record, "teaser", "fr"),
        noted(8) if number == 2 else (),
    )


def _dense_chapter() -> Section:
    rows = tuple(
        (
            words(f"Activité {n} : {TRICKY if n % 9 == 0 else 'réunion de suivi'}"),
            words("Rabat"),
            words(f"{n} mars"),
            words(str(n * 3)),
        )
        for n in range(1, 61)
    )
    columns = (
        Column("Activité"),
        Column("Ville"),
        Column("Date"),
        Column("Participations", ColumnKind.NUMBER),
    )
    total = (words("Total"), (), (), words("5 490"))
    return Section(
        "protection",
        "Protection et résilience",
        (Paragraph(words(LOREM), Role.LEAD),),
        (
            Section("fiches", "En bref", tuple(_card(n) for n in range(1, 21))),
            Section(
                "liste",
                "Toutes les activités",
                (
                    Table(
                        "Activités du trimestre",
                        columns,
                        rows,
                        total,
                        (words("Les participations ne sont pas des personnes distinctes."),),
                    ),
                ),
            ),
        ),
        part=Part.CHAPTER,
    )


def _back() -> list[Section]:
    columns = (
        Column("Ville"),
        Column("Activités", ColumnKind.NUMBER),
        Column("Participations", ColumnKind.NUMBER),
    )
    rows = (
        (words("Rabat"), words("5"), words("210")),
        (words("Casablanca"), words("3"), words("≥ 120")),
        (words("Marrakech"), words("2"), words("non indiqué")),
    )
    thanks = Acknowledgements(
        (
            BodyGroup(
                "Bailleurs",
                (
                    Body("Agence exemple de coopération", "AEC"),
                    Body("Fondation Demain", "FD", "logos/demain.png", "Logo de la Fondation Demain"),
                ),
            ),
            BodyGroup(
                "Partenaires",
                (Body(LONG_NAME, "OMIER"), Body("Commune de Rabat"), Body("Association Horizons & Cie")),
            ),
        ),
        noted(9),
    )
    funding = FundingStatement(
        words("Publication réalisée avec l’appui de l’Agence exemple de coopération."),
        "emblemes/bailleur.png",
        "Emblème de l’Agence",
    )
    chiffres = Table(
        "Activités par ville",
        columns,
        rows,
        (words("Total"), words("10"), words("≥ 330")),
        (words("Les lignes peuvent se recouper."),),
        noted(10),
    )
    return [
        Section("a-venir", "À venir", (Paragraph(words("Forum régional, mai 2022."), Role.NOTICE),)),
        Section("remerciements", "Remerciements", (thanks, funding)),
        Section(
            "chiffres",
            "Chiffres",
            (chiffres, Paragraph(words("Chiffres arrêtés au 15 avril 2022."), Role.FINE_PRINT)),
        ),
    ]


def _review() -> Section:
    points = BulletList(
        (
            words("2022-03-28-donnees : le nombre de participants manque."),
            words("2022-02-01-fiche : lieu à confirmer."),
        ),
        title="À décider avant la version finale",
    )
    return Section(
        "relecture",
        "Notes de relecture",
        (Paragraph(words("Pour l’équipe seulement."), Role.NOTICE), NoteList(NOTES, "Dans le texte"), points),
        part=Part.REVIEW,
    )
