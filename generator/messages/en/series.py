"""Sentences about series, numbers and the regular run, in English: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "series.start": "the series “{given}” does not say when it begins; write start (YYYY-MM) with every: month, quarter, "
    "half or year, or a list of period and since in every, without start",
    "series.order": "the frequencies of the series “{given}” are not in the order of time; put them from the oldest to "
    "the newest, each once",
    "series.gap": "{given} cuts the period {period} in two: a part would be in no edition, or in two; choose the first "
    "month of a period",
    "series.name": "“{given}” cannot name a series; take 3 to 60 small letters without accents, digits or hyphens",
    "series.is_kind": "“{given}” is the name of a kind of document: their folders would mix; give the series another name",
    "ledger.line": "this line is not one of Bilan’s ledger; bring it back from git (git checkout reports/ledger.jsonl)",
    "ledger.no_line": "the final was published, but not written down here ({reason}); put that right, and the next run writes it down",
    "ledger.gone": "this final was issued and is no longer there; bring the folder back from a backup, or make it again with “bilan rebuild”",
    "ledger.altered": "this is no longer the manifest of the final that was issued; bring it back from a backup",
    "series.unknown_donor": "no donor “{given}” in records/organisations.yaml; correct the id",
    "series.no_fiscal_year": "{given} has no fiscal year: write fiscal_year_starts in records/organisations.yaml (a donor) or records/publisher.yaml, or calendar: civil",
    "series.unknown": "no series “{given}” in templates/series.yaml; did you mean: {nearest}?",
    "series.none": "no series “{given}”: templates/series.yaml describes none; describe it first (docs/series.en.md){nearest}",
    "series.number_taken": "another final has taken number {number} in the meantime; give the command again: it will be number {next}",
    "series.number_differs": "this file says no. {given}, and the register of numbers gives {number}; remove this line, or correct the series’ first_number",
    "series.edited_stale": "somebody edited this draft, and the records have changed since: it stays as it is; make a new one with “bilan build”, then bring your changes over",
    "series.final_stale": "the records have changed since this final ({records}): it stays as it is; the next edition will say what was revised, or make it anew with “bilan build --final”",
    "series.no_file": "no series: templates/series.yaml is missing or describes none; describe what comes out regularly (docs/series.en.md)",
    "series.clock": "the clock says {today}, but an edition bears the date {latest}; correct the date of this machine",
    "series.reason_wanted": "the figures of {period} have changed since they were issued, and the reason is missing; write restatements: [{{period: {period}, reason: …}}]",
    "series.reason_unused": "the figures of {period} have not changed since they were issued, and this reason is not printed; take it out, or check the period",
}
