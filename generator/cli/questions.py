"""Asks a person: in come questions, some answered by options, out come answers; elsewhere than on a terminal nobody is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import click

from generator.cli.situation import Situation, person_answers
from generator.cli.wishes import Wishes
from generator.errors import Refusal, problem


@dataclass(frozen=True, slots=True)
class Question:
    """A question: how its answer is read, what was given as an option, whether an answer is `wanted` (the code of the
    sentence that says so), and the answers there are.

    `read` takes a text and the option it was given to, empty where a person answers: a complaint names what was typed.
    """

    read: Callable[[str, str], str]
    given: str | None = None
    wanted: str = ""
    known: str = ""


def answer(situation: Situation, questions: Mapping[str, Question], wishes: Wishes) -> dict[str, str]:
    """Return an answer to each question by name, empty where none is wanted and none was given.

    Options are read first, so that nobody answers questions in vain. Refusal with all that is wrong with them.
    """
    person = person_answers()
    told: dict[str, str] = {}
    for name, question in questions.items():
        if question.given is not None or not person:
            told[name] = _without_asking(name, question, wishes)
    wishes.check()
    return {
        name: told[name] if name in told else ask(situation, name, question)
        for name, question in questions.items()
    }


def ask(situation: Situation, name: str, question: Question) -> str:
    """Return a person's answer; asks again until it can be read. Refusal where nobody can be asked."""
    if not person_answers():
        raise _wanted(question)
    words = situation.words("new.ask", question=situation.words(f"new.ask_{name}", known=question.known))
    while True:
        given = str(click.prompt(words, "", show_default=False, prompt_suffix=" ", err=True)).strip()
        if not given and not question.wanted:
            return ""
        try:
            if not given:
                raise Refusal(problem("commands.new.answer_wanted", known=question.known))
            return question.read(given, "")
        except Refusal as refusal:
            situation.complain(refusal.problems)


def _without_asking(name: str, question: Question, wishes: Wishes) -> str:
    given = question.given

    def read() -> str:
        if given is not None:
            return question.read(given, f"--{name}")
        if question.wanted:
            raise _wanted(question)
        return ""

    return wishes.read(read, "")


def _wanted(question: Question) -> Refusal:
    return Refusal(problem(f"commands.new.{question.wanted}", known=question.known))
