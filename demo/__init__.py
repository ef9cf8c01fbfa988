"""A class of submissions with known marks, honest ones, broken ones and attacks, graded from end to end."""
