"""What a text sounds like: how figures, dates, units and signs are said in each language, and how long it takes."""
