"""Ids known before all records are read: in comes a workspace, out come the ids of its registers, also where records are wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

NAME = "records/organisations.yaml"


def donors_of(workspace: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the id of each donor with the names it goes by; none where the register cannot be read."""
    from generator.sources.source import read

    source, _ = read(workspace / NAME, NAME)
    bodies = source.data if source else None
    if not isinstance(bodies, dict):
        return {}
    return {
        id: tuple(_texts([body.get(field) for field in ("names", "aliases", "credited_as")]))
        for id, body in sorted(bodies.items())
        if isinstance(body, dict) and str(body.get("donor")).casefold() == "true"
    }


def fiscal_month_of(workspace: Path, audience: str) -> int | None:
    """Return the first month of the audience's fiscal year: its donor's, else the publisher's; None where none is recorded."""
    from generator.sources.source import read

    donor = audience.partition(":")[2]
    path, file = (NAME, (donor,)) if donor else ("records/publisher.yaml", ())
    source, _ = read(workspace / path, path)
    given = source.value((*file, "fiscal_year_starts")) if source else None
    month = int(given) if isinstance(given, str) and given.isascii() and given.isdigit() else 0
    return month if 1 <= month <= 12 else None


def themes_of(workspace: Path) -> list[str]:
    """Return the ids of the themes."""
    from generator.sources.source import read

    source, _ = read(workspace / "records" / "themes.yaml", "records/themes.yaml")
    listed = source.value(("themes",)) if source else None
    return [str(one.get("id")) for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def projects_of(workspace: Path) -> list[str]:
    """Return the ids of the projects."""
    return sorted(path.stem for path in (workspace / "records" / "projects").glob("*.yaml"))


def project_donors(workspace: Path, project: str) -> list[str]:
    """Return the ids of the donors of a project, as written; none where its file cannot be read."""
    from generator.sources.source import read

    name = f"records/projects/{project}.yaml"
    source, _ = read(workspace / name, name)
    given = source.value(("donors",)) if source else None
    return (
        [str(one.get("organisation")) for one in given if isinstance(one, dict)]
        if isinstance(given, list)
        else []
    )


def languages_of(workspace: Path) -> list[str]:
    """Return the languages of the publisher, its own first."""
    from generator.sources.source import read

    source, _ = read(workspace / "records" / "publisher.yaml", "records/publisher.yaml")
    first = source.value(("language",)) if source else None
    others = source.value(("languages",)) if source else None
    languages = [str(first or "fr"), *(map(str, others) if isinstance(others, list) else ())]
    return list(dict.fromkeys(languages))


def _texts(node: object) -> Iterator[str]:
    """Return every text in a tree, without the names of fields."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name != "since":
                yield from _texts(value)
    elif isinstance(node, list):
        for item in node:
            yield from _texts(item)
    elif isinstance(node, str) and node:
        yield node
