"""Which fields hold the id of another record: in comes a field, out comes the register it refers to."""

from __future__ import annotations

# (record, field) -> register. Fields of type Id that name the record itself are not listed here.
REFERENCE_FIELDS: dict[tuple[str, str], str] = {
    ("Person", "organisation"): "organisation",
    ("ProgrammeItem", "organisations"): "organisation",
    ("Session", "projects"): "project",
    ("Involvement", "organisation"): "organisation",
    ("Involvement", "project"): "project",
    ("Funding", "organisation"): "organisation",
    ("FrameworkGoal", "framework"): "framework",
    ("QuoteSpeaker", "organisation"): "organisation",
    ("Contact", "organisation"): "organisation",
    ("Event", "themes"): "theme",
    ("Event", "projects"): "project",
    ("Organisation", "parent"): "organisation",
    ("ProjectDonor", "organisation"): "organisation",
    ("Project", "partners"): "organisation",
    ("Project", "themes"): "theme",
    ("Publisher", "organisation"): "organisation",
    ("Indicator", "project"): "project",
    ("Indicator", "theme"): "theme",
    ("SetAside", "event"): "event",
    ("EditionTexts", "feature"): "event",
    ("EditionTexts", "order"): "event",
}
# Fields of type Id that are the record's own name, or refer to a part of the same record.
OWN_IDS = frozenset(
    {
        ("Attendance", "covers"),
        ("Session", "id"),
        ("QuoteRecord", "id"),
        ("Theme", "id"),
        ("Framework", "id"),
    }
)
