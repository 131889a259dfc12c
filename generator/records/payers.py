"""Who pays: in come Records, out come the donors that pay for something, with the calendar each goes by."""

from __future__ import annotations

from generator.records.records import Records


def paying(records: Records) -> tuple[str, ...]:
    """Return the donors that pay for a project or an event, by id; one that is only named in a background does not."""
    found = {given.organisation for project in records.projects.values() for given in project.donors}
    for event in records.events.values():
        found |= {given.organisation for given in event.funding if not given.background}
    return tuple(sorted(found))


def fiscal_month(records: Records, donor: str = "") -> int | None:
    """Return the first month, 1 to 12, of the fiscal year of `donor`, else of the publisher; None where none is stated."""
    if donor:
        body = records.organisations.get(donor)
        return body.fiscal_year_starts if body else None
    return records.publisher.fiscal_year_starts
