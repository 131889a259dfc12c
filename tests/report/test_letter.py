"""What stands in a newsletter, in which order, and why: the rules of docs/newsletter.md, on Reports of real files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.records.fields import Channel
from generator.report.blocks import BulletList, Button, Card, Figure, KeyFigures, Role
from generator.report.compose import compose
from generator.report.consents import consents
from generator.report.markdown import count_words, cut_to_sentences, sentences
from generator.report.sections.letter import doubts
from generator.report.words import plain
from tests.report.letters import (
    OFFICIAL,
    brief_in,
    event,
    headline,
    items,
    paragraphs,
    part,
    people,
    quote,
    real,
    speakers,
    text,
    told,
    words_of,
)
from tests.workspaces import minimal_workspace

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
    assert "4 activités ont été menées" in text(report.section("editorial"))


def test_a_figure_that_is_not_exact_is_told_in_full_below_its_tile(tmp_path: Path) -> None:
    events = event(3, "Un", people("80")) | event(10, "Deux", people("{at_least: 40}")) | event(12, "Trois")
    section = part(compose(brief_in(tmp_path, events)), "figures")

    tiles = next(block for block in section.blocks if isinstance(block, KeyFigures))
    assert (tiles.figures[0].value, tiles.figures[0].detail) == ("au moins 120", "")
    assert "80 participations (1 activité)" in text(section) and "1 activité sans chiffre" in text(section)


def test_no_line_of_a_dateline_can_begin_with_its_sign(tmp_path: Path) -> None:
    events = event(3, "Un", people("80")) | event(10, "Deux")
    said = [
        card.dateline
        for card in part(compose(brief_in(tmp_path, events)), "briefs").blocks
        if isinstance(card, Card)
    ]

    assert said == ["Atelier\u00a0· 10\u00a0mars\u00a02022"]


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
        ("مع من؟ انتهى.", "مع من؟"),
    ],
)
def test_an_honorific_an_initial_or_a_quotation_ends_no_sentence(end: str, kept: str) -> None:
    text = f"Une {words_of(5)} {end}"

    assert sentences(text)[0] == f"Une {words_of(5)} {kept}"
    assert cut_to_sentences({"fr": text}, "fr", count_words(kept) + 6) == f"Une {words_of(5)} {kept}"
    assert cut_to_sentences({"fr": text}, "fr", 7) == ""


def test_a_text_is_cut_after_the_same_sentence_in_each_language_where_its_sentences_are_as_many() -> None:
    long, short = (
        f"Une {words_of(9)}. Deux {words_of(9)}. Fin.",
        f"One {words_of(4)}. Two {words_of(4)}. End.",
    )

    assert cut_to_sentences({"fr": long, "en": short}, "en", 12) == f"One {words_of(4)}."
    assert cut_to_sentences({"fr": f"{long} Plus.", "en": short}, "en", 12) == short
    assert cut_to_sentences({"fr": f"Une {words_of(40)}. Fin.", "en": "One. End."}, "en", 12) == "One. End."


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
        left_out = [f"{problem.code} {problem.field}" for problem in consents(brief)]
        return [block.asset for block in section.blocks if isinstance(block, Figure)], left_out

    assert shown("with", OFFICIAL) == (["pictures/salle.jpg"], [])
    second, place = ["pictures/groupe.jpg"], "pictures[1].consent"
    assert shown("without", "# rien") == (second, [f"consent.picture_missing {place}"])
    withdrawn = "consent: {basis: official, withdrawn: 2022-04-01}"
    assert shown("withdrawn", withdrawn) == (second, [f"consent.picture_withdrawn {place}"])


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


def test_at_most_three_quotes_are_printed_one_an_event(tmp_path: Path) -> None:
    report = compose(brief_in(tmp_path, many_quotes()))

    assert speakers(report) == ["Alia", "Badr", "Chama"]
    assert part(report, "quotes").title == "Citations"


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
        said = "La citation 2022-03-03-atelier/q-1 n'est pas imprimée: "
        assert (said in text(report.section("review"))) != wanted


def test_a_quote_asked_for_and_not_printed_is_told(tmp_path: Path) -> None:
    events = event(3, "Un", "quotes:", quote("q-1", "Alia", "consent: {basis: none}"))
    report = compose(brief_in(tmp_path, events, "key_quotes: [2022-03-03-atelier/q-1]\n"))

    asked = "La citation 2022-03-03-atelier/q-1 est demandée ici et ne peut pas être imprimée"
    assert asked in text(report.section("review"))


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
