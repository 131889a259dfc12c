"""What the composer works from: in come a Summary, the records, a Kind and a Language; out come names and words ready to set."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from generator.config.kind import Kind
from generator.config.language import Language
from generator.dataset.explain import Explanation
from generator.dataset.summary import EventInPeriod, Summary
from generator.messages.catalogue import LANGUAGES
from generator.period import Period, covered
from generator.records.approvals import Signed
from generator.records.event import BodyRole, Event
from generator.records.fields import LocalText
from generator.records.records import Records
from generator.records.registers import DatedName, EditionTexts, Organisation
from generator.report.blocks import BulletList, Paragraph, Role
from generator.report.markdown import read_blocks, read_words
from generator.report.model import Status
from generator.report.typography import quoted, typeset
from generator.report.typography_profiles import profile_of
from generator.report.untranslated import Lacking, between_marks, lacking
from generator.report.words import Source, Text, Words


@dataclass(frozen=True, slots=True)
class Issued:
    """A final edition for the public in which a donor was credited. `number` may be empty.

    `quotes` are those of the donor's own activities that it printed, as "event/quote".
    """

    kind: str
    period: Period
    number: str
    quotes: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()  # where they stand below reports/


@dataclass(frozen=True, slots=True)
class Restated:
    """Figures of an earlier edition that have changed since: by name, the value that was published and today's."""

    period: Period
    number: int | None
    changes: tuple[tuple[str, str, str], ...]
    folders: tuple[str, ...] = ()  # the finals that were compared, below reports/


@dataclass(frozen=True)
class Brief:
    """Everything a section is written from: records that passed the gate. Every word that leaves it is set by the language's
    typography.
    """

    summary: Summary
    records: Records
    kind: Kind
    language: Language
    status: Status
    as_of: date
    edition: EditionTexts = field(default_factory=EditionTexts)
    edition_name: str = ""
    # Where each event told stands with its approval: its file may hold more than this audience sees.
    signed: Mapping[str, Signed] = field(default_factory=dict)
    issued: tuple[Issued, ...] = ()  # where this document's donor was credited
    restated: tuple[Restated, ...] = ()
    issue: int | None = None  # the number that the ledger gives this final
    numbered: bool = False  # whether its series numbers its finals
    proof: tuple[Explanation, ...] = ()  # of every figure, where a proof was asked for in any form
    annex: bool = False  # with the annex that explains each figure
    enclosed: bool = False  # with the proof sheet inside the PDF
    stem: str = ""  # what the names of its files begin with
    traced: bool = False  # while a document is written: what is not in its language stands between marks

    @property
    def proof_language(self) -> str:
        """The language of the explanations: the document's where the program speaks it."""
        return self.language.code if self.language.code in LANGUAGES else "en"

    # words

    def set(self, text: str) -> str:
        """Return `text` set by the language's typography."""
        return typeset(text, self.language.typography)

    def set_in(self, text: str, code: str) -> str:
        """Return `text`, which is in the language `code`, set by that language's typography."""
        own = code == self.language.code
        return typeset(text, self.language.typography if own else profile_of(code))

    def say(self, key: str, **facts: object) -> str:
        """Return the language's words of `key`, set."""
        return self.set(self.language.sentence(lambda language: language.say(key, **facts)))

    def words(self, key: str, **facts: object) -> Words:
        """Return the language's words of `key` as one run."""
        return (Text(self.say(key, **facts)),)

    def enumerate(self, items: Iterable[str]) -> str:
        """Return "a, b et c", set."""
        return self.set(self.language.enumerate(list(items)))

    def chain(self, items: Iterable[str]) -> str:
        """Return "a ; b ; c", set."""
        *rest, last = [*items] or [""]
        for item in reversed(rest):
            last = self.language.say("tile.join", first=item, rest=last)
        return self.set(last)

    def quote(self, text: str, code: str = "") -> str:
        """Return `text` between the language's quotation marks; one in another language, `code`, keeps its own inside."""
        own = "" if code in ("", self.language.code) else profile_of(code)
        return quoted(text, self.language.typography, own)

    def join(self, parts: Iterable[str]) -> str:
        """Return "a, b, c", set, of those `parts` that say something."""
        return self.set(self.language.join([part for part in parts if part]))

    def sentence(self, write: Callable[[Brief], str]) -> str:
        """Return the sentence that `write` makes, its numbers below ten in words where the language wants it."""
        own = self.language
        return own.sentence(lambda said: write(self if said is own else replace(self, language=said)))

    def text(self, local: LocalText | None, own: str) -> str:
        """Return the text in the document's language, else in the record's `own`, set; empty for none."""
        if local is None:
            return ""
        return self.traced_text(local, self.set_in(*local.get(self.language.code, own)))

    def traced_text(self, local: LocalText, shown: str) -> str:
        """Return words taken from `local` as they are `shown`, between marks where they are not in the document's language."""
        number = self.lacking.of(local)
        return shown if number is None else between_marks(number, shown)

    @cached_property
    def lacking(self) -> Lacking:
        """What the records lack in the document's language; nothing while no document is written."""
        if not self.traced:
            return Lacking()
        return lacking(self.records, self.edition, self.edition_name, self.language)

    def _setter(self, local: LocalText, code: str) -> Callable[[str], str]:
        return lambda text: self.traced_text(local, self.set_in(text, code))

    def foreign(self, code: str) -> str | None:
        """Return the language `code` where it is not the document's: only foreign words are tagged."""
        return code if code != self.language.code else None

    def run(self, local: LocalText | None, own: str) -> Words:
        """Return the text as one run, tagged with its language where it is not the document's."""
        if local is None:
            return ()
        text, code = local.get(self.language.code, own)
        return (Text(self._setter(local, code)(text), language=self.foreign(code)),)

    def rich(self, local: LocalText | None, own: str) -> Words:
        """Return a Markdown text on one line, tagged with its language where it is not the document's."""
        if local is None:
            return ()
        text, code = local.get(self.language.code, own)
        return read_words(text, self._setter(local, code), language=self.foreign(code))

    def blocks(
        self, local: LocalText | None, own: str, record: str, field: str, role: Role = Role.BODY
    ) -> tuple[Paragraph | BulletList, ...]:
        """Return the blocks of a Markdown text, the first one with its source."""
        if local is None:
            return ()
        text, code = local.get(self.language.code, own)
        source = Source(record, field, code)
        return read_blocks(
            text, self._setter(local, code), role=role, source=source, language=self.foreign(code)
        )

    # names

    def name(self, body: str) -> str:
        """Return a body's full name as it was at the end of the period."""
        found = self._named(self.records.organisations[body])
        return self.text(found.name, self.records.publisher.language)

    def acronym(self, body: str) -> str:
        """Return a body's acronym at the end of the period; empty if it has none in the document's language."""
        return self.short_form(self._named(self.records.organisations[body]).acronym)

    def short_form(self, acronym: LocalText | None) -> str:
        """Return an acronym of the document's language, or one written once for all; another language's is none here."""
        forms = acronym.root if acronym else {}
        return self.set(forms.get(self.language.code, forms.get("", "")))

    def full_name(self, body: str) -> str:
        """Return "Haut-Commissariat au Plan (HCP)"."""
        return _with_acronym(self.name(body), self.acronym(body))

    def credited(self, body: str, project: str = "") -> str:
        """Return how a donor is credited: by the project's form, else the register's, else its name."""
        own = self.records.publisher.language
        for donor in self.records.projects[project].donors if project else ():
            if donor.organisation == body and donor.credited_as:
                return self.text(donor.credited_as, self.records.projects[project].language)
        form = self.records.organisations[body].credited_as
        return self.text(form, own) if form else self.name(body)

    def honorific(self, stated: str | None) -> str:
        """Return an honorific as the document's language writes it: "Mme" is "Ms" in English; an unknown one stays."""
        key = f"honorific.{(stated or '').rstrip('.').casefold()}"
        return self.language.say(key) if self.language.knows(key) else (stated or "")

    def project(self, project: str) -> str:
        """Return a project's title, in the form it must be credited in, with its acronym."""
        found = self.records.projects[project]
        title = self.text(found.credited_as or found.title, found.language)
        return _with_acronym(title, self.set(found.acronym or ""))

    def short_project(self, project: str) -> str:
        """Return a project's acronym, else its title."""
        return self.set(self.records.projects[project].acronym or "") or self.project(project)

    def theme(self, theme: str) -> str:
        """Return a theme's label as it was at the end of the period."""
        themes = self.records.themes
        found = next(t for t in themes.themes if t.id == theme)
        held = [label for label in found.labels if not label.since or label.since <= self.summary.period.end]
        newest = max(held or found.labels[:1], key=lambda label: label.since or date.min)
        return self.text(newest.label, themes.language)

    def title(self, event: Event) -> str:
        """Return an event's title as published, on one line."""
        return " ".join(self.text(event.title, event.language).split("\n"))

    def short_title(self, event: Event) -> str:
        """Return an event's short title, else its title, on one line."""
        return " ".join(self.text(event.short_title or event.title, event.language).split("\n"))

    def donors_of(self, event: Event) -> tuple[tuple[str, str], ...]:
        """Return (project, donor) for each donor that paid for the event; project is empty for direct funding."""
        found = [
            (p, d.organisation) for p in self.projects_of(event) for d in self.records.projects[p].donors
        ]
        return (*found, *(("", f.organisation) for f in event.funding if not f.background))

    def projects_of(self, event: Event) -> tuple[str, ...]:
        """Return the projects that paid for the event or a session of it, without those this audience may not know of."""
        projects = dict.fromkeys([*event.projects, *(p for s in event.sessions for p in s.projects)])
        return tuple(project for project in projects if project not in self.summary.hidden_projects)

    def projects_told(self) -> tuple[str, ...]:
        """Return the projects of the period's events, each once, in their order."""
        return tuple(dict.fromkeys(p for found in self.summary.events for p in self.projects_of(found.event)))

    def bodies(self, event: Event, *roles: BodyRole) -> tuple[str, ...]:
        """Return the bodies with one of `roles` in the event, each once, in the order of the record.

        A body that is there for a project this audience may not know of is left out.
        """
        hidden = self.summary.hidden_projects
        found = (i for i in event.organisations if i.role in roles and i.project not in hidden)
        return tuple(dict.fromkeys(i.organisation for i in found))

    @property
    def number(self) -> str:
        """The number of the edition as printed: the ledger's, else the one its file states; empty for none."""
        if self.numbered:
            return str(self.issue) if self.issue is not None else ""
        return self.edition.number or ""

    def cited(self) -> tuple[str, ...]:
        """Return the folders of the earlier editions that this one speaks of."""
        credited = (folder for one in self.issued for folder in one.folders)
        return (*credited, *(folder for one in self.restated for folder in one.folders))

    def own_file(self) -> str:
        """Return the file of this edition's texts, whether it is there or not."""
        read = self.records.files.get(self.edition_name)
        return read.path if read else f"records/{self.edition_name.replace('edition', 'editions', 1)}.yaml"

    def shown(self) -> tuple[EventInPeriod, ...]:
        """Return the events of the period that this edition tells, in its order: those asked for first, then by date."""
        left_out = {aside.event for aside in self.edition.leave_out}
        place = {id: index for index, id in enumerate(self.edition.order)}
        kept = [event for event in self.summary.events if event.id not in left_out]
        return tuple(sorted(kept, key=lambda event: place.get(event.id, len(place))))

    def declared_complete(self, period: Period) -> bool:
        """Return whether the publisher declared the records of `period` complete (counting rule 8)."""
        return covered(period, map(Period.parse, self.records.publisher.complete_periods))

    def _named(self, organisation: Organisation) -> DatedName:
        held = [n for n in organisation.names if not n.since or n.since <= self.summary.period.end]
        return max(held or organisation.names[:1], key=lambda n: n.since or date.min)


def _with_acronym(name: str, acronym: str) -> str:
    """Return "name (acronym)"; the name alone where the acronym is a word of it."""
    known = not acronym or re.search(rf"(?<!\w){re.escape(acronym)}(?!\w)", name)
    return name if known else f"{name} ({acronym})"
