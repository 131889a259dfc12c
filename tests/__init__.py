"""Tests, laid out like `generator/`."""
