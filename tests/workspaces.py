"""Small valid workspaces for tests: in come a folder and the texts of some records, out comes the workspace's path."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

PUBLISHER = """\
language: fr
languages: [fr, en]
organisation: oim-maroc
short_name: {fr: OIM Maroc, en: IOM Morocco}
time_zone: Africa/Casablanca
about:
  - since: 2000-01-01
    text: {fr: "L'OIM œuvre pour des migrations humaines et ordonnées.", en: IOM works for humane and orderly migration.}
"""

ORGANISATIONS = """\
oim-maroc:
  names:
    - name: {fr: Organisation internationale pour les migrations, en: International Organization for Migration}
      acronym: {fr: OIM, en: IOM}
  aliases: [OIM Maroc]
  standing: intergovernmental
pays-bas:
  names:
    - name: {fr: Royaume des Pays-Bas, en: Kingdom of the Netherlands}
  aliases: [Pays-Bas, Netherlands]
  credited_as: {fr: le gouvernement des Pays-Bas, en: the Government of the Netherlands}
  standing: embassy
  country: NL
  donor: true
"""

THEMES = """\
themes:
  - id: gouvernance
    labels:
      - label: {fr: Gouvernance des migrations, en: Migration governance}
frameworks:
  - id: gcm
    name: {fr: Pacte mondial sur les migrations, en: Global Compact for Migration}
    acronym: {fr: PMM, en: GCM}
    goals_total: 23
    goals:
      - number: "5"
"""

PROJECT = """\
title: {fr: Projet de cohésion sociale, en: Social cohesion project}
acronym: COSO
donors:
  - organisation: pays-bas
    reference: NL-001
themes: [gouvernance]
"""

EVENT = """\
title: {fr: Atelier de Rabat, en: Rabat workshop}
type: workshop
themes: [gouvernance]
date: 2022-02-15/2022-02-17
place: {city: Rabat}
projects: [cohesion]
attendance:
  - measure: attendees
    count: 70
    women: 35
    men: 35
state: approved
"""


def minimal_workspace(
    folder: Path,
    events: Mapping[str, str] | None = None,
    *,
    files: Mapping[str, str | bytes | None] | None = None,
) -> Path:
    """Write a small valid workspace into `folder` and return it: one publisher, two bodies (`oim-maroc`, the donor
    `pays-bas`), one project (`cohesion`, paid by `pays-bas`), one theme (`gouvernance`), one framework (`gcm`).

    `events` maps an id to the text of its record; left out, one workshop of February 2022. `files` maps paths in the
    workspace to texts or bytes that are added or replaced; None takes a file away.
    """
    texts: dict[str, str | bytes | None] = {
        "records/publisher.yaml": PUBLISHER,
        "records/organisations.yaml": ORGANISATIONS,
        "records/themes.yaml": THEMES,
        "records/projects/cohesion.yaml": PROJECT,
    }
    for name, text in ({"2022-02-15-atelier-de-rabat": EVENT} if events is None else events).items():
        year = name[:4] if name[:4].isdigit() else "undated"
        texts[f"records/events/{year}/{name}.yaml"] = text
    texts.update(files or {})
    for path, content in texts.items():
        if content is not None:
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder
