"""The command line: a thin skin over the pipeline; in come words typed by a person, out come lines and an exit code."""
