"""What people write: in come YAML files, out come checked records with the place of every field."""
