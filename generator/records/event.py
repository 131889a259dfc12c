"""An event: in comes one file of records/events/, out comes a frozen Event.

Its figures stand in attendance.py, its bodies in bodies.py, its people and quotes in people.py; all are named here too.
A value that the source does not state is left out; nothing is invented.
"""

from __future__ import annotations

from enum import Enum

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.records.approval import Approval
from generator.records.attendance import Attendance, Breakdown, BreakdownItem, Countries, Measure, Mode
from generator.records.bodies import BodyRole, FrameworkGoal, Funding, Involvement
from generator.records.fields import (
    WEEKDAYS,
    Consent,
    Dated,
    Day,
    Id,
    LanguageCode,
    Line,
    LocalText,
    Prose,
    Record,
    Title,
    Url,
    Weekday,
    Whole,
    YesNo,
)
from generator.records.people import Contact, Part, Person, Protection, QuoteRecord, QuoteSpeaker

__all__ = [
    "Announcement",
    "Approval",
    "Attendance",
    "BodyRole",
    "Breakdown",
    "BreakdownItem",
    "Contact",
    "Countries",
    "Dating",
    "Event",
    "EventType",
    "FrameworkGoal",
    "Funding",
    "Involvement",
    "Link",
    "Measure",
    "Mode",
    "Occurrence",
    "Outcome",
    "OutcomeKind",
    "Part",
    "Person",
    "Picture",
    "Place",
    "ProgrammeItem",
    "Protection",
    "QuoteRecord",
    "QuoteSpeaker",
    "Session",
    "SourceDocument",
    "SourceKind",
    "State",
    "weekday_matches",
]


class EventType(Enum):
    """What kind of activity it is. The last three are no meetings."""

    WORKSHOP = "workshop"
    TRAINING = "training"
    CONFERENCE = "conference"
    MEETING = "meeting"
    CEREMONY = "ceremony"
    CAMPAIGN = "campaign"
    VISIT = "visit"
    EXHIBITION = "exhibition"
    DISTRIBUTION = "distribution"
    PUBLICATION = "publication"
    STORY = "story"


class Occurrence(Enum):
    """Whether it took place."""

    ANNOUNCED = "announced"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class State(Enum):
    """Where the record stands with its editors."""

    DRAFT = "draft"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class Place(Record):
    """Where a session took place. Leave out what the source does not state."""

    venue: LocalText | None = None
    """Building or room."""
    city: LocalText | None = None
    """City."""
    region: LocalText | None = None
    """Region or province."""
    country: LocalText | None = None
    """Country; only where it is stated."""
    online: YesNo = False
    """True for an event online; together with a venue or city: hybrid."""
    implied: YesNo = False
    """True where the source only implies the place; the draft says so."""


class ProgrammeItem(Record):
    """A panel, an opening, a presentation inside a session: never a session of its own."""

    title: LocalText
    """What it was about."""
    number: Whole | None = None
    """Its number in the programme."""
    people: tuple[Person, ...] = ()
    """Who spoke or led."""
    organisations: tuple[Id, ...] = ()
    """Bodies that presented."""


class Session(Record):
    """A part of an event with its own dates and place."""

    id: Id
    """Short name, unique in the event."""
    title: LocalText | None = None
    """Only where it has one of its own."""
    date: Dated | None = None
    """EDTF date or interval."""
    weekday: Weekday | None = None
    """Weekday stated by the source for the first day; it is checked."""
    place: Place | None = None
    """Where."""
    status: Occurrence | None = None
    """Only where it differs from the event's."""
    projects: tuple[Id, ...] = ()
    """Projects of this session alone."""
    people: tuple[Person, ...] = ()
    """Speakers and facilitators of this session."""
    programme: tuple[ProgrammeItem, ...] = ()
    """Panels inside it."""


class Dating(Record):
    """What is known of the date of an undated event: bounds that narrow its periods, each with its reason."""

    not_before: Day | None = None
    """First day it can have taken place."""
    not_after: Day | None = None
    """Last day it can have taken place."""
    reason: Prose
    """Why: what the source states."""


class OutcomeKind(Enum):
    """What came out of the event."""

    RECOMMENDATION = "recommendation"
    OUTCOME = "outcome"
    REQUEST = "request"
    COMMITMENT = "commitment"


class Outcome(Record):
    """A recommendation, a result, a request of participants."""

    kind: OutcomeKind
    """What it is."""
    text: LocalText
    """In our own words."""


class Announcement(Record):
    """Another, later event that this one announces; it is not counted."""

    title: LocalText
    """Its name."""
    date: Dated
    """When, as announced."""
    place: LocalText | None = None
    """Where, as announced."""
    url: Url | None = None
    """Address."""


class Link(Record):
    """An address the event points to."""

    label: LocalText
    """What is there."""
    url: Url | None = None
    """Address; left out where the source only mentions it."""


class Picture(Record):
    """A picture with what it shows, who took it, and the consent of those it shows."""

    file: Line
    """File name in records/pictures/."""
    alt: LocalText
    """What it shows, for those who do not see it."""
    credit: Line
    """"©OIM 2022 / Name"."""
    caption: LocalText | None = None
    """Caption."""
    faces: YesNo = True
    """False where nobody can be recognised."""
    protection: Protection | None = None
    """`minor` or `trafficking` where it shows such a person: no face without a signed form (a guardian's for a minor)."""
    consent: Consent | None = None
    """Consent of the people shown; left out: not printed."""


class SourceKind(Enum):
    """What the record was made from."""

    ARTICLE = "article"
    REPORT = "report"
    MINUTES = "minutes"
    MESSAGE = "message"


class SourceDocument(Record):
    """What the record was made from."""

    kind: SourceKind
    """What it is."""
    title: Title
    """Its title, as published."""
    language: LanguageCode = "fr"
    """Its language."""
    url: Url | None = None
    """Its public address, where known."""
    published: Day | None = None
    """Day of publication, where stated."""
    seed: Line | None = None
    """Name of the file it was read from."""


class Event(Record):
    """Something that takes place. One event, one file; the file's name is its id and never changes."""

    language: LanguageCode = "fr"
    """The record's own language: that of every plain text in it."""
    title: LocalText
    """As published; other languages are ours."""
    short_title: LocalText | None = None
    """For tables and timelines, at most about eight words."""
    type: EventType
    """Kind of activity."""
    status: Occurrence = Occurrence.HELD
    """Whether it took place."""
    themes: tuple[Id, ...] = ()
    """Axes it belongs to, the main one first, from records/themes.yaml."""
    date: Dated | None = None
    """For an event of one session. Left out when unknown, or when sessions carry the dates."""
    weekday: Weekday | None = None
    """Weekday stated by the source for the first day; it is checked."""
    dating: Dating | None = None
    """For an undated event: what narrows its date."""
    place: Place | None = None
    """For an event of one session."""
    target_area: LocalText | None = None
    """Region it was for, where that is not the place."""
    duration: LocalText | None = None
    """Length as the source states it: "deux jours et demi"."""
    sessions: tuple[Session, ...] = ()
    """For an event in several parts with dates or places of their own."""
    programme: tuple[ProgrammeItem, ...] = ()
    """Panels and addresses of an event of one session."""
    attendance: tuple[Attendance, ...] = ()
    """Figures about people; left out where the source gives none."""
    countries: Countries | None = None
    """Countries represented."""
    people: tuple[Person, ...] = ()
    """Speakers and facilitators."""
    organisations: tuple[Involvement, ...] = ()
    """Bodies and their roles."""
    other_participants: LocalText | None = None
    """Those the source describes without naming a body: "des ambassadeurs de différents pays"."""
    projects: tuple[Id, ...] = ()
    """Projects that paid for it, from records/projects/."""
    funding: tuple[Funding, ...] = ()
    """Donors outside any project, and donors only named in the background."""
    frameworks: tuple[FrameworkGoal, ...] = ()
    """Frameworks it states it serves."""
    summary: LocalText | None = None
    """What happened, in our own words (Markdown: strong, emphasis, links, lists)."""
    teaser: LocalText | None = None
    """At most 40 words for a newsletter or a card."""
    outcomes: tuple[Outcome, ...] = ()
    """Recommendations, results, requests."""
    quotes: tuple[QuoteRecord, ...] = ()
    """Verbatim words."""
    announces: tuple[Announcement, ...] = ()
    """Later events it announces."""
    links: tuple[Link, ...] = ()
    """Addresses it points to."""
    public_page: Url | None = None
    """Where the public can read about it."""
    pictures: tuple[Picture, ...] = ()
    """Pictures."""
    contacts: tuple[Contact, ...] = ()
    """Press contacts: not public."""
    source: SourceDocument | None = None
    """What the record was made from."""
    notes: Prose | None = None
    """For the team only; never printed."""
    state: State = State.DRAFT
    """Where it stands with its editors."""
    approval: Approval | None = None
    """Who approved it."""
    publish_after: Day | None = None
    """Embargo: printed from the day after."""
    audiences: tuple[str, ...] = ()
    """Limits who may read it: `public`, `internal`, `donor:<id>`; left out, everybody."""
    silenced: dict[str, Prose] = Field(default_factory=dict)
    """Editorial checks set aside for this record: code and reason."""

    @model_validator(mode="after")
    def _agree(self) -> Event:
        if self.sessions and (self.date or self.place or self.weekday):
            raise PydanticCustomError("sessions_or_date", "sessions carry date and place", {})
        if self.dating and (self.date or any(session.date for session in self.sessions)):
            raise PydanticCustomError("dating_or_date", "bounds are for undated events", {})
        names = [session.id for session in self.sessions]
        if len(names) != len(set(names)):
            raise PydanticCustomError("session_twice", "session id written twice", {})
        if missing := sorted({a.covers for a in self.attendance if a.covers} - set(names)):
            raise PydanticCustomError("session_unknown", "unknown session", {"given": missing[0]})
        return self

    def parts(self) -> tuple[Session, ...]:
        """Return its sessions; an event without any is one session named "event"."""
        if self.sessions:
            return self.sessions
        return (
            Session(
                id="event", date=self.date, weekday=self.weekday, place=self.place, programme=self.programme
            ),
        )


def weekday_matches(weekday: str, part: Session) -> bool:
    """Return whether the stated `weekday` is that of the first day of `part`; True where the day is not known."""
    start = part.date.start if part.date and part.date.exact_days else None
    return start is None or start.weekday() == WEEKDAYS[weekday]
