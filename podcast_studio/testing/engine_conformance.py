"""What every passage index, embedder, document reader and language model must do.

Subclass a suite in a test module and give it its fixtures. Needs pytest.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import FoundFile, IndexedDocument, Passage
from podcast_studio.domain.errors import Cancelled, CollectionError, DocumentError, Interrupted, ModelError
from podcast_studio.domain.languages import LANGUAGES
from podcast_studio.domain.ports import (
    DocumentReader,
    Embedder,
    LanguageDetector,
    LanguageModel,
    Message,
    PassageIndex,
    TextRequest,
)
from podcast_studio.testing.languages import TEXTS

ODD_TEXTS = (
    "",
    " \n\t",
    "\x00",
    "\ud800 alone",
    "🐝🐝",
    "\"'`",
    "the (sea",
    "tide* ^2 ~1 +a -b",
    "a:b AND NOT",
    "潮汐 приливы",
    "sea " * 5000,
    "x" * 5000,
)


class PassageIndexConformance:
    """Give the fixture `index`, empty."""

    def test_an_empty_index_answers_everything_with_nothing(self, index: PassageIndex) -> None:
        index.replace([])
        index.remove([])
        index.remove(["missing.md"])
        index.compact()
        assert dict(index.documents()) == {}
        assert index.passages() == []
        assert index.search("anything", 5) == []

    def test_passages_come_back_as_they_went_in_by_document_and_order(self, index: PassageIndex) -> None:
        odd = passage(
            "it's “b”/é\\.md", 0, "He said \"tides\" \x00 — 潮汐\r\n\tonly; 'DROP TABLE'", heading=("A", 'B"'), page=7
        )
        silent = replace(passage("a.md", 1, "int x = 1;"), spoken="")
        first = passage("a.md", 0, "The sea rises.", heading=("Sea",))
        index.replace([known("it's “b”/é\\.md", odd), known("a.md", silent, first)])
        assert index.passages() == [first, silent, odd]
        assert list(index.documents()) == ["it's “b”/é\\.md", "a.md"]
        assert index.documents()["a.md"].passages == 2

    def test_a_replaced_document_has_its_new_passages_only(self, index: PassageIndex) -> None:
        index.replace([known("a.md", *(passage("a.md", n, f"Old words {n}.") for n in range(5)))])
        index.replace([known("b.md", other := passage("b.md", 0, "Other words."))])
        index.compact()
        index.replace([known("a.md", new := passage("a.md", 0, "New words."))])
        assert index.passages() == [new, other]
        assert {one.text for one in index.search("words", 10)} == {"New words.", "Other words."}

    def test_an_unreadable_document_is_remembered_with_its_reason(self, index: PassageIndex) -> None:
        document, _ = known("a.pdf")
        index.replace([(replace(document, reason="damaged"), [])])
        assert index.documents()["a.pdf"].reason == "damaged"
        assert index.passages() == []
        assert index.search("damaged", 3) == []

    def test_a_noted_document_keeps_its_passages(self, index: PassageIndex) -> None:
        document, members = known("a.md", passage("a.md", 0, "The sea rises."))
        index.replace([(document, members)])
        index.note([replace(document, mtime_ns=99)])
        assert index.documents() == {"a.md": replace(document, mtime_ns=99)}
        assert index.passages() == list(members)

    def test_a_removed_document_is_gone_and_the_others_stay(self, index: PassageIndex) -> None:
        paths = ["it's.md", "b%.md", "c_.md", "c1.md"]
        index.replace([known(path, passage(path, 0, f"The tide of {path}.")) for path in paths])
        index.compact()
        index.remove(["it's.md", "c_.md"])
        assert sorted(index.documents()) == ["b%.md", "c1.md"]
        assert [one.document for one in index.passages()] == ["b%.md", "c1.md"]
        assert {one.document for one in index.search("tide", 10)} == {"b%.md", "c1.md"}

    def test_a_documents_passages_come_by_themselves_in_order(self, index: PassageIndex) -> None:
        second, first = passage("it's.md", 1, "And falls."), passage("it's.md", 0, "The sea rises.")
        index.replace([known("it's.md", second, first), known("b.md", passage("b.md", 0, "Bees dance."))])
        assert index.of_document("it's.md") == [first, second]
        assert index.of_document("missing.md") == []

    def test_the_best_passage_comes_first_and_none_twice(self, index: PassageIndex) -> None:
        texts = [
            "Bees dance to tell where food is.",
            "A lighthouse lamp turns all night.",
            "Clocks kept ships on course.",
        ]
        index.replace([known(f"{n}.md", passage(f"{n}.md", 0, text)) for n, text in enumerate(texts)])
        for _ in range(2):  # before and after files are merged
            assert index.search("how do bees dance", 3)[0].text == texts[0]
            assert index.search("the lamp of a lighthouse", 1) == [passage("1.md", 0, texts[1])]
            found = [one.id for one in index.search("bees lighthouse clocks", 10)]
            assert sorted(found) == sorted({passage(f"{n}.md", 0, text).id for n, text in enumerate(texts)})
            index.compact()

    def test_what_came_in_after_merging_is_found_too(self, index: PassageIndex) -> None:
        index.replace([known("a.md", passage("a.md", 0, "The sea rises."))])
        index.compact()
        index.replace([known("b.md", passage("b.md", 0, "Quicksilver runs."))])
        assert index.search("quicksilver", 1)[0].document == "b.md"

    def test_a_limit_is_kept(self, index: PassageIndex) -> None:
        index.replace([known("a.md", *(passage("a.md", n, f"Tide number {n}.") for n in range(60)))])
        assert [len(index.search("tide", limit)) for limit in (-1, 0, 1, 7, 50)] == [0, 0, 1, 7, 50]

    @pytest.mark.parametrize("query", ODD_TEXTS)
    def test_an_odd_query_does_no_harm(self, index: PassageIndex, query: str) -> None:
        index.replace([known("a.md", here := passage("a.md", 0, "The sea rises with the tide."))])
        assert index.search(query, 3) in ([], [here])

    def test_the_same_query_gets_the_same_answer(self, index: PassageIndex) -> None:
        index.replace([known("a.md", *(passage("a.md", n, "The very same words.") for n in range(30)))])
        assert index.search("same words", 10) == index.search("same words", 10)

    def test_threads_may_ask_while_another_writes(self, index: PassageIndex) -> None:
        def write(number: int) -> int:
            path = f"{number}.md"
            index.replace([known(path, passage(path, 0, f"The tide of {number}."))])
            return len(index.search("tide", 100))

        with ThreadPoolExecutor(4) as pool:
            counts = list(pool.map(write, range(8)))
        assert all(1 <= count <= 8 for count in counts)
        assert len(index.passages()) == 8

    def test_what_was_asked_for_does_not_change_afterwards(self, index: PassageIndex) -> None:
        before = index.documents()
        index.replace([known("a.md", passage("a.md", 0, "The sea rises."))])
        assert dict(before) == {}

    def test_closing_twice_is_harmless(self, index: PassageIndex) -> None:
        index.replace([known("a.md", passage("a.md", 0, "The sea rises."))])
        index.close()
        index.close()


class EmbedderConformance:
    """Give the fixture `embedder`."""

    def test_a_vector_for_each_text_in_order(self, embedder: Embedder) -> None:
        texts = [f"The {word} in the garden." for word in ("bee", "lamp", "clock", "tide", "bee")]
        vectors = embedder.embed(texts)
        assert [len(vector) for vector in vectors] == [embedder.dimensions] * 5
        assert vectors[0] == vectors[4]
        assert vectors[0] != vectors[1]
        for text, vector in zip(texts, vectors, strict=True):
            assert embedder.embed([text])[0] == pytest.approx(vector, abs=1e-5)

    def test_no_text_gets_no_vector(self, embedder: Embedder) -> None:
        assert embedder.embed([]) == []

    def test_vectors_have_length_one(self, embedder: Embedder) -> None:
        for vector in embedder.embed(["The sea.", "A much longer text on the sea and the moon. " * 50]):
            assert math.hypot(*vector) == pytest.approx(1, abs=1e-3)

    @pytest.mark.parametrize("text", ODD_TEXTS)
    def test_odd_text_gets_a_vector_of_length_one_or_zero(self, embedder: Embedder, text: str) -> None:
        (vector,) = embedder.embed([text])
        assert len(vector) == embedder.dimensions
        assert all(isinstance(value, float) for value in vector)
        length = math.hypot(*vector)
        assert length == 0 or length == pytest.approx(1, abs=1e-3)

    def test_texts_on_one_thing_are_nearer(self, embedder: Embedder) -> None:
        asked, near, far = embedder.embed(
            ["Why does the sea rise?", "The moon makes the sea rise.", "Violins are built of spruce."]
        )
        assert _nearness(asked, near) > _nearness(asked, far)

    def test_it_has_a_name(self, embedder: Embedder) -> None:
        assert embedder.name.strip() == embedder.name != ""


def _nearness(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


DOCUMENTS = {
    "a.md": "# Sea\n\nThe sea rises twice a day.\n\n## Moon\n\nThe moon pulls at the water.\n",
    "blank.txt": " \n\n \n",
    "sub/deep/b.md": "A lighthouse lamp turns all night.\n",
}


class DocumentReaderConformance:
    """Give the fixtures `reader` and `folder`, which holds DOCUMENTS."""

    def test_the_folder_is_listed_by_path_with_sizes_and_dates(self, reader: DocumentReader, folder: Path) -> None:
        files = reader.scan(folder).files
        assert [file.path for file in files] == sorted(DOCUMENTS)
        for file in files:
            info = file.absolute.stat()
            assert file.absolute == folder / file.path
            assert (file.size, file.mtime_ns) == (info.st_size, info.st_mtime_ns)
        assert reader.scan(folder).files == files

    def test_passages_are_parts_of_their_document_in_order(self, reader: DocumentReader, folder: Path) -> None:
        made = reader.read(self.found(reader, folder, "a.md"))
        text = DOCUMENTS["a.md"]
        assert [one.text for one in made] == ["The sea rises twice a day.", "The moon pulls at the water."]
        assert [one.text for one in made] == [text[one.start : one.end] for one in made]
        assert [one.spoken for one in made] == [one.text for one in made]
        assert [one.heading for one in made] == [("Sea",), ("Sea", "Moon")]
        assert [one.order for one in made] == [0, 1]
        assert {one.document for one in made} == {"a.md"}

    def test_reading_again_gives_the_same_passages(self, reader: DocumentReader, folder: Path) -> None:
        file = self.found(reader, folder, "a.md")
        assert reader.read(file) == reader.read(file)

    def test_ids_differ_over_the_whole_folder(self, reader: DocumentReader, folder: Path) -> None:
        made = [
            *reader.read(self.found(reader, folder, "a.md")),
            *reader.read(self.found(reader, folder, "sub/deep/b.md")),
        ]
        assert len({one.id for one in made}) == len(made) == 3

    def test_a_document_without_words_is_refused_with_a_reason(self, reader: DocumentReader, folder: Path) -> None:
        with pytest.raises(DocumentError, match="no text"):
            reader.read(self.found(reader, folder, "blank.txt"))

    def test_a_document_that_has_gone_is_refused_with_a_reason(self, reader: DocumentReader, folder: Path) -> None:
        gone = FoundFile(path="gone.md", absolute=folder / "gone.md", size=1, mtime_ns=1)
        with pytest.raises(DocumentError, match="no longer there"):
            reader.read(gone)

    def test_a_missing_folder_is_refused_by_name(self, reader: DocumentReader, folder: Path) -> None:
        with pytest.raises(CollectionError, match="nowhere"):
            reader.scan(folder / "nowhere")

    @pytest.mark.parametrize("language", TEXTS)
    def test_a_document_has_the_language_of_its_passages(self, reader: DocumentReader, language: str) -> None:
        assert reader.language([passage("a.md", 0, TEXTS[language])]) == language

    def test_few_words_have_no_language_and_neither_has_what_is_not_spoken(self, reader: DocumentReader) -> None:
        code = replace(passage("a.md", 0, TEXTS["de"]), spoken="")
        for passages in ([], [code], [passage("a.md", 0, "Tide tables")]):
            assert reader.language(passages) == ""

    def found(self, reader: DocumentReader, folder: Path, path: str) -> FoundFile:
        return next(file for file in reader.scan(folder).files if file.path == path)


class LanguageDetectorConformance:
    """Give the fixture `detector`."""

    @pytest.mark.parametrize("language", TEXTS)
    def test_two_sentences_are_enough(self, detector: LanguageDetector, language: str) -> None:
        assert detector.detect(TEXTS[language]) == language

    def test_every_language_of_podcasts_is_known(self, detector: LanguageDetector) -> None:
        assert {detector.detect(text) for text in TEXTS.values()} >= set(LANGUAGES)

    @pytest.mark.parametrize("text", ["", " \n", "Die Flut kommt.", "42 17.5 " * 40, "\udc80 \x00 \ufffd"])
    def test_what_is_too_short_or_no_language_has_none(self, detector: LanguageDetector, text: str) -> None:
        assert detector.detect(text) == ""

    def test_the_longer_part_of_a_text_decides(self, detector: LanguageDetector) -> None:
        assert detector.detect(f"{TEXTS['en']} {TEXTS['de']} {TEXTS['de']} {TEXTS['de']}") == "de"


NOTES = "The sea rises twice a day because the moon pulls at the water."


class LanguageModelConformance:
    """Give the fixture `model`; one for all tests will do."""

    def test_loading_twice_is_harmless(self, model: LanguageModel) -> None:
        model.load()
        model.load()
        assert model.context_tokens >= 512
        assert model.parameters is None or model.parameters > 0

    def test_longer_texts_have_more_tokens(self, model: LanguageModel) -> None:
        assert 0 < model.count_tokens("sea") < model.count_tokens(NOTES) < model.count_tokens(NOTES * 3)

    def test_it_answers_in_chunks(self, model: LanguageModel) -> None:
        chunks = list(model.write(request(), CancelToken()))
        assert len(chunks) > 1
        assert all(chunks)
        assert len("".join(chunks).split()) > 3

    def test_the_same_request_gets_the_same_answer(self, model: LanguageModel) -> None:
        answers = {"".join(model.write(request(), CancelToken())) for _ in range(2)}
        assert len(answers) == 1

    def test_an_answer_ends_before_a_stop_string(self, model: LanguageModel) -> None:
        assert "e" in "".join(model.write(request(), CancelToken()))
        assert "e" not in "".join(model.write(replace(request(), stop=("zz", "e")), CancelToken()))

    def test_an_answer_is_no_longer_than_allowed(self, model: LanguageModel) -> None:
        answer = "".join(model.write(replace(request(), max_tokens=3), CancelToken()))
        assert 0 < len(answer.split()) <= 3

    def test_too_long_a_request_is_refused(self, model: LanguageModel) -> None:
        with pytest.raises(ModelError, match="too long"):
            list(model.write(request(NOTES * (model.context_tokens // 8)), CancelToken()))
        assert list(model.write(request(), CancelToken()))

    @pytest.mark.parametrize("text", ODD_TEXTS[:10])
    def test_odd_text_does_no_harm(self, model: LanguageModel, text: str) -> None:
        assert model.count_tokens(text) >= 0
        for chunk in model.write(replace(request(text), max_tokens=4), CancelToken()):
            assert isinstance(chunk, str)

    def test_a_cancel_beforehand_stops_it_with_its_reason(self, model: LanguageModel) -> None:
        cancel = CancelToken()
        cancel.cancel(Interrupted())
        with pytest.raises(Interrupted):
            list(model.write(request(), cancel))

    def test_a_cancel_on_the_way_stops_it_and_the_next_request_is_answered(self, model: LanguageModel) -> None:
        cancel = CancelToken()
        answer = model.write(replace(request(), max_tokens=2000), cancel)
        assert next(iter(answer))
        cancel.cancel(Cancelled())
        with pytest.raises(Cancelled):
            list(answer)
        assert list(model.write(request(), CancelToken()))

    def test_an_answer_may_be_left_before_its_end(self, model: LanguageModel) -> None:
        answer = model.write(request(), CancelToken())
        next(iter(answer))
        del answer
        assert "".join(model.write(request(), CancelToken())).strip()

    def test_closing_twice_is_harmless(self, model: LanguageModel) -> None:
        model.close()
        model.close()


def request(notes: str = NOTES) -> TextRequest:
    """Some writing to be done in the way of the pipeline."""
    system = Message(role="system", text="You retell notes as plain sentences.")
    return TextRequest(
        messages=(system, Message(role="user", text=f"Retell these notes. Notes: {notes}")), max_tokens=16, seed=7
    )


def passage(document: str, order: int, text: str, *, heading: tuple[str, ...] = (), page: int | None = None) -> Passage:
    """A passage all of which is spoken."""
    return Passage(
        id=f"{document}#{order}",
        document=document,
        heading=heading,
        page=page,
        start=order * 100,
        end=order * 100 + len(text),
        text=text,
        spoken=text,
        order=order,
    )


def known(path: str, *passages: Passage) -> tuple[IndexedDocument, Sequence[Passage]]:
    """A document as an index takes it."""
    document = IndexedDocument(path=path, sha256="0" * 64, size=10, mtime_ns=1, passages=len(passages))
    return document, passages
