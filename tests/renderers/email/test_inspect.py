"""What must not be in an e-mail is found before it leaves."""

from __future__ import annotations

import pytest

from generator.errors import Refusal
from generator.messages.catalogue import describe
from generator.renderers.email.inspect import LARGEST, find_faults, inspect

FINE = (
    '<!DOCTYPE html><html lang="fr" dir="ltr"><head><title>a</title><style>p{color:red}</style></head><body>'
    '<div role="article" lang="fr" dir="ltr"><h1>a</h1><p style="color:red">b</p>{}</div></body></html>'
)


def page(more: str = "") -> str:
    return FINE.replace("{}", more)


def test_a_letter_in_order_passes() -> None:
    inspect(page('<a href="https://example.org/?a=1&amp;b=2">c</a><a href="mailto:a@example.org">d</a>'))


@pytest.mark.parametrize(
    "more",
    [
        "<script>1</script>",
        "<iframe></iframe>",
        "<form></form>",
        "<object></object>",
        "<svg></svg>",
        '<link rel="stylesheet" href="https://example.org/a.css">',
        '<p onclick="x()">a</p>',
        '<img src="https://example.org/pixel.png" alt="a">',
        '<img srcset="a.png 2x" alt="a">',
        '<td background="a.png">a</td>',
        '<p style="background:url(https://example.org/a.png)">a</p>',
        "<style>@import 'a.css'</style>",
        "<style>p{background:URL (a.png)}</style>",
        '<a href="javascript:alert(1)">a</a>',
        '<a href="#one">a</a>',
        '<a href="/relative">a</a>',
        '<a href="">a</a>',
        '<img src="cid:a" alt="">',
        "<h1>b</h1>",
        '<div role="article" lang="fr" dir="ltr">b</div>',
    ],
)
def test_what_must_not_be_there_is_found(more: str) -> None:
    assert list(find_faults(page(more), sources=frozenset({"cid:a"})))
    with pytest.raises(AssertionError):
        inspect(page(more), sources=frozenset({"cid:a"}))


@pytest.mark.parametrize("lacking", [' lang="fr"', ' dir="ltr"', "<h1>a</h1>"])
def test_what_must_be_there_is_missed(lacking: str) -> None:
    assert list(find_faults(page().replace(lacking, "", 1)))


def test_pictures_and_links_that_the_caller_gave_pass() -> None:
    inspect(
        page('<img src="cid:a" alt="a"><a href="*|ARCHIVE|*">b</a><a href="{{ End }}&x=1">c</a>'),
        sources=frozenset({"cid:a"}),
        links=frozenset({"*|ARCHIVE|*", "{{ End }}&x=1"}),
    )


def test_a_letter_may_be_as_long_as_mailboxes_show_and_no_longer() -> None:
    room = LARGEST - len(page().encode())

    inspect(page("a" * room))
    with pytest.raises(Refusal) as refused:
        inspect(page("é" * (room // 2 + 1)))
    assert str(LARGEST) in describe(refused.value.problems[0], "fr")
