"""The field types every record is built from: in come texts as written, out come checked values.

The loader hands every scalar over as text (generator/records/source.py), so each type here says which texts it takes.
Problems are raised as PydanticCustomError whose type names the sentence in generator/messages.
"""

from __future__ import annotations

import datetime
import re
from enum import Enum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    RootModel,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from generator.period import DateSpan

LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Z]{2})?$"
RESERVED_NAMES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))}
)


class Record(BaseModel):
    """A part of a record: unknown fields are refused and nothing changes once it is read."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=False, use_attribute_docstrings=True
    )


def _check_reserved(text: str) -> str:
    if text.lower() in RESERVED_NAMES:
        raise PydanticCustomError("reserved_name", "reserved name", {"given": text})
    return text


Id = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{1,58}[a-z0-9]$"),
    AfterValidator(_check_reserved),
]
LanguageCode = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]


def _one_line(text: str) -> str:
    if "\n" in text or "\r" in text:
        raise PydanticCustomError("one_line", "one line wanted", {})
    return text


Line = Annotated[str, StringConstraints(min_length=1, max_length=600), AfterValidator(_one_line)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=250), AfterValidator(_one_line)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]

_WHOLE = re.compile(r"[0-9]{1,9}")
_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")


def _whole(value: object) -> object:
    if isinstance(value, str):
        if not _WHOLE.fullmatch(value):
            raise PydanticCustomError("whole_number", "whole number wanted", {"given": value[:40]})
        return int(value)
    return value


def _decimal(value: object) -> object:
    if isinstance(value, str):
        if not _DECIMAL.fullmatch(value):
            raise PydanticCustomError("decimal_number", "number wanted", {"given": value[:40]})
        return float(value)
    return value


def _yes_no(value: object) -> object:
    if isinstance(value, str):
        if value not in ("true", "false"):
            raise PydanticCustomError("true_or_false", "true or false wanted", {"given": value[:40]})
        return value == "true"
    return value


Whole = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=999_999_999)]
Month = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=12)]
Decimal = Annotated[float, BeforeValidator(_decimal)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]


def _parse_span(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return DateSpan.parse(value)
    except ValueError as error:
        raise PydanticCustomError(f"date_{error}", "date refused", {"given": value[:40]}) from None


def _parse_day(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        span = DateSpan.parse(value)
    except ValueError as error:
        raise PydanticCustomError(f"date_{error}", "date refused", {"given": value[:40]}) from None
    if span.interval or span.approximate or not span.exact_days or span.start is None:
        raise PydanticCustomError("date_day", "one day wanted", {"given": value[:40]})
    return span.start


class _DateSpanField:
    """Lets pydantic hold a DateSpan: read from an EDTF text, written back as that text."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(
            _parse_span,
            core_schema.is_instance_schema(DateSpan),
            serialization=core_schema.to_string_ser_schema(),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "type": "string",
            "format": "edtf",
            "description": "EDTF: 2022, 2022-03, 2022-03-28, 2022-33 (first quarter), 2022-03-29/2022-04-01, "
            "2022-03/.., ../2022-03, 2022-03~.",
        }


Dated = Annotated[DateSpan, _DateSpanField]
Day = Annotated[
    datetime.date, BeforeValidator(_parse_day), WithJsonSchema({"type": "string", "format": "date"})
]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"']+$", max_length=2000)]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s<>\",;]+@[^@\s<>\",;]+\.[a-z]{2,}$", max_length=254)]


class LocalText(RootModel[dict[str, Prose]]):
    """A text in one or more languages: `{fr: …, en: …}`, or a plain text in the record's own language.

    A plain text is kept under the key "" until it is asked for with the record's language.
    """

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _take_plain(cls, value: object) -> object:
        if isinstance(value, str):
            return {"": value}
        if isinstance(value, dict):
            for key in value:
                if key and not re.fullmatch(LANGUAGE_PATTERN, str(key)):
                    raise PydanticCustomError(
                        "language_code", "language code wanted", {"given": str(key)[:40]}
                    )
        return value

    def get(self, language: str, own: str) -> tuple[str, str]:
        """Return the text and its language: in `language`, else in the record's `own`, else in the first there is."""
        texts = {(code or own): text for code, text in self.root.items()}
        for code in (language, own):
            if code in texts:
                return texts[code], code
        code = next(iter(texts), own)
        return texts.get(code, ""), code

    def languages(self, own: str) -> tuple[str, ...]:
        """Return the languages the text exists in."""
        return tuple(code or own for code in self.root)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "description": "A text, or one text per language.",
            "anyOf": [
                {"type": "string", "minLength": 1},
                {
                    "type": "object",
                    "minProperties": 1,
                    "additionalProperties": {"type": "string", "minLength": 1},
                },
            ],
        }


class Qualifier(Enum):
    """What a stated number claims."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"
    NOT_STATED = "not_stated"


class Count(Record):
    """A number with what it claims: `70`, `{about: 30}`, `{at_least: 40}`, `{between: [20, 30]}`, `not stated`.

    Exactly one of the number fields is given; `words` keeps the source's own words ("près de 30").
    """

    exact: Whole | None = None
    """The number, where the source states it without a qualifier."""
    about: Whole | None = None
    """"about", "près de", "environ"."""
    at_least: Whole | None = None
    """"more than", "plus de", "au moins"."""
    at_most: Whole | None = None
    """"up to", "jusqu'à"."""
    between: tuple[Whole, Whole] | None = None
    """Lower and upper number of a range."""
    not_stated: YesNo = False
    """True where the source speaks of people without a number."""
    words: Line | None = None
    """The source's words for it."""

    @model_validator(mode="before")
    @classmethod
    def _take_plain(cls, value: object) -> object:
        if isinstance(value, str):
            if value != "not stated" and not _WHOLE.fullmatch(value):
                raise PydanticCustomError("count_form", "count wanted", {"given": value[:40]})
            return {"not_stated": "true"} if value == "not stated" else {"exact": value}
        return value

    @model_validator(mode="after")
    def _one_claim(self) -> Count:
        given = [
            v for v in (self.exact, self.about, self.at_least, self.at_most, self.between) if v is not None
        ]
        if len(given) + self.not_stated != 1:
            raise PydanticCustomError("count_one", "one number wanted", {})
        if self.between and self.between[0] >= self.between[1]:
            raise PydanticCustomError("count_between", "lower first", {})
        return self

    @property
    def qualifier(self) -> Qualifier:
        """Return what the number claims."""
        for kind in (
            Qualifier.EXACT,
            Qualifier.ABOUT,
            Qualifier.AT_LEAST,
            Qualifier.AT_MOST,
            Qualifier.BETWEEN,
        ):
            if getattr(self, kind.value) is not None:
                return kind
        return Qualifier.NOT_STATED

    @property
    def low(self) -> int | None:
        """Return the number claimed, the lower one of a range; None where none is stated."""
        if self.between:
            return self.between[0]
        return next((v for v in (self.exact, self.about, self.at_least, self.at_most) if v is not None), None)

    @property
    def high(self) -> int | None:
        """Return the upper number of a range, else the number claimed."""
        return self.between[1] if self.between else self.low


class ConsentBasis(Enum):
    """On what ground words or a picture of a person may be used."""

    OFFICIAL = "official"
    SIGNED = "signed"
    NONE = "none"


class Channel(Enum):
    """Where words or a picture may appear."""

    INTERNAL = "internal"
    DONOR = "donor"
    REPORT = "report"
    NEWSLETTER = "newsletter"
    WEB = "web"


class Consent(Record):
    """Consent of a person to be quoted or shown. A missing consent is no consent."""

    basis: ConsentBasis
    """`official` (spoken in an official capacity), `signed` (a form), or `none`."""
    form: Line | None = None
    """Number of the signed form."""
    scope: tuple[Channel, ...] = ()
    """Where it may appear; empty with basis `official` means everywhere."""
    by: Line | None = None
    """Who gave it."""
    guardian: Line | None = None
    """For a minor: the guardian who signed."""
    date: Day | None = None
    """When it was given."""
    expires: Day | None = None
    """Last day it holds."""
    withdrawn: Day | None = None
    """Day it was withdrawn."""

    @model_validator(mode="after")
    def _form_when_signed(self) -> Consent:
        if self.basis is ConsentBasis.SIGNED and not (self.form and self.scope):
            raise PydanticCustomError("consent_form", "form and scope wanted", {})
        return self

    def allows(self, channel: Channel, on: datetime.date) -> bool:
        """Return whether the words or picture may appear in `channel` on the day `on`."""
        if self.basis is ConsentBasis.NONE or (self.withdrawn and self.withdrawn <= on):
            return False
        if (self.expires and self.expires < on) or (self.date and self.date > on):
            return False
        return channel in self.scope or (self.basis is ConsentBasis.OFFICIAL and not self.scope)


WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("lundi", "monday"),
            ("mardi", "tuesday"),
            ("mercredi", "wednesday"),
            ("jeudi", "thursday"),
            ("vendredi", "friday"),
            ("samedi", "saturday"),
            ("dimanche", "sunday"),
        )
    )
    for name in names
}


def _known_weekday(text: str) -> str:
    if text.lower() not in WEEKDAYS:
        raise PydanticCustomError("weekday", "weekday wanted", {"given": text[:40]})
    return text.lower()


_WEEKDAY_CHOICES: dict[str, Any] = {
    "enum": [written for day in WEEKDAYS for written in (day, day.capitalize())]
}
Weekday = Annotated[str, AfterValidator(_known_weekday), WithJsonSchema(_WEEKDAY_CHOICES)]
