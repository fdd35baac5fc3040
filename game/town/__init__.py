"""The working day: a week at a workplace, in which what is left alone grows and what is promised comes due."""
