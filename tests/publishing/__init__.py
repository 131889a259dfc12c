"""Tests of publishing: real folders, real processes, real kills."""
