"""What the speakers say of the programme itself, ready-made, one file a language."""
