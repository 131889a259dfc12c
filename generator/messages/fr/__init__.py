"""The program's own words in French."""
