"""Tests of docs/ and of the other pages for readers."""
