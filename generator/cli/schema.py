"""`bilan schema`: in comes a workspace, out come the JSON Schemas that editors use, in records/schema/."""

from __future__ import annotations

import click

from generator.cli.situation import Situation
from generator.cli.spoken import SpokenCommand, situation_of


@click.command("schema", cls=SpokenCommand)
@click.pass_context
def schema(context: click.Context) -> None:
    """Write the schemas and say where they are."""
    from generator.publishing.disk import cannot_write
    from generator.records.schema import SCHEMAS, write_schemas

    situation: Situation = situation_of(context)
    workspace = situation.workspace()
    folder = workspace / "records" / "schema"
    try:
        write_schemas(folder)
    except OSError as cause:
        raise cannot_write(cause, folder, workspace) from cause
    situation.tell("schema.done")
    for name in SCHEMAS:
        click.echo("  " + situation.shown(folder / f"{name}.json"))
