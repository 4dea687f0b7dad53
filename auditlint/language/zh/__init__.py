"""Chinese: numerals, units, words of the domain, sentence patterns."""
