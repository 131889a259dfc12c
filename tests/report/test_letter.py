"""What stands in a newsletter, in which order, and why: the rules of docs/newsletter.md, on Reports of real files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.config.kind import Kind, WhenEmpty
from generator.config.templates import load_kind
from generator.errors import Refusal
from generator.period import Period
from generator.pipeline import Order, build
from generator.records.fields import Channel
from generator.records.loader import load
from generator.records.registers import EditionTexts
from generator.report.blocks import BulletList, Button, Card, Figure, KeyFigures, Paragraph, Quote, Role
from generator.report.brief import Brief
from generator.report.compose import compose, texts
from generator.report.markdown import count_words, cut_to_sentences, first_sentence
from generator.report.model import Report, Section, Status
from generator.report.sections.letter import doubts
from generator.report.typography import normalise
from generator.report.words import plain
from tests.report.briefs import ROOT, brief_of
from tests.workspaces import minimal_workspace

AS_OF = date(2022, 4, 5)
EDITION = "records/editions/newsletter/2022-03.yaml"
OFFICIAL = "consent: {basis: official}"
NEWSLETTER = load_kind(ROOT / "templates", "newsletter")


def event(day: int, title: str, *more: str) -> dict[str, str]:
    """Return a workshop of March 2022 under an id that ends in its day."""
    lines = (f"title: {title}", "type: workshop", f"date: 2022-03-{day:02}", "state: approved", *more)
    return {f"2022-03-{day:02}-atelier": "\n".join(lines) + "\n"}


def people(count: str) -> str:
    return f"attendance:\n  - measure: attendees\n    count: {count}"


def quote(id: str, name: str, consent: str = OFFICIAL, *more: str) -> str:
    lines = (f"  - id: {id}", f"    speaker: {{name: {name}}}", f"    fragments: [Mots de {name}]")
    return "\n".join((*lines, f"    {consent}", *(f"    {line}" for line in more)))


def words_of(number: int, word: str = "mot") -> str:
    return " ".join([word] * number)


def brief_in(
    folder: Path,
    events: dict[str, str],
    edition: str = "",
    *,
    period: str = "2022-03",
    kind: Kind = NEWSLETTER,
    channels: tuple[Channel, ...] = (Channel.NEWSLETTER,),
    language: str = "fr",
    as_of: date = AS_OF,
    status: Status = Status.DRAFT,
) -> Brief:
    """Return the Brief of a small workspace with `events`, and `edition` as what the team wrote for March 2022."""
    workspace = minimal_workspace(folder, events, files={EDITION: edition} if edition else {})
    records = load(workspace)
    own = records.editions.get(f"newsletter/{period}", EditionTexts())
    brief = brief_of(
        period, records=records, language=language, as_of=as_of, edition=own, kind=kind, status=status
    )
    return replace(brief, channels=channels)


def real(period: str, language: str = "fr", as_of: date = AS_OF) -> Report:
    """Return the letter of the repository's records, without what its team has written for it."""
    brief = brief_of(period, kind=NEWSLETTER, channel=Channel.NEWSLETTER, language=language, as_of=as_of)
    return compose(brief)


def text(value: object) -> str:
    return normalise(" ".join(texts(value)))


def part(report: Report, code: str) -> Section:
    section = report.section(code)
    assert section is not None, code
    return section


def headline(report: Report) -> str:
    (told,) = part(report, "headline").sections
    return told.title


def items(report: Report) -> list[str]:
    return [plain(block.title) for block in part(report, "briefs").blocks if isinstance(block, Card)]


def paragraphs(section: Section, role: Role) -> list[str]:
    found = (block for block in section.blocks if isinstance(block, Paragraph) and block.role is role)
    return [normalise(plain(block.content)) for block in found]


def told(brief: Brief) -> list[str]:
    return [problem.code for problem in doubts(brief)]


# which event is at the head


def test_the_event_with_most_people_is_at_the_head_and_the_others_follow_by_date(tmp_path: Path) -> None:
    events = event(25, "Le dernier") | event(10, "Le grand", people("80")) | event(3, "Le petit", people("9"))
    report = compose(brief_in(tmp_path, events))

    assert headline(report) == "Le grand"
    assert items(report) == ["Le petit", "Le dernier"]


def test_of_events_with_as_many_people_the_one_with_most_sessions_is_at_the_head_else_the_latest(
    tmp_path: Path,
) -> None:
    several = (
        "title: En deux fois\ntype: training\nstate: approved\nsessions:\n"
        "  - {id: rabat, date: 2022-03-01}\n  - {id: casablanca, date: 2022-03-02}\n"
    )
    late, early = event(20, "Le tardif"), event(19, "Le précoce")

    assert headline(compose(brief_in(tmp_path / "a", {**late, **early}))) == "Le tardif"
    both = {**late, "2022-03-01-formation": several}
    assert headline(compose(brief_in(tmp_path / "b", both))) == "En deux fois"


def test_an_event_that_counts_here_comes_before_a_larger_one_that_ends_later(tmp_path: Path) -> None:
    larger = "title: Le cycle\ntype: training\nstate: approved\n" + people("500") + "\nsessions:\n"
    larger += "  - {id: rabat, date: 2022-03-30}\n  - {id: casablanca, date: 2022-04-20}\n"
    events = {**event(3, "L’atelier"), "2022-03-30-cycle": larger}

    report = compose(brief_in(tmp_path, events))

    assert headline(report) == "L’atelier"
    assert "500" not in text(report)


def test_the_editor_chooses_the_head_the_order_and_what_is_left_out(tmp_path: Path) -> None:
    events = event(3, "Un") | event(10, "Deux", people("80")) | event(12, "Trois") | event(14, "Quatre")
    edition = (
        "feature: [2022-03-12-atelier, 2022-03-03-atelier]\n"
        "order: [2022-03-14-atelier]\n"
        "leave_out:\n  - event: 2022-03-10-atelier\n    reason: Déjà raconté.\n"
    )
    report = compose(brief_in(tmp_path, events, edition))

    assert headline(report) == "Trois"
    assert items(report) == ["Quatre", "Un"]
    assert "Deux" not in text(report.for_readers())
    assert "2022-03-10-atelier: Déjà raconté." in text(report.section("review"))
    assert "4 activités tenues" in text(report.section("editorial"))


def test_more_than_five_items_become_links_with_their_dates(tmp_path: Path) -> None:
    events: dict[str, str] = event(30, "À la une", people("80"))
    for day in range(1, 8):
        events |= event(day, f"Atelier {day}", f"public_page: https://example.org/{day}")
    report = compose(brief_in(tmp_path, events))

    assert items(report) == [f"Atelier {day}" for day in range(1, 6)]
    *_, rest = part(report, "briefs").blocks
    assert isinstance(rest, BulletList)
    assert rest.title == "Et aussi"
    assert [(line[0].text, line[0].href) for line in rest.items] == [
        ("Atelier 6", "https://example.org/6"),
        ("Atelier 7", "https://example.org/7"),
    ]
    assert "6 mars 2022" in text(rest)


# how it is told


def test_a_teaser_is_printed_as_it_is_and_before_the_summary(tmp_path: Path) -> None:
    teaser = f"teaser: {words_of(39).capitalize()} fin."
    events = event(3, "Un", people("9")) | event(10, "Deux", teaser, "summary: Un résumé.")
    brief = brief_in(tmp_path, events)
    (card,) = part(compose(brief), "briefs").blocks

    assert isinstance(card, Card)
    assert plain(card.content) == f"{words_of(39).capitalize()} fin."
    assert card.source is not None and card.source.field == "teaser"
    assert "letter.first_sentence" not in told(brief)


def test_without_a_teaser_whole_sentences_of_the_summary_are_printed_up_to_forty_words(
    tmp_path: Path,
) -> None:
    summary = f"summary: Une {words_of(18)}. Deux {words_of(19)}. Trois {words_of(5)}."
    events = event(3, "Un", people("9")) | event(10, "Deux", summary)
    brief = brief_in(tmp_path, events)
    (card,) = part(compose(brief), "briefs").blocks

    assert isinstance(card, Card)
    assert plain(card.content) == f"Une {words_of(18)}. Deux {words_of(19)}."
    assert "letter.first_sentence" not in told(brief)


@pytest.mark.parametrize("field", ["summary", "teaser"])
def test_a_first_sentence_that_is_too_long_is_printed_whole_and_the_team_is_told(
    tmp_path: Path, field: str
) -> None:
    events = event(3, "Un", people("9")) | event(10, "Deux", f"{field}: Une {words_of(44)}. Puis une fin.")
    brief = brief_in(tmp_path, events)
    report = compose(brief)
    (card,) = part(report, "briefs").blocks

    assert isinstance(card, Card)
    assert plain(card.content) == f"Une {words_of(44)}."
    assert "ne tient pas en 40 mots" in text(report.section("review"))
    (found,) = (problem for problem in doubts(brief) if problem.code == "letter.first_sentence")
    assert (found.file, found.field) == ("records/events/2022/2022-03-10-atelier.yaml", "teaser")


@pytest.mark.parametrize(
    ("end", "kept"),
    [
        ("avec M. Ali Amrani. Fin.", "avec M. Ali Amrani."),
        ("avec le Dr. Amrani, J. Amrani et MM. Amrani. Fin.", "avec le Dr. Amrani, J. Amrani et MM. Amrani."),
        ("par exemple, etc. et ainsi de suite. Fin.", "par exemple, etc. et ainsi de suite."),
        ("avec « Oui. » Fin.", "avec « Oui. »"),
        ("avec (oui.) Fin.", "avec (oui.)"),
        ("avec quoi ? Fin.", "avec quoi ?"),
    ],
)
def test_an_honorific_an_initial_or_a_quotation_ends_no_sentence(end: str, kept: str) -> None:
    text = f"Une {words_of(5)} {end}"

    assert first_sentence(text) == f"Une {words_of(5)} {kept}"
    assert cut_to_sentences(text, count_words(kept) + 6) == f"Une {words_of(5)} {kept}"
    assert cut_to_sentences(text, 7) == ""


def test_an_event_without_any_text_is_a_title_and_the_team_is_told(tmp_path: Path) -> None:
    brief = brief_in(tmp_path, event(3, "Un", people("9")) | event(10, "Deux"))
    (card,) = part(compose(brief), "briefs").blocks

    assert isinstance(card, Card) and card.content == ()
    assert "letter.no_text" in told(brief)


def test_the_event_at_the_head_is_told_in_whole_sentences_up_to_eighty_words(tmp_path: Path) -> None:
    summary = f"summary: Une {words_of(39)}. Deux {words_of(39)}. Trois {words_of(5)}."
    report = compose(brief_in(tmp_path, event(3, "Un", "teaser: Une accroche.", summary)))
    (section,) = part(report, "headline").sections

    assert paragraphs(section, Role.BODY) == [f"Une {words_of(39)}. Deux {words_of(39)}."]


def test_markup_of_a_text_becomes_plain_words(tmp_path: Path) -> None:
    summary = "summary: |-\n  Un **gras** et [un lien](https://example.org/x).\n\n  - une liste"
    report = compose(brief_in(tmp_path, event(3, "Un", summary)))

    assert "Un gras et un lien. une liste" in text(report.section("headline"))


def test_an_event_that_ends_later_tells_no_figure_and_nothing_of_the_whole() -> None:
    report = real("2022-02")
    (section,) = part(report, "headline").sections
    said = text(report.for_readers())

    assert section.code == "event-2022-02-15-formations-traite-protection"
    assert "session 1 sur 3" in paragraphs(section, Role.DATELINE)[0]
    assert "31 mars 2022" in paragraphs(section, Role.BODY)[0]
    for of_the_whole in ("70", "35", "femmes", "Casablanca", "Marrakech", "Quatre thèmes", "participant"):
        assert of_the_whole not in said.replace("participant-e-s", "participant"), of_the_whole
    for code in ("briefs", "quotes", "figures", "upcoming"):
        assert report.section(code) is None, code


# pictures, "Lire la suite", donors


def test_more_leads_to_the_public_page_else_to_the_published_article(tmp_path: Path) -> None:
    source = "source:\n  kind: {kind}\n  title: Titre\n  url: https://example.org/{kind}"
    events = event(3, "Une", people("80"), "public_page: https://example.org/une")
    events |= event(10, "Article", source.format(kind="article"))
    events |= event(11, "Compte rendu", source.format(kind="minutes"))
    brief = brief_in(tmp_path, events)
    report = compose(brief)
    (section,) = part(report, "headline").sections

    assert section.blocks[-1] == Button("Lire la suite", "https://example.org/une")
    cards = [block for block in part(report, "briefs").blocks if isinstance(block, Card)]
    assert [card.more and card.more.href for card in cards] == ["https://example.org/article", None]
    missing = [problem.file for problem in doubts(brief) if problem.code == "letter.no_page"]
    assert missing == ["records/events/2022/2022-03-11-atelier.yaml"]
    assert "aucune page publique n’est connue" in text(report.section("review")).replace("'", "’")


PICTURE = """\
pictures:
  - file: salle.jpg
    alt: Une salle
    credit: ©OIM 2022
    {consent}
  - file: groupe.jpg
    alt: Un groupe
    caption: Le groupe
    credit: ©OIM 2022
    consent: {{basis: official}}
"""


def test_the_head_has_its_first_picture_to_which_consent_was_given_and_the_team_is_told_of_others(
    tmp_path: Path,
) -> None:
    def shown(name: str, consent: str) -> tuple[list[str], list[str]]:
        events = event(3, "Un", PICTURE.format(consent=consent))
        files = {f"records/pictures/{file}.jpg": b"x" for file in ("salle", "groupe")}
        minimal_workspace(tmp_path / name, events, files=dict(files))
        brief = brief_in(tmp_path / name, events)
        (section,) = part(compose(brief), "headline").sections
        left_out = [problem.field for problem in doubts(brief) if problem.code == "letter.no_consent"]
        return [block.asset for block in section.blocks if isinstance(block, Figure)], left_out

    assert shown("with", OFFICIAL) == (["pictures/salle.jpg"], [])
    second = (["pictures/groupe.jpg"], ["pictures[1].consent"])
    assert shown("without", "# rien") == second
    assert shown("withdrawn", "consent: {basis: official, withdrawn: 2022-04-01}") == second


def test_donors_of_an_event_stand_with_it_and_in_the_thanks_each_once(tmp_path: Path) -> None:
    events = event(3, "Un", "projects: [cohesion]") | event(10, "Deux", "projects: [cohesion]")
    report = compose(brief_in(tmp_path, events))

    assert "financée par le gouvernement des Pays-Bas" in text(report.section("headline"))
    assert "le gouvernement des Pays-Bas" in text(report.section("briefs"))
    assert text(report.section("support")).count("Royaume des Pays-Bas") == 1


def test_nobody_thanks_themselves_and_whoever_only_sent_people_is_not_a_partner() -> None:
    said = text(real("2022-03").section("support"))

    assert "Gouvernement des Pays-Bas" in said and "Direction des Affaires de la Migration" in said
    for other in ("Organisation internationale", "Entraide nationale", "Haut-Commissariat"):
        assert other not in said


# quotes


def many_quotes() -> dict[str, str]:
    found: dict[str, str] = {}
    for day, name in ((3, "Alia"), (4, "Badr"), (5, "Chama"), (6, "Driss")):
        found |= event(day, f"Atelier {day}", "quotes:", quote("q-1", name), quote("q-2", f"{name} Bis"))
    return found


def speakers(report: Report) -> list[str]:
    if (section := report.section("quotes")) is None:
        return []
    return [block.speaker for block in section.blocks if isinstance(block, Quote)]


def test_at_most_three_quotes_are_printed_one_an_event(tmp_path: Path) -> None:
    report = compose(brief_in(tmp_path, many_quotes()))

    assert speakers(report) == ["Alia", "Badr", "Chama"]
    assert part(report, "quotes").title == "Les citations"


def test_the_editor_chooses_the_quotes(tmp_path: Path) -> None:
    edition = "key_quotes: [2022-03-06-atelier/q-2, 2022-03-03-atelier/q-1]\n"

    assert speakers(compose(brief_in(tmp_path, many_quotes(), edition))) == ["Driss Bis", "Alia"]


@pytest.mark.parametrize(
    ("consent", "mailed", "on_the_web"),
    [
        ("consent: {basis: official}", True, True),
        ("consent: {basis: signed, form: F-1, scope: [newsletter]}", True, False),
        ("consent: {basis: signed, form: F-1, scope: [newsletter, web]}", True, True),
        ("consent: {basis: signed, form: F-1, scope: [web]}", False, False),
        ("consent: {basis: signed, form: F-1, scope: [report, donor, internal]}", False, False),
        ("consent: {basis: none}", False, False),
        ("consent: {basis: official, withdrawn: 2022-04-05}", False, False),
        ("consent: {basis: official, expires: 2022-04-04}", False, False),
        ("consent: {basis: official, date: 2022-04-06}", False, False),
        ("key: false", False, False),
    ],
)
def test_a_quote_needs_consent_for_the_letter_and_for_the_web_where_it_goes_there_too(
    tmp_path: Path, consent: str, mailed: bool, on_the_web: bool
) -> None:
    events = event(3, "Un", "quotes:", quote("q-1", "Alia", consent))
    both = (Channel.NEWSLETTER, Channel.WEB)

    for name, channels, wanted in (
        ("a", (Channel.NEWSLETTER,), mailed),
        ("b", both, on_the_web),
    ):
        report = compose(brief_in(tmp_path / name, events, channels=channels))
        assert speakers(report) == (["Alia"] if wanted else [])
        assert ("Alia" in text(report.for_readers())) == wanted
        said = "2022-03-03-atelier/q-1: citation non reprise, faute de consentement valable."
        assert (said in text(report.section("review"))) != wanted


def test_a_quote_asked_for_and_not_printed_is_told(tmp_path: Path) -> None:
    events = event(3, "Un", "quotes:", quote("q-1", "Alia", "consent: {basis: none}"))
    report = compose(brief_in(tmp_path, events, "key_quotes: [2022-03-03-atelier/q-1]\n"))

    assert "2022-03-03-atelier/q-1: citation demandée" in text(report.section("review"))


# figures, dates to come


def test_a_figures_section_stands_only_where_two_figures_are_known_and_something_was_held(
    tmp_path: Path,
) -> None:
    full = compose(brief_in(tmp_path / "a", event(3, "Un", people("80"))))
    (block,) = part(full, "figures").blocks
    assert isinstance(block, KeyFigures)
    assert [figure.value for figure in block.figures] == ["80", "1"]

    assert compose(brief_in(tmp_path / "b", event(3, "Un"))).section("figures") is None


def test_only_dates_announced_and_not_yet_past_are_to_come(tmp_path: Path) -> None:
    announced = "\nstatus: announced"
    events = event(3, "Un", "announces:\n  - title: Forum\n    date: 2022-05-17/2022-05-20\n    place: Fès")
    events |= {
        "2022-04-20-foire": event(20, "Foire" + announced)["2022-03-20-atelier"].replace("-03-", "-04-"),
        "2022-04-21-salon": event(21, "Salon\nstatus: cancelled")["2022-03-21-atelier"].replace(
            "-03-", "-04-"
        ),
        "2022-04-22-secret": event(22, "Secret" + announced, "publish_after: 2022-04-05")[
            "2022-03-22-atelier"
        ].replace("2022-03-22", "2022-04-22"),
    }
    edition = (
        "upcoming:\n  - title: Colloque\n    date: 2022-04-04\n  - title: Journée\n    date: 2022-04-06\n"
    )

    first = compose(brief_in(tmp_path / "a", events, edition))
    assert text(first.section("upcoming")) == (
        "À venir 6 avril 2022 Journée 20 avril 2022 Foire 17–20 mai 2022 Forum, Fès"
    )
    later = compose(brief_in(tmp_path / "b", events, edition, as_of=date(2022, 5, 20)))
    assert "Forum" in text(later.section("upcoming")) and "Foire" not in text(later.section("upcoming"))
    assert compose(brief_in(tmp_path / "c", events, as_of=date(2022, 5, 21))).section("upcoming") is None


# what a person writes


def test_a_persons_editorial_is_printed_with_who_signs_it_and_nothing_is_asked_for(tmp_path: Path) -> None:
    edition = "editorial:\n  text: Un mois dense.\n  signatory: Prénom Nom\n  signatory_role: Cheffe\n"
    brief = brief_in(tmp_path, event(3, "Un"), edition)

    assert text(part(compose(brief), "editorial")) == "Édito Un mois dense. Prénom Nom, Cheffe"
    assert "letter.no_editorial" not in told(brief)


def test_without_an_editorial_sentences_from_the_figures_stand_there_and_the_team_is_told(
    tmp_path: Path,
) -> None:
    brief = brief_in(tmp_path, event(3, "Un", people("80")) | event(10, "Deux"))
    said = text(part(compose(brief), "editorial"))

    assert said.startswith("L'essentiel Mars 2022: 2 activités tenues (2 ateliers).")
    assert "80 participant" in said
    assert told(brief)[0] == "letter.no_editorial"


def test_the_number_of_the_letter_is_among_its_words(tmp_path: Path) -> None:
    report = compose(brief_in(tmp_path, event(3, "Un"), 'number: "32"\n'))

    assert normalise(report.labels.edition) == "n° 32"
    assert "(number)" not in text(report.section("review"))


WRITTEN = {
    "number": 'number: "ZQ"',
    "foreword": "foreword: {text: ZQ}",
    "editorial": "editorial: {text: ZQ}",
    "context": "context: {text: ZQ}",
    "takeaways": "takeaways: [ZQ]",
    "sections": "sections: {gouvernance: ZQ}",
    "headline": "headline: ZQ",
    "preheader": "preheader: ZQ",
    "upcoming": "upcoming:\n  - title: ZQ\n    date: 2022-05-06",
    "publications": "publications:\n  - title: ZQ",
}
CHOICES = {"language", "feature", "leave_out", "order", "key_quotes", "set_aside"}


def test_every_field_of_an_editions_file_is_thought_of_here() -> None:
    assert set(WRITTEN) | CHOICES == set(EditionTexts.model_fields)


@pytest.mark.parametrize("field", WRITTEN)
def test_what_is_written_for_an_edition_is_printed_or_named_on_the_review_page(
    tmp_path: Path, field: str
) -> None:
    report = compose(brief_in(tmp_path, event(3, "Un"), WRITTEN[field] + "\n"))
    printed = "ZQ" in text((report.for_readers().sections, report.labels, report.mail))
    code = "gouvernance" if field == "sections" else field
    named = f"Texte de la section {code}: non repris" in text(report.section("review"))

    assert printed != named
    assert named == (field in ("foreword", "context", "takeaways", "sections"))


# subject and preheader


def one_line(brief: Brief) -> tuple[str, str]:
    mail = compose(brief).mail
    assert mail is not None
    for line in (mail.subject, mail.preheader):
        assert line == " ".join(line.split()) and line.splitlines() == [line]
    return mail.subject, mail.preheader


def test_the_subject_names_publisher_month_and_the_head_and_the_preheader_the_figures(tmp_path: Path) -> None:
    subject, preheader = one_line(brief_in(tmp_path, event(3, "Un titre", people("80"))))

    assert subject == "OIM Maroc, mars 2022 : Un titre"
    assert preheader == "80 participant-e-s, 1 activité"


def test_the_editor_writes_subject_and_preheader_and_line_breaks_become_spaces(tmp_path: Path) -> None:
    edition = "headline: |-\n  Un\n  autre titre\npreheader: |-\n  Trois\n\n  mots\n"

    assert one_line(brief_in(tmp_path, event(3, "Un", people("80")), edition)) == (
        "OIM Maroc, mars 2022 : Un autre titre",
        "Trois mots",
    )


def test_where_no_figure_is_known_the_preheader_is_the_dateline(tmp_path: Path) -> None:
    assert one_line(brief_in(tmp_path, event(3, "Un")))[1] == "Atelier · 3 mars 2022"


def test_a_subject_that_mailboxes_cut_is_told(tmp_path: Path) -> None:
    brief = brief_in(tmp_path, event(3, words_of(20)))

    assert "letter.long_subject" in told(brief)
    assert len(one_line(brief)[0]) > 78


# a period without anything


def test_a_letter_without_anything_is_one_line_and_no_blank_page(tmp_path: Path) -> None:
    brief = brief_in(tmp_path, event(3, "Un"), period="2022-06", as_of=date(2022, 7, 1))
    report = compose(replace(brief, kind=replace(NEWSLETTER, when_empty=WhenEmpty.NOTICE)))

    assert text(report.section("editorial")) == (
        "L'essentiel Juin 2022: aucune activité à signaler dans cette lettre."
    )
    assert {"headline", "briefs", "quotes", "figures", "upcoming", "support"}.isdisjoint(
        section.code for section in report.sections
    )
    assert one_line(brief)[0].startswith("OIM Maroc, juin 2022 :")
    assert told(brief) == []


@pytest.mark.parametrize(("setting", "made"), [("nothing", False), ("notice", True), ("refuse", None)])
def test_a_period_without_anything_is_nothing_a_notice_or_a_refusal_by_setting(
    tmp_path: Path, setting: str, made: bool | None
) -> None:
    workspace = _with_setting(tmp_path, f"when_empty: {setting}")
    order = Order(as_of=AS_OF, kind="newsletter", period=Period.parse("2021-06"), formats=("docx",))

    if made is None:
        with pytest.raises(Refusal) as refusal:
            build(workspace, order)
        assert [problem.code for problem in refusal.value.problems] == ["pipeline.empty_period"]
    else:
        built = build(workspace, order)
        assert (built.folder is not None, bool(built.files)) == (made, made)
        assert [notice.code for notice in built.notices] == ([] if made else ["pipeline.nothing_to_report"])
    assert (workspace / "reports/2021-06").exists() == bool(made)


def _with_setting(folder: Path, line: str) -> Path:
    import shutil

    shutil.copytree(ROOT / "templates", folder / "templates")
    path = folder / "templates/kinds/newsletter.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("when_empty: nothing", line), encoding="utf-8")
    return minimal_workspace(folder)


@pytest.mark.parametrize(
    ("edition", "made"),
    [
        ("editorial: {text: Un mot de saison.}", True),
        ("upcoming:\n  - {title: Forum, date: 2022-08-01}", True),
        ("number: '4'", False),
    ],
)
def test_what_a_person_wrote_is_printed_also_in_a_month_without_activity(
    tmp_path: Path, edition: str, made: bool
) -> None:
    file = EDITION.replace("2022-03", "2022-06")
    workspace = minimal_workspace(tmp_path, files={file: edition + "\n"})
    order = Order(as_of=AS_OF, kind="newsletter", period=Period.parse("2022-06"), formats=("docx",))

    assert (build(workspace, order).folder is not None) == made


# the other language, the real letters, what is told to the team


def test_an_english_letter_is_english_throughout() -> None:
    report = real("2022-03", "en")
    mail = report.mail

    assert mail is not None
    assert mail.subject == "IOM Morocco, March 2022: Training on trafficking and child protection"
    assert mail.preheader == "70 participants, 2 activities, 2 cities"
    titles = [section.title for section in report.sections]
    assert titles[:6] == ["In short", "Headline", "In brief", "The quote", "In figures", "Coming up"]
    for word in ("activité", "formation", "Lire la suite", "À venir", "citation"):
        assert word not in text(report.for_readers()), word


def test_the_letter_of_march_stands_in_the_order_of_its_outline() -> None:
    report = real("2022-03")

    assert [section.code for section in report.sections] == [
        "editorial",
        "headline",
        "briefs",
        "quotes",
        "figures",
        "upcoming",
        "support",
        "about",
        "contact",
        "review",
    ]
    assert headline(report) == "Formations sur la traite et la protection des enfants"
    assert items(report) == ["Atelier sur les données migratoires"]
    assert len(speakers(report)) == 1
    assert 250 <= len(text(report.for_readers().sections).split()) <= 500


def test_nothing_a_letter_tells_repeats_the_words_of_the_team(tmp_path: Path) -> None:
    report = real("2023-07", as_of=date(2023, 8, 1))

    assert report.for_readers().section("review") is None
    said = text(report.for_readers())
    for hidden in ("Massaia", "mmassaia", "Abunajela", "coquille"):
        assert hidden not in said


def test_a_final_has_no_review_page_and_no_line_of_a_draft(tmp_path: Path) -> None:
    report = compose(brief_in(tmp_path, event(3, "Un"), status=Status.FINAL))

    assert report.section("review") is None
    assert report.mail is not None and report.mail.draft == ""


def test_what_to_mend_is_told_with_the_build_too(tmp_path: Path) -> None:
    events = event(3, "Un", people("9")) | event(10, "Deux", f"summary: Une {words_of(44)}.")
    workspace = minimal_workspace(tmp_path, events)
    built = build(
        workspace, Order(as_of=AS_OF, kind="newsletter", period=Period.parse("2022-03"), formats=("docx",))
    )

    codes = [warning.code for warning in built.warnings if warning.code.startswith("letter.")]
    assert sorted(codes) == sorted(
        ["letter.no_editorial", "letter.no_page", "letter.no_page", "letter.first_sentence"]
    )
    assert all(warning.warning for warning in built.warnings)


def test_a_code_of_a_doubt_names_the_file_where_it_is_mended(tmp_path: Path) -> None:
    brief = brief_in(tmp_path, event(3, words_of(20)))

    assert {(problem.code, problem.file) for problem in doubts(brief)} == {
        ("letter.no_editorial", EDITION),
        ("letter.long_subject", EDITION),
        ("letter.no_page", "records/events/2022/2022-03-03-atelier.yaml"),
    }
