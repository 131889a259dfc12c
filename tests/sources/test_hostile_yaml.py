"""Hostile and broken YAML: what must happen for each row Y01 to Y24 of the catalogue of bad input."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import facts
from generator.messages.catalogue import describe
from generator.sources.source import BYTES_LIMIT, read_bytes
from tests.records.reading import FILE, HEAD, error_of, errors_of, event, refused, told
from tests.workspaces import EVENT, minimal_workspace


def codes(content: str | bytes) -> list[str]:
    raw = content if isinstance(content, bytes) else content.encode()
    return [found.code.removeprefix("records.") for found in read_bytes(raw, "x.yaml")[1]]


def data(content: str | bytes) -> dict[str, object]:
    raw = content if isinstance(content, bytes) else content.encode()
    source, problems = read_bytes(raw, "x.yaml")
    assert source is not None and not problems, problems
    return source.data


def test_every_scalar_stays_the_text_that_was_written() -> None:
    """Y01"""
    text = (
        "country: no\ntime: 12:30\nid: 010\nbudget: 1_000\nphone: +212600000000\nratio: 1:1\nday: 2022-02-15"
    )
    assert data(text) == {
        "country": "no",
        "time": "12:30",
        "id": "010",
        "budget": "1_000",
        "phone": "+212600000000",
        "ratio": "1:1",
        "day": "2022-02-15",
    }


def test_text_fields_keep_what_other_readers_turn_into_numbers_and_switches(tmp_path: Path) -> None:
    """Y01"""
    read = event(
        tmp_path, "title: no\ntype: workshop\nplace: {city: 12:30}\ncontacts: [{name: X, phone: +2126}]"
    )
    assert read.title.get("fr", "fr") == ("no", "fr")
    assert read.place and read.place.city and read.place.city.get("fr", "fr")[0] == "12:30"
    assert read.contacts[0].phone == "+2126"


@pytest.mark.parametrize(
    ("date", "code"),
    [
        ("2026-02-30", "date_calendar"),
        ("01/02/2026", "date_form"),
        ("2026-2-1", "date_form"),
        ("2026-02-01T10:00Z", "date_form"),
        ("2026-13", "date_calendar"),
        ("2026-02-10/2026-02-01", "date_order"),
        ("0026-02-10", "date_range"),
    ],
)
def test_a_date_that_is_none_is_refused_with_its_line(tmp_path: Path, date: str, code: str) -> None:
    """Y02"""
    assert told(error_of(tmp_path, f"{HEAD}date: {date}\n")) == (code, 3, 7, "date")


@pytest.mark.parametrize(
    "date", ["2026-02", "2026", "2026-02-01", "2026-33", "2026-02-01/2026-02-03", "2026-02~"]
)
def test_a_date_stated_in_an_edtf_form_is_kept_as_written(tmp_path: Path, date: str) -> None:
    """Y02"""
    assert str(event(tmp_path, f"{HEAD}date: {date}\n").date) == date


def test_an_impossible_date_is_named_with_an_example() -> None:
    """Y02"""
    from generator.errors import problem

    found = problem(
        "records.date_calendar", file="a.yaml", line=3, column=7, field="date", given="2026-02-30"
    )
    assert describe(found, "fr") == (
        "a.yaml:3:7: date: date impossible : 2026-02-30 n’existe pas dans le calendrier ; écrivez par exemple 2022-02-28"
    )


def test_a_key_written_twice_is_refused_with_the_first_line(tmp_path: Path) -> None:
    """Y03"""
    found = error_of(tmp_path, HEAD + "state: draft\nstate: approved\n")
    assert told(found) == ("key_twice", 4, 1, "state")
    assert facts(found) == {"key": "state", "first": "3"}


def test_a_key_written_twice_deep_down_is_refused() -> None:
    """Y03"""
    assert codes("a:\n  - b: 1\n    c: 2\n    b: 3") == ["key_twice"]


def test_text_that_a_hash_would_cut_off_is_refused(tmp_path: Path) -> None:
    """Y04"""
    found = error_of(tmp_path, "type: workshop\ntitle: Meeting #3 with partners\n")
    assert told(found) == ("lost_text", 2, 16, "title")
    assert facts(found) == {"text": "#3 with partners"}


@pytest.mark.parametrize(
    "text",
    [
        "title: 'A' # b",
        'title: "A" # b',
        "title: # b",
        "a: [b, # c\n  d]",
        "a: | # c\n  b",
        "a:\n  - # c\n    b: c",
    ],
)
def test_a_comment_beside_a_value_is_refused(text: str) -> None:
    """Y04"""
    assert "lost_text" in codes(text)


def test_a_hash_inside_text_and_comments_on_their_own_lines_are_kept() -> None:
    """Y04"""
    text = "# a\na: 'x # y'\n  # b\nb: \"x # y\"\nc: |\n  x # y\n  # z\nd: x#y\ne: http://x/#y\n"
    assert data(text) == {"a": "x # y", "b": "x # y", "c": "x # y\n# z", "d": "x#y", "e": "http://x/#y"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("note: &B C", "anchor"),
        ("note: & C", "anchor"),
        ("note: *urgent", "alias"),
        ("note: * urgent", "alias"),
        ("<<: {a: b}", "merge_key"),
    ],
)
def test_anchors_aliases_and_merge_keys_are_refused(text: str, code: str) -> None:
    """Y05"""
    assert codes(text) == [code]


def test_a_billion_laughs_end_at_the_first_anchor() -> None:
    """Y06"""
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        bomb += f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    assert codes(bomb) == ["anchor"]


def test_chained_merges_end_at_the_first_anchor() -> None:
    """Y07"""
    bomb = "a0: &a0 {x: y}\n" + "".join(f"a{n + 1}: &a{n + 1}\n  <<: [*a{n}, *a{n}]\n" for n in range(25))
    assert codes(bomb) == ["anchor"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_a_very_deep_file_is_refused_before_anything_is_built(opening: str) -> None:
    """Y08"""
    assert codes("a:\n  " + opening * (BYTES_LIMIT // len(opening) - 100)) == ["too_deep"]


def test_twelve_levels_are_read_and_thirteen_are_not() -> None:
    """Y08"""
    assert codes("a: " + "[" * 11 + "x" + "]" * 11) == []
    assert codes("a: " + "[" * 12 + "x" + "]" * 12) == ["too_deep"]


@pytest.mark.parametrize(
    "text", ["a: !!python/object/apply:os.system [id]", "a: !important read", "a: ! b", "a: !!str b"]
)
def test_tags_are_refused(text: str) -> None:
    """Y09"""
    assert codes(text) == ["tag"]


@pytest.mark.parametrize(
    ("character", "name"), [("\u2028", "U+2028"), ("\u2029", "U+2029"), ("\x85", "U+0085")]
)
def test_a_hidden_line_break_makes_no_new_key_but_is_refused(
    tmp_path: Path, character: str, name: str
) -> None:
    """Y10"""
    found = error_of(tmp_path, f"{HEAD}notes: bonjour{character}consent: true\n")
    assert told(found) == ("line_separator", 3, 15, "")
    assert facts(found) == {"character": name}


@pytest.mark.parametrize("character", ["\0", "\x0b", "\x1b", "\x07", "\x7f", "\ufeff", "\uffff"])
def test_a_raw_control_character_is_refused_with_its_place(character: str) -> None:
    """Y11"""
    _, problems = read_bytes(f"a: b\nc: d{character}e\n".encode(), "x.yaml")
    assert [told(found) for found in problems] == [("control_character", 2, 5, "")]


@pytest.mark.parametrize("escape", ["\\0", "\\x0b", "\\e", "\\a", "\\u2028", "\\N", "\\u202e", "\\t"])
def test_an_escaped_control_character_is_refused(escape: str) -> None:
    """Y11"""
    assert codes(f'a: "x{escape}y"') in (["control_character"], ["line_separator"], ["direction_control"])


def test_a_refused_character_is_not_repeated_by_other_problems(tmp_path: Path) -> None:
    """Y11"""
    found = errors_of(tmp_path, HEAD + 'status: "\\e[31mheld"\n')
    assert [told(one)[0] for one in found] == ["choice_near", "control_character"]


@pytest.mark.parametrize("text", ['a: "\\uD83D\\uDE00"', 'a: "\\uD800"'])
def test_half_characters_are_refused(text: str) -> None:
    """Y12"""
    assert codes(text) == ["escape"]


def test_half_characters_written_as_bytes_are_refused() -> None:
    """Y12"""
    assert codes("a: \ud800".encode("utf-8", "surrogatepass")) == ["not_utf8"]


def test_a_latin_1_file_is_refused_with_byte_line_and_column(tmp_path: Path) -> None:
    """Y13"""
    found = error_of(tmp_path, "type: workshop\ntitle: R\u00e9union\n".encode("latin-1"))
    assert told(found) == ("not_utf8", 2, 9, "")
    assert describe(found, "en") == f"{FILE}:2:9: the file is not UTF-8 (byte 0xe9); save as UTF-8"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_refused_with_or_without_its_mark(encoding: str) -> None:
    """Y13"""
    assert codes("title: Réunion\n".encode(encoding)) == ["utf16"]


def test_a_cut_character_at_the_end_is_refused() -> None:
    """Y13"""
    assert codes("title: Réunion d'été".encode()[:-1]) == ["not_utf8"]


def test_a_byte_order_mark_and_every_line_end_are_accepted() -> None:
    """Y14"""
    wanted = {"a": "é", "b": "x\ny"}
    for end in (b"\n", b"\r\n", b"\r"):
        text = "a: é\nb: |\n  x\n  y\n".encode().replace(b"\n", end)
        assert data(text) == wanted
        assert data(b"\xef\xbb\xbf" + text) == wanted


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("title: Rabat: Launch", "colon", 13),
        ("title: Atelier : bilan", "colon", 16),
        ("title: 'L'atelier'", "quote_inside", 11),
        ('title: "Migration" au Maroc', "quote_inside", 20),
        ("title: @iom", "first_character", 8),
        ("title: %50", "first_character", 8),
        ("title: `x`", "first_character", 8),
        ("title: > 40 personnes", "first_character", 8),
        ("title: - atelier", "first_character", 8),
        ("title: [Atelier] de Rabat", "brackets", 18),
        ('title: "Atelier', "quote_open", 8),
        ("title: 'Atelier", "quote_open", 8),
        ('title: "C:\\docs"', "escape", 11),
        ("\ttitle: x", "tab", 1),
        ("title:\tx", "tab", 7),
        ("title:Atelier", "space_after_colon", 1),
    ],
)
def test_the_commonest_typing_mistakes_are_refused_in_one_line(row: str, code: str, column: int) -> None:
    """Y15"""
    _, problems = read_bytes(f"{row}\n".encode(), "x.yaml")
    assert [told(found)[:3] for found in problems] == [(code, 1, column)]
    for language in ("fr", "en"):
        assert "\n" not in describe(problems[0], language)


@pytest.mark.parametrize("row", ["title: Rabat: Launch", "title: 'L'atelier'", "title: @iom", "title: %50"])
def test_the_remedy_for_a_typing_mistake_is_quotation_marks(row: str) -> None:
    """Y15"""
    _, problems = read_bytes(f"{row}\n".encode(), "x.yaml")
    assert "put the" in describe(problems[0], "en") and "in quotes" in describe(problems[0], "en")
    assert "entre guillemets" in describe(problems[0], "fr")


def test_a_comma_too_many_inside_braces_is_told_with_its_word(tmp_path: Path) -> None:
    """Y16"""
    found = error_of(tmp_path, HEAD + "place: {city: Rabat, Maroc}\n")
    assert told(found) == ("brace_value", 3, 8, "place")
    assert facts(found) == {"given": "Maroc"}


@pytest.mark.parametrize("value", ["{donor}", "{}", "{donor, other}"])
def test_braces_where_text_is_wanted_are_refused(tmp_path: Path, value: str) -> None:
    """Y16"""
    found = errors_of(tmp_path, f"type: workshop\ntitle: {value}\n")
    assert {told(one) for one in found} == {("braces", 2, 8, "title")}


def test_brackets_where_text_is_wanted_are_refused(tmp_path: Path) -> None:
    """Y16"""
    assert told(error_of(tmp_path, "type: workshop\ntitle: [Atelier]\n")) == ("text_wanted", 2, 8, "title")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty_file"),
        ("# seulement un commentaire\n", "empty_file"),
        ("---\n", "empty_file"),
        ("bonjour\n", "not_a_mapping"),
        ("- a\n- b\n", "not_a_mapping"),
        ("[a]", "not_a_mapping"),
        ("a: b\n---\nc: d\n", "several_documents"),
        ("%YAML 1.1\n---\na: b\n", "directive"),
    ],
)
def test_a_file_that_is_no_record_is_refused(text: str, code: str) -> None:
    """Y17"""
    assert codes(text) == [code]


def test_keys_are_text_and_unknown_ones_are_refused(tmp_path: Path) -> None:
    """Y18"""
    assert codes("? [1, 2]\n: x") == ["key_not_text"]
    found = errors_of(tmp_path, HEAD + "on: 1\n2026: x\n")
    assert [(one.code, facts(one)["given"]) for one in found] == [
        ("records.unknown_field", "on"),
        ("records.unknown_field", "2026"),
    ]


@pytest.mark.parametrize(
    "number", ["1" * 5000, ".inf", "1e3", "1,000", "1.000", "-1", "0x10", "1 000", "１２"]
)
def test_a_number_that_is_no_plain_whole_number_is_refused(tmp_path: Path, number: str) -> None:
    """Y19"""
    found = error_of(tmp_path, f"{HEAD}attendance:\n  - measure: attendees\n    count: {number}\n")
    assert told(found) == ("count_form", 5, 12, "attendance[1].count")
    assert len(facts(found)["given"]) <= 41


def test_a_file_over_the_limit_is_refused_at_once(tmp_path: Path) -> None:
    """Y20"""
    assert told(error_of(tmp_path, "title: " + "x" * 20_000_000)) == ("too_large", 0, 0, "")
    assert codes("a:\n" + "- b\n" * 5001) == ["too_many_entries"]


@pytest.mark.parametrize("character", ["\u202e", "\u202a", "\u2066", "\u2069"])
def test_a_control_that_reverses_text_is_refused(character: str) -> None:
    """Y21"""
    assert codes(f"a: Rapport {character}fdp.exe") == ["direction_control"]


def test_direction_marks_are_allowed_in_arabic_text_only() -> None:
    """Y21"""
    for mark in ("\u200e", "\u200f"):
        assert data(f"a: ورشة{mark} 2022") == {"a": f"ورشة{mark} 2022"}
        assert codes(f"a: Atelier{mark} 2022") == ["direction_control"]


def test_a_misspelt_field_is_refused_with_the_nearest_one(tmp_path: Path) -> None:
    """Y22"""
    found = error_of(tmp_path, HEAD + "summry: Un atelier.\n")
    assert told(found) == ("unknown_field_near", 3, 1, "summry")
    assert facts(found)["near"] == "summary"


def test_text_is_normalised_so_that_one_name_is_one_name(tmp_path: Path) -> None:
    """Y23"""
    read = event(tmp_path, HEAD + "place: {city: ' Fe\u0301s '}\n")
    assert read.place and read.place.city and read.place.city.get("fr", "fr")[0] == "F\u00e9s"
    assert data('a: "Fe\\u0301s"') == {"a": "F\u00e9s"}


@pytest.mark.parametrize("given", ["Pays-Bas", "PAYS-BAS", "'pays-bas-'", "Netherlands", "Pays Bas"])
def test_a_donor_written_otherwise_is_refused_with_its_id(tmp_path: Path, given: str) -> None:
    """Y23"""
    found = error_of(tmp_path, f"{HEAD}funding:\n  - organisation: {given}\n")
    assert told(found) == ("unknown_id_named", 4, 19, "funding[1].organisation")
    assert facts(found)["near"] == "pays-bas"


@pytest.mark.parametrize("name", ["x.yml", "x.YAML", "x.Yaml", "x.YML", "x.yaml.txt"])
def test_a_record_with_a_wrong_ending_is_refused_with_its_right_name(tmp_path: Path, name: str) -> None:
    """Y24"""
    workspace = minimal_workspace(tmp_path, files={f"records/events/2022/{name}": EVENT})
    (found,) = refused(workspace)
    assert (found.code, found.file) == ("records.wrong_ending", f"records/events/2022/{name}")
    assert facts(found) == {"near": "x.yaml"}


def test_every_file_that_is_no_record_is_listed_with_its_reason(tmp_path: Path) -> None:
    """Y24"""
    from generator.records.loader import load

    passed = {
        "records/README.md": "records.passed_other",
        "records/events/2022/.#x.yaml": "records.passed_temporary",
        "records/events/2022/~$x.yaml": "records.passed_temporary",
        "records/events/2022/x.yaml~": "records.passed_temporary",
        "records/events/2022/x (conflicted copy 2022-03-01).yaml": "records.passed_copy",
        "records/events/2022/x (1).yaml": "records.passed_copy",
        "records/events/.DS_Store": "records.passed_hidden",
        "records/schema/event.json": "records.passed_schema",
        "records/pictures/x.jpg": "records.passed_other",
    }
    records = load(minimal_workspace(tmp_path, files=dict.fromkeys(passed, "title: [")))
    assert {read.path: read.passed_over for read in records.passed_over} == passed
    assert len(records.events) == 1


@pytest.mark.parametrize("text", ["\u200b", "'\u2060'", "\u2060\u200b"])
def test_a_text_of_characters_without_width_is_empty_and_one_around_words_is_bare(text: str) -> None:
    source, _ = read_bytes(f"title: {text}\nnote: \u200bUn atelier\u200b\n".encode(), "x.yaml")

    assert source is not None
    assert not source.value(("title",)) and source.value(("note",)) == "Un atelier"
