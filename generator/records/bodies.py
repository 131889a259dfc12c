"""Bodies, donors and frameworks as an event states them: in come their ids, out come frozen roles, fundings and goals."""

from __future__ import annotations

from enum import Enum

from generator.records.fields import Id, Line, Prose, Record, YesNo


class BodyRole(Enum):
    """What a body was for the event."""

    ORGANISER = "organiser"
    CO_ORGANISER = "co_organiser"
    PARTNER = "partner"
    IMPLEMENTING_PARTNER = "implementing_partner"
    HOST = "host"
    SUPPORTER = "supporter"
    SPEAKER = "speaker"
    PARTICIPANT = "participant"


# Those that organised, hosted or supported it.
PARTNER_ROLES = frozenset(
    {
        BodyRole.ORGANISER,
        BodyRole.CO_ORGANISER,
        BodyRole.PARTNER,
        BodyRole.IMPLEMENTING_PARTNER,
        BodyRole.HOST,
        BodyRole.SUPPORTER,
    }
)


class Involvement(Record):
    """A body and its role. A body that only sent people is a `participant`, not a partner."""

    organisation: Id
    """Body, from the register."""
    role: BodyRole
    """What it was."""
    project: Id | None = None
    """The project whose partner it is, where it is bound to one."""
    named_as: Line | None = None
    """The source's name for it, where it differs from the register's."""


class Funding(Record):
    """A donor that funded the event outside any recorded project, or is only named in its background."""

    organisation: Id
    """Donor, from the register."""
    background: YesNo = False
    """True where the source names it without saying that it funded this event: it is never credited."""
    note: Prose | None = None
    """What the source says it funded."""


class FrameworkGoal(Record):
    """A framework's goal the event states it serves; stated, never guessed."""

    framework: Id
    """Framework, from records/themes.yaml."""
    goal: Line | None = None
    """Goal's number; left out where the framework as a whole is named."""
    named_as: Line | None = None
    """The source's words: "objectif 5 du PMM"."""
