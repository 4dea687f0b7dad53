"""English: numerals, units and the words of totals."""
