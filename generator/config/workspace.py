"""Where a workspace is and where its templates are: in come a wish, the environment and a folder, out come paths."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.errors import Refusal, problem


def find_workspace(given: Path | None, environment: Mapping[str, str], start: Path) -> Path:
    """Return the workspace: `given`, else BILAN_WORKSPACE, else the nearest parent of `start` that holds records/.

    Refusal `config.no_workspace` if there is none, `config.not_a_workspace` if the one asked for holds no records/.
    """
    wish = given or (Path(environment["BILAN_WORKSPACE"]) if environment.get("BILAN_WORKSPACE") else None)
    if wish is not None:
        if not (wish / "records").is_dir():
            raise Refusal(problem("config.not_a_workspace", folder=wish))
        return wish.resolve()
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "records").is_dir():
            return folder
    raise Refusal(problem("config.no_workspace", folder=start))


def defaults_folder() -> Path:
    """Return the templates that travel with the program: inside an installed wheel, else beside the package."""
    package = Path(__file__).resolve().parents[1]
    packed = package / "_defaults" / "templates"
    return packed if packed.is_dir() else package.parent / "templates"


def templates_folder(workspace: Path) -> Path:
    """Return the workspace's templates/, else those that travel with the program."""
    own = workspace / "templates"
    return own if own.is_dir() else defaults_folder()
