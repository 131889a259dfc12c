"""Reads templates/: in comes the folder, out come Kind, Language and Brand; every problem of a file is told at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from generator.config.brand import GENERAL, Brand, Fonts, Palette
from generator.config.contrast import check_contrast
from generator.config.dark import dark_palette
from generator.config.kind import Kind, Limits, Untranslated, WhenEmpty
from generator.config.language import Entry, Language
from generator.config.wording_check import CATEGORIES, check_words
from generator.config.workspace import defaults_folder
from generator.errors import Problem, Refusal, problem
from generator.sources.source import Source, read

Model = TypeVar("Model", bound=BaseModel)
_MODEL = "fr"  # the language whose words a new language must have
_SPELLING = ("fao",)  # the typographies that have numbers below ten in words
_COLOUR = r"^#[0-9a-fA-F]{6}$"
_Family = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 -]*$")]  # may stand in a style sheet


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _LimitsFile(_Strict):
    full_events: int = Field(6, ge=0, le=60)
    card_words: int = Field(60, ge=10, le=200)
    cards: int = Field(8, ge=0, le=60)
    key_quotes: int = Field(5, ge=0, le=20)
    cover_figures: int = Field(3, ge=1, le=6)
    chart_values: int = Field(4, ge=2, le=20)
    headline_words: int = Field(80, ge=10, le=300)
    quote_words: int = Field(0, ge=0, le=400)
    small_cell: int = Field(5, ge=3, le=50)


class _KindFile(_Strict):
    sections: tuple[str, ...] = Field(min_length=1)
    languages: tuple[str, ...] = Field(min_length=1)
    formats: tuple[str, ...] = Field(min_length=1)
    brand: str
    channel: Literal["report", "newsletter", "web"] = "report"
    period: Literal["month", "quarter", "half", "year"] = "quarter"
    when_empty: WhenEmpty = WhenEmpty.REFUSE
    untranslated: Untranslated = Untranslated.REFUSE
    image_base_url: str = Field("", pattern=r"^(https://[^\s<>\"'*{}|]+/)?$")
    limits: _LimitsFile = Field(default_factory=_LimitsFile)


def _known_locale(name: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(name, sep="-")
    except (UnknownLocaleError, ValueError):
        raise ValueError(name) from None
    return name


class _LanguageFile(_Strict):
    locale: Annotated[str, AfterValidator(_known_locale)]
    direction: Literal["ltr", "rtl"]
    typography: Literal[
        "imprimerie-nationale", "french", "eu", "fao", "english", "arabic", "plain"
    ]  # generator/report/typography_profiles.py
    small_numbers: Literal["words", "figures"] | None = None
    words: dict[str, Any]


class _PaletteFile(_Strict):
    primary: str = Field(pattern=_COLOUR)
    accent: str = Field(pattern=_COLOUR)
    ink: str = Field(pattern=_COLOUR)
    muted: str = Field(pattern=_COLOUR)
    paper: str = Field(pattern=_COLOUR)
    tint: str = Field(pattern=_COLOUR)
    rule: str = Field(pattern=_COLOUR)
    warning: str = Field(pattern=_COLOUR)
    chart: tuple[Annotated[str, Field(pattern=_COLOUR)], ...] = Field(min_length=1)


class _DarkFile(_Strict):
    primary: str | None = Field(None, pattern=_COLOUR)
    accent: str | None = Field(None, pattern=_COLOUR)
    ink: str | None = Field(None, pattern=_COLOUR)
    muted: str | None = Field(None, pattern=_COLOUR)
    paper: str | None = Field(None, pattern=_COLOUR)
    tint: str | None = Field(None, pattern=_COLOUR)
    rule: str | None = Field(None, pattern=_COLOUR)
    warning: str | None = Field(None, pattern=_COLOUR)


class _FontsFile(_Strict):
    heading: _Family
    body: _Family
    quote: _Family
    arabic: _Family
    substitutes: dict[_Family, _Family] = Field(default_factory=dict)


class _BrandFile(_Strict):
    palette: _PaletteFile
    dark: _DarkFile = Field(default_factory=_DarkFile)
    fonts: _FontsFile
    logo: str | None = None
    logo_alt: str = ""
    stylesheet: str | None = None


def load_kind(templates: Path, name: str) -> Kind:
    """Return the kind `name`. Refusal names an unknown kind's nearest, or every problem of its file."""
    _, read = _read(templates, "kinds", name, _KindFile)
    limits = Limits(**read.limits.model_dump())
    outline = read.model_dump(exclude={"limits"}) | {
        "when_empty": read.when_empty,
        "untranslated": read.untranslated,
    }
    return Kind(name=name, limits=limits, **outline)


def small_cell_limit(templates: Path) -> int:
    """Return the strictest limit for small cells among the kinds that can be read."""
    limits = []
    for name in names(templates, "kinds"):
        with suppress(Refusal):
            limits.append(load_kind(templates, name).limits.small_cell)
    return max(limits, default=_LimitsFile().small_cell)


def load_language(templates: Path, code: str) -> Language:
    """Return the language `code`. Refusal names an unknown language's nearest, or every problem of its file.

    Its words are held to the French ones that the program travels with.
    """
    source, read = _read(templates, "languages", code, _LanguageFile)
    entries = dict(_flatten(read.words))
    _, model = _read(defaults_folder(), "languages", _MODEL, _LanguageFile)
    if problems := tuple(check_words(entries, dict(_flatten(model.words)), read.locale, source)):
        raise Refusal(problems)
    spells = read.small_numbers == "words" if read.small_numbers else read.typography in _SPELLING
    return Language(code, read.locale, read.direction, read.typography, entries, spells)


def load_brand(templates: Path, name: str) -> Brand:
    """Return the brand `name`. Refusal names an unknown brand's nearest, or every problem of its file and folder."""
    folder = templates / "brands" / name
    _, read = _read(templates, "brands", name, _BrandFile, "brand.yaml")
    shown = f"templates/brands/{name}/brand.yaml"
    problems = [
        problem("config.file_missing", file=shown, field=field, given=file)
        for field, file in (("logo", read.logo), ("stylesheet", read.stylesheet))
        if file and not (folder / file).is_file()
    ]
    letterheads = {path.stem: path for path in letterhead_files(folder)}
    if GENERAL not in letterheads:
        problems.append(problem("config.file_missing", file=shown, field="brand.docx", given="brand.docx"))
    if problems:
        raise Refusal(problems)
    fonts = read.fonts.model_dump()
    substitutes = tuple(sorted(fonts.pop("substitutes").items()))
    return Brand(
        name=name,
        folder=folder,
        palette=Palette(**read.palette.model_dump()),
        fonts=Fonts(**fonts, substitutes=substitutes),
        logo=folder / read.logo if read.logo else None,
        logo_alt=read.logo_alt,
        stylesheet=folder / read.stylesheet if read.stylesheet else None,
        dark=tuple(read.dark.model_dump(exclude_none=True).items()),
        letterheads=tuple(sorted(letterheads.items())),
    )


def letterhead_files(folder: Path) -> tuple[Path, ...]:
    """Return the Word files of a brand's folder; what Word leaves there while one is open is none."""
    return tuple(sorted(path for path in folder.glob("*.docx") if not path.name.startswith(("~$", "."))))


def names(templates: Path, what: str) -> tuple[str, ...]:
    """Return the names there are of `what`: kinds, languages or brands."""
    if what == "brands":
        return tuple(sorted(path.parent.name for path in (templates / what).glob("*/brand.yaml")))
    return tuple(sorted(path.stem for path in (templates / what).glob("*.yaml")))


def check_templates(templates: Path) -> tuple[Problem, ...]:
    """Return every problem of every kind, language and brand, and each word that a language lacks."""
    problems: list[Problem] = []
    languages: dict[str, Language] = {}
    for name in names(templates, "brands"):
        with suppress(Refusal):
            shown = f"templates/brands/{name}/brand.yaml"
            brand = load_brand(templates, name)
            problems += check_contrast(brand.palette, shown)
            problems += check_contrast(dark_palette(brand), shown, "dark")
    for what, load in (("kinds", load_kind), ("brands", load_brand)):
        for name in names(templates, what):
            try:
                load(templates, name)
            except Refusal as refusal:
                problems += refusal.problems
    for code in names(templates, "languages"):
        try:
            languages[code] = load_language(templates, code)
        except Refusal as refusal:
            problems += refusal.problems
    return (*problems, *_unknown_names(templates, languages))


def _unknown_names(templates: Path, languages: Mapping[str, Language]) -> Iterator[Problem]:
    """Yield a problem for each language and brand that a kind names and that is not there, and for a kind without a name."""
    for name in names(templates, "kinds"):
        with suppress(Refusal):
            source, kind = _read(templates, "kinds", name, _KindFile)
            for field, given, what in (
                *(("languages", code, "languages") for code in kind.languages),
                ("brand", kind.brand, "brands"),
            ):
                known = names(templates, what)
                if given not in known:
                    line, column = source.place((field,))
                    nearest = ", ".join(difflib.get_close_matches(given, known, 1, 0.4) or known)
                    yield problem(
                        f"config.unknown_{what}",
                        file=source.file,
                        line=line,
                        column=column,
                        field=field,
                        given=given,
                        nearest=nearest,
                    )
            yield from nameless(name, [languages[code] for code in kind.languages if code in languages])


def nameless(kind: str, languages: Iterable[Language]) -> Iterator[Problem]:
    """Yield a problem for each language that has no name for the kind of document `kind`."""
    for language in languages:
        if not language.knows(f"document.{kind}"):
            file = f"templates/languages/{language.code}.yaml"
            yield problem("config.kind_nameless", file=file, field=f"words.document.{kind}", given=kind)


def _read(templates: Path, what: str, name: str, model: type[Model], file: str = "") -> tuple[Source, Model]:
    path = templates / what / name / file if file else templates / what / f"{name}.yaml"
    shown = f"templates/{path.relative_to(templates).as_posix()}"
    if not path.is_file():
        known = names(templates, what)
        nearest = difflib.get_close_matches(name, known, 1, 0.4)
        raise Refusal(problem(f"config.unknown_{what}", given=name, nearest=", ".join(nearest or known)))
    source, problems = read(path, shown)
    if source is None or problems:
        raise Refusal(problems)
    try:
        return source, model.model_validate(source.data)
    except ValidationError as error:
        raise Refusal(translated(fault, source, model) for fault in error.errors()) from None


def translated(fault: ErrorDetails, source: Source, model: type[BaseModel]) -> Problem:
    """Return a fault of a template in its place; a misspelt field with the nearest one."""
    path = tuple(fault["loc"])
    code, given, nearest = "config.invalid", " ".join(str(fault["input"]).split())[:60], ""
    if fault["type"] == "missing":
        code = "config.field_missing"
    elif fault["type"] == "extra_forbidden":
        known = _fields_of(model, path[:-1])
        code, given = "config.unknown_field", str(path[-1])
        nearest = ", ".join(difflib.get_close_matches(given, known, 1, 0.4) or known)
    line, column = source.place(path, key=fault["type"] == "extra_forbidden")
    field = ".".join(map(str, path))
    return problem(
        code, file=source.file, line=line, column=column, field=field, given=given, nearest=nearest
    )


def _fields_of(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """Return the fields of the part of a template at `path`, as they are written in it."""
    found: type[BaseModel] | None = model
    for segment in path:
        if found and str(segment) in found.model_fields:
            found = _model_in(found.model_fields[str(segment)].annotation)
        # else a name in a mapping or a place in a list: what that holds is known already
    return [info.alias or name for name, info in found.model_fields.items()] if found else []


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _model_in(inner))), None)


def _flatten(words: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Entry]]:
    for key, value in words.items():
        name = f"{prefix}{key}"
        if isinstance(value, list):
            continue  # no word: it is named among those that lack
        if isinstance(value, str) or set(value) <= set(CATEGORIES):
            yield name, value
        else:
            yield from _flatten(value, f"{name}.")
