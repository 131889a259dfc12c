"""Sentences of a build in English: no input, a dictionary by code."""

SENTENCES: dict[str, str] = {
    "pipeline.step.load": "reading records and templates",
    "pipeline.step.summarise": "counting",
    "pipeline.step.compose": "writing",
    "pipeline.step.render": "setting {what}",
    "pipeline.step.publish": "publishing",
    "pipeline.no_closed_period": "no period that closed before {day} holds a record; give a period, for example 2022-Q1",
    "pipeline.empty_period": "no record falls in the period {period} (no record does not mean no activity); choose another period or date the records",
    "pipeline.nothing_to_report": "nothing to report for {period}: no document was made (no record does not mean no activity); date or add a record, or write a text for this edition",
    "pipeline.could_belong": "this activity without a precise date could belong to the period; date it, or set it aside in the edition's file with a reason",
    "pipeline.stray_event": "“{given}” is not among the activities of this period, and this choice has no effect; take the line out, or check the dates, embargo and audience of its record",
}
