"""A new event for a person to fill in: in come a few answers, out come an id and the text of a commented record.

What is not asked stands in the file as fields behind a "#", each under its description; the text loads as it is.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.errors import Problem, Refusal, problem
from generator.messages.en.pages import WORDS as ENGLISH
from generator.messages.fr.choices import CHOICES
from generator.messages.fr.pages import WORDS as FRENCH
from generator.period import DateSpan
from generator.records.event import Event, EventType, Occurrence
from generator.records.folder import good_name, slug_of
from generator.records.names import Names
from generator.records.reference import choices_of, description_of
from generator.records.validation import validate
from generator.sources.source import read_bytes

_ID_LENGTH = 60
_SAMPLES: tuple[tuple[str, str], ...] = (
    ("short_title", "short_title: {short}"),
    ("weekday", "weekday: lundi"),
    ("target_area", "target_area: {text}"),
    ("sessions", "sessions:\n  - id: session-1\n    date: 2022-02-15\n    place:\n      city: Rabat"),
    ("attendance", "attendance:\n  - measure: attendees\n    count: 70\n    women: 35\n    men: 35"),
    ("countries", "countries:\n  codes: [MA, SN]\n  exhaustive: true"),
    ("people", "people:\n  - name: {text}\n    role: {text}\n    organisation: my-body\n    part: speaker"),
    ("organisations", "organisations:\n  - organisation: my-body\n    role: partner"),
    ("funding", "funding:\n  - organisation: my-donor"),
    ("frameworks", "frameworks:\n  - framework: my-framework\n    goal: \"5\""),
    ("summary", "summary: |-\n  {text}"),
    ("teaser", "teaser: {text}"),
    ("outcomes", "outcomes:\n  - kind: recommendation\n    text: {text}"),
    (
        "quotes",
        "quotes:\n  - id: quote-1\n    speaker:\n      name: {text}\n      role: {text}\n    fragments:\n      - {text}\n"
        "    consent:\n      basis: none",
    ),
    ("links", "links:\n  - label: {text}\n    url: https://example.org"),
    ("public_page", "public_page: https://example.org"),
    ("pictures", "pictures:\n  - file: photo.jpg\n    alt: {text}\n    credit: {text}"),
    ("contacts", "contacts:\n  - name: {text}\n    email: office@example.org"),
    ("source", "source:\n  kind: article\n  title: {text}\n  url: https://example.org"),
    ("notes", "notes: {text}"),
    ("publish_after", "publish_after: 2022-02-15"),
    ("audiences", "audiences: [internal]"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewEvent:
    """What a person is asked for a new event. `language` is the record's, `comments` that of the explanations.

    `date` is EDTF, empty if unknown; `slug` names the file where the title cannot.
    """

    title: str
    date: str = ""
    type: str = EventType.WORKSHOP.value
    status: str = Occurrence.HELD.value
    city: str = ""
    themes: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    language: str = "fr"
    comments: str = "fr"
    slug: str = ""


def new_event_text(answers: NewEvent) -> tuple[str, str]:
    """Return the id and the text of the record; the id is made of the date and the title, in letters a to z.

    Refusal names an answer that a record could not hold, or that the title gives no name for the file.
    """
    span = _span(answers.date)
    identifier = _identifier(answers, span)
    text = _text(answers)
    source, problems = read_bytes(text.encode("utf-8", "surrogatepass"), event_file(identifier, answers.date))
    if source and not problems:
        problems = list(validate(Event, source, Names())[1])
    if problems:
        raise Refusal(Problem("", 0, 0, p.field, p.code, p.facts) for p in problems)
    return identifier, text


def type_names(language: str) -> dict[str, str]:
    """Return what each type of event is called in `language`, by the value that stands in a record."""
    values = [kind.value for kind in EventType]
    return {value: CHOICES[f"event_type.{value}"] if language == "fr" else value for value in values}


def event_file(identifier: str, date: str = "") -> str:
    """Return where a new event belongs in the workspace: records/events/<year>/<id>.yaml, or undated/."""
    year = date.replace("../", "")[:4]
    folder = year if year.isdecimal() else "undated"
    return str(PurePosixPath("records/events", folder, f"{identifier}.yaml"))


def _span(date: str) -> DateSpan | None:
    if not date:
        return None
    try:
        return DateSpan.parse(date)
    except ValueError as error:
        raise Refusal(problem(f"records.date_{error}", field="date", given=date[:40])) from None


def _identifier(answers: NewEvent, span: DateSpan | None) -> str:
    slug = slug_of(answers.slug or answers.title)
    if answers.slug and slug != answers.slug:
        raise Refusal(problem("records.id_form", field="slug", given=answers.slug[:60]))
    if len(slug) < 3:
        raise Refusal(problem("records.slug_wanted", field="slug", given=answers.title[:60]))
    # Quarters are written as months 33 to 36: their year alone says more.
    first = (
        re.match(r"(?:\.\./)?([0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?)", span.text) if span else None
    )
    whole = f"{first[1]}-{slug}" if first else slug
    if len(whole) > _ID_LENGTH:
        # Cut at a word, where there is one.
        cut = whole[: _ID_LENGTH + 1]
        whole = (cut.rpartition("-")[0] if "-" in cut[16:] else cut[:_ID_LENGTH]).strip("-")
    if not good_name(whole):
        raise Refusal(problem("records.reserved_name", field="slug", given=whole))
    return whole


def _text(answers: NewEvent) -> str:
    words = FRENCH if answers.comments == "fr" else ENGLISH
    language = "fr" if answers.comments == "fr" else "en"
    lines = [
        "# yaml-language-server: $schema=../../schema/event.json",
        f"# {words['template_head']}",
        f"# {words['template_leave']}",
        "",
    ]
    choices = {"type": EventType, "status": Occurrence}
    for name, row in _asked(answers):
        lines.append(f"# {description_of(Event, name, language)}")
        if name in choices:
            listed = choices_of(choices[name], language).replace("`", "")
            lines.append(f"# {words['template_choices'].format(choices=listed)}")
        lines += [row, ""]
    for name, sample in _SAMPLES:
        filled = sample.format(short=words["template_sample_title"], text=words["template_sample_text"])
        lines.append(f"# {description_of(Event, name, language)}")
        lines += [f"#{row}" for row in filled.split("\n")]
        lines.append("")
    lines += [f"# {description_of(Event, 'state', language)}", "state: draft"]
    return "\n".join(lines) + "\n"


def _asked(answers: NewEvent) -> list[tuple[str, str]]:
    place = f"place:\n  city: {_quoted(answers.city)}" if answers.city else "#place:\n#  city: Rabat"
    return [
        ("language", f"language: {_quoted(answers.language)}"),
        ("title", f"title: {_quoted(answers.title)}"),
        ("type", f"type: {_quoted(answers.type)}"),
        ("status", f"status: {_quoted(answers.status)}"),
        ("date", f"date: {answers.date}" if answers.date else "#date: 2022-02-15"),
        ("place", place),
        ("themes", _listed("themes", answers.themes, "my-theme")),
        ("projects", _listed("projects", answers.projects, "my-project")),
    ]


def _listed(name: str, given: tuple[str, ...], sample: str) -> str:
    return f"{name}: [{', '.join(map(_quoted, given))}]" if given else f"#{name}: [{sample}]"


def _quoted(text: str) -> str:
    """Return `text` on one line; in quotes unless it is a plain word that YAML cannot take for anything else."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if re.fullmatch(r"[a-zA-Z][a-z0-9-]*", line) and line.lower() != "null":
        return line
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'
