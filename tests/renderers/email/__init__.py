"""Tests of the e-mail formats."""
