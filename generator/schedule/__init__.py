"""What is due, and when: series, their closed periods, and the regular run."""
