"""What a workspace is set to: in come templates/ files, out come frozen settings, kinds, languages and brands."""
