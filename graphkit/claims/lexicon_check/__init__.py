"""What is unused, clashing or untested in the words of ``data/lexicon/``."""
