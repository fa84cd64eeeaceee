"""The six steps and their runner: ports in, artefacts out."""
