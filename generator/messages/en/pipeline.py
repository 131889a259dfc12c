"""Sentences of a build in English: no input, a dictionary by code."""

SENTENCES: dict[str, str] = {
    "pipeline.step.load": "reading records and templates",
    "pipeline.step.summarise": "counting",
    "pipeline.step.compose": "writing",
    "pipeline.step.render": "setting {what}",
    "pipeline.step.publish": "publishing",
    "pipeline.no_closed_quarter": "no quarter that closed before {day} holds a record; give a period, for example 2022-Q1",
    "pipeline.empty_period": "no record falls in the period {period} (no record does not mean no activity); choose another period or date the records",
}
