"""What is said: in come a Summary, a Kind and a Language, out comes a Report of finished words."""
