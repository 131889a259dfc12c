"""What the records add up to: in come records and a period, out comes a Summary of counted figures."""
