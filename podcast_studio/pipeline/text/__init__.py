"""What there is to know of words and sentences: cleaning, telling words, figures by value, titles."""
