"""The program's own words in English."""
