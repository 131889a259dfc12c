"""People as a source names them: in come names, roles at that date and words, out come frozen values. There is no register of people."""

from __future__ import annotations

from enum import Enum

from pydantic import Field

from generator.records.fields import Consent, Email, Id, LanguageCode, Line, LocalText, Prose, Record, YesNo


class Part(Enum):
    """What a person did there."""

    SPEAKER = "speaker"
    OPENING = "opening"
    FACILITATOR = "facilitator"
    PRESENTER = "presenter"
    TRAINER = "trainer"
    QUOTED = "quoted"


class Person(Record):
    """A person named by the source, with the role at that date."""

    name: Line
    """Name as it should be printed."""
    honorific: Line | None = None
    """As the source has it: "M.", "Mme", "Professeur"."""
    role: LocalText | None = None
    """Role at that date."""
    organisation: Id | None = None
    """Body, from the register."""
    part: Part = Part.SPEAKER
    """What the person did."""
    from_place: LocalText | None = None
    """Where the source says the person comes from, if that is all it says."""
    note: Line | None = None
    """For the team: a defect of the source, a spelling."""


class Protection(Enum):
    """Why a person needs more than consent: no name, no place below a region, no face without a signed form."""

    MINOR = "minor"
    TRAFFICKING = "trafficking"


class QuoteSpeaker(Record):
    """Who said it, as stated at that date. All empty for an anonymous speaker."""

    name: Line | None = None
    """Name; left out when anonymous."""
    honorific: Line | None = None
    """As the source has it."""
    role: LocalText | None = None
    """Role at that date, as the source has it."""
    organisation: Id | None = None
    """Body, from the register."""
    pseudonym: YesNo = False
    """True where the name is not the person's own."""
    anonymous: YesNo = False
    """True where the source gives no name, or the person asked for none."""
    protection: Protection | None = None
    """`minor`, or `trafficking` for a victim: no name but a pseudonym, no place below a region, and a signed form (a guardian's for a minor)."""


class QuoteRecord(Record):
    """Verbatim words of a speaker, in the language spoken."""

    id: Id
    """Short name, unique in the event."""
    speaker: QuoteSpeaker
    """Who said it."""
    fragments: tuple[Prose, ...] = Field(min_length=1)
    """The words, without quotation marks; one fragment for each passage between marks."""
    excerpt: tuple[Prose, ...] = ()
    """For short documents: passages of these words, in their order; "[…]" is printed where something is left out."""
    continues_without_attribution: YesNo = False
    """True where the source attributes the first fragment only."""
    language: LanguageCode | None = None
    """Language of these words, where it is not the record's."""
    translated: YesNo = False
    """True where these words are a translation already in the source."""
    translations: dict[str, tuple[Prose, ...]] = Field(default_factory=dict)
    """Our own translations, by language; printed as such."""
    key: YesNo = False
    """True for a quote to be chosen first."""
    consent: Consent | None = None
    """Left out: not printed."""
    defects: Line | None = None
    """For the team: what is odd in the source."""


class Contact(Record):
    """A press contact: personal data, printed only where `public` is true."""

    name: Line
    """Name."""
    organisation: Id | None = None
    """Body."""
    place: LocalText | None = None
    """Office."""
    email: Email | None = None
    """Address."""
    phone: Line | None = None
    """Number."""
    public: YesNo = False
    """True where the person agreed to be printed."""
