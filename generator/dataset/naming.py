"""Names figures and what they go by for people: in come a Summary, its Records and a language, out come finished words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.dataset.cities import city_keys, city_of, places
from generator.dataset.summary import Figure, Summary
from generator.messages.catalogue import say
from generator.period import Period
from generator.records.event import Mode
from generator.records.fields import LocalText
from generator.records.records import Records

_PEOPLE = ("people", "women", "men", "sex_stated", "surely", "told", "sex_told")
_OF_EVENT = ("stated", "stated_alone", "by_session", "sessions")
_MODES = frozenset(mode.value for mode in Mode)


@dataclass(frozen=True)
class Names:
    """The names of figures, registers and places in one language, as they were at the end of the period."""

    summary: Summary
    records: Records
    language: str

    def label(self, figure: Figure) -> str:
        """Return what a figure is called."""
        what = figure.rule.removeprefix("figures.rule.")
        if what in _PEOPLE:
            measure, mode = figure.key.split(".")
            noun = self._noun(measure, mode) or self._say(f"measure.{measure}")
            return self._say(f"label.{what}", measure=noun, mode=self._say(f"mode.{mode}"))
        if what in _OF_EVENT:
            return self._of_event(figure, what)
        return self._say(f"label.{what}", key=self.name(what, figure.key))

    def name(self, what: str, key: str) -> str:
        """Return the name people know `key` by; the key itself where no register knows it."""
        records, own = self.records, self.records.publisher.language
        match what:
            case "type" | "status" | "role" | "exhaustive":
                return self._say(f"{what}.{key}")
            case "theme":
                found = {theme.id: theme.labels for theme in records.themes.themes}.get(key, ())
                dated = [(label.since, label.label) for label in found]
                return _valid(dated, self.summary.period, self.language, records.themes.language) or key
            case "donor" | "organisation" if key in records.organisations:
                names = [(name.since, name.name) for name in records.organisations[key].names]
                return _valid(names, self.summary.period, self.language, own) or key
            case "project" if key in records.projects:
                project = records.projects[key]
                return project.acronym or project.title.get(self.language, project.language)[0]
            case "city":
                return self._cities.get(key, key)
            case "goal":
                framework, _, number = key.partition(":")
                acronyms = {given.id: given.acronym for given in records.themes.frameworks}
                acronym = acronyms.get(framework)
                short = acronym.get(self.language, records.themes.language)[0] if acronym else framework
                return f"{short} {number}".strip()
            case "indicator":
                return self.title("indicator", key.partition(".")[0])
            case _:
                return key

    def title(self, kind: str, id: str) -> str:
        """Return what a record is called; `kind` is event, indicator, project or publisher."""
        records = self.records
        match kind:
            case "indicator":
                indicator = records.indicators[id]
                return indicator.label.get(self.language, indicator.language)[0]
            case "project":
                project = records.projects[id]
                return project.title.get(self.language, project.language)[0]
            case "publisher":
                return records.publisher.short_name.get(self.language, records.publisher.language)[0]
            case _:
                event = records.events[id]
                return event.title.get(self.language, event.language)[0]

    def _say(self, code: str, **facts: object) -> str:
        return say(f"figures.{code}", self.language, **facts)

    def _noun(self, measure: str, mode: str) -> str:
        """Return the source's noun where one figure alone stands behind the sum and the noun exists here (rule 4)."""
        for people in self.summary.people:
            if (people.measure.value, people.mode.value) == (measure, mode) and people.noun:
                own = self.records.events[people.single_event].language
                text, found = people.noun.get(self.language, own)
                return text[:1].upper() + text[1:] if found == self.language else ""
        return ""

    def _of_event(self, figure: Figure, what: str) -> str:
        """Return the name of a figure of one event: its title, and what is counted of it."""
        id, _, rest = figure.key.partition(".")
        event = self.records.events[id]
        title = (event.short_title or event.title).get(self.language, event.language)[0]
        if what == "sessions":
            return self._say("label.sessions", title=title)
        measure, *others = rest.split(".")
        sessions = {part.id: part for part in event.sessions}
        words = [self._say(f"measure.{measure}")]
        for other in others:
            if other in sessions:
                named = sessions[other].title
                words.append(named.get(self.language, event.language)[0] if named else other)
            else:
                words.append(self._say(f"mode.{other}") if other in _MODES else other)
        return self._say(f"label.{what}", title=title, what=", ".join(words))

    @cached_property
    def _cities(self) -> Mapping[str, str]:
        """The name of each city in this language, where a record of the period gives one, by that it is counted under."""
        keys = city_keys(self.summary.events)
        found: dict[str, str] = {}
        for entry in self.summary.events:
            for _, city in places(entry):
                text, code = city.get(self.language, entry.event.language)
                if code == self.language:
                    found.setdefault(city_of(city, keys), text)
        return found


def _valid(dated: Sequence[tuple[date | None, LocalText]], period: Period, language: str, own: str) -> str:
    """Return the name that holds on the period's last day: the latest that had begun, else the first there is."""
    begun = [(since, text) for since, text in dated if since is None or since <= period.end]
    if not dated:
        return ""
    newest = max(begun or dated[:1], key=lambda pair: pair[0] or date.min)
    return newest[1].get(language, own)[0]
