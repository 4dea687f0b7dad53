"""A bundle of one check, as a third party would write it."""
