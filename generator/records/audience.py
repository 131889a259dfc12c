"""Who reads a document: no input, the names of the audiences; one donor's is `donor:` and its id."""

from __future__ import annotations

PUBLIC, INTERNAL, DONOR = "public", "internal", "donor:"
