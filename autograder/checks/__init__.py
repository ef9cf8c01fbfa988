"""The checks: one file an exercise, named after it."""
