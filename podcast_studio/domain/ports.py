"""The ports: everything outside that the core needs, as Protocols. Adapters live in engines/ and storage/."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from podcast_studio.domain.audio import MixedAudio, Programme
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import FolderScan, FoundFile, IndexedDocument, Passage
from podcast_studio.domain.progress import Progress
from podcast_studio.domain.revisions import RevisedTurn, Revision, TurnAudio
from podcast_studio.domain.scripts import Plan, SpokenTurn, Turn
from podcast_studio.domain.voices import Voice


class DocumentReader(Protocol):
    """Turns files into passages."""

    def scan(self, folder: Path) -> FolderScan:
        """List what a folder (or a single file) holds, without reading it. Raises CollectionError."""
        ...

    def read(self, file: FoundFile, cancel: CancelToken | None = None) -> list[Passage]:
        """The passages of one document, in order. Raises DocumentError with the reason in plain words."""
        ...

    def language(self, passages: Sequence[Passage]) -> str:
        """The language of one document's passages, as LanguageDetector tells it."""
        ...


class LanguageDetector(Protocol):
    """Tells what language a text is in."""

    def detect(self, text: str) -> str:
        """The code of the language, one of OF_DOCUMENTS; "" for a short text, or one that is none of them."""
        ...


class Embedder(Protocol):
    """Turns text into vectors."""

    @property
    def name(self) -> str:
        """Identifies the embedder and its settings; an index made by another one is rebuilt."""
        ...

    @property
    def dimensions(self) -> int: ...

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector of `dimensions` floats for each text, of length 1 (all zero for text without known words)."""
        ...


class PassageIndex(Protocol):
    """The searchable passages of one collection."""

    def documents(self) -> Mapping[str, IndexedDocument]:
        """What the index knows of each file, by path; unreadable ones included."""
        ...

    def replace(self, documents: Sequence[tuple[IndexedDocument, Sequence[Passage]]]) -> None:
        """Put these documents in, in place of what was there under their paths."""
        ...

    def note(self, documents: Sequence[IndexedDocument]) -> None:
        """Remember new dates of documents whose content is the same; their passages stay."""
        ...

    def remove(self, paths: Collection[str]) -> None:
        """Take documents out."""
        ...

    def passages(self) -> list[Passage]:
        """All passages, by document and order."""
        ...

    def of_document(self, path: str) -> list[Passage]:
        """The passages of one document, in order; none where it is not in the index."""
        ...

    def search(self, query: str, limit: int) -> list[Passage]:
        """The best passages for a query, best first: vector and full text, fused by rank."""
        ...

    def compact(self) -> None:
        """Merge files and refresh the full-text index. Call after a batch of changes."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Message:
    role: str  # "system", "user" or "assistant"
    text: str


@dataclass(frozen=True, kw_only=True)
class TextRequest:
    """One piece of writing to be done."""

    messages: tuple[Message, ...]  # begins alike from call to call, so that it is evaluated once
    prefill: str = ""  # how the answer begins; not part of what is returned
    max_tokens: int = 256
    stop: tuple[str, ...] = ()
    temperature: float = 0.7
    seed: int = 0
    repeat_penalty: float = 1.1


class LanguageModel(Protocol):
    """Writes text."""

    @property
    def context_tokens(self) -> int:
        """How many tokens prompt and answer may have together. Known after load."""
        ...

    @property
    def parameters(self) -> int | None:
        """How many weights it has; None where nobody says."""
        ...

    def load(self) -> None:
        """Get ready. Raises ModelFileError or ModelError. Harmless when loaded."""
        ...

    def count_tokens(self, text: str) -> int: ...

    def write(self, request: TextRequest, cancel: CancelToken) -> Iterator[str]:
        """The answer in chunks as it comes. Raises ModelError; stops on cancel with its reason."""
        ...

    def close(self) -> None: ...


class VoiceCatalogue(Protocol):
    """The installed voices."""

    def voices(self) -> list[Voice]: ...

    def find(self, voice_id: str) -> Voice:
        """Raises UnknownVoiceError that lists the known ones, or VoiceFileError."""
        ...


class SpeechEngine(Protocol):
    """Speaks text."""

    def load(self, voice: Voice) -> None:
        """Get ready. Raises VoiceFileError or SpeechError. Harmless when loaded."""
        ...

    def speak(self, text: str, voice: Voice, out: Path, cancel: CancelToken) -> float:
        """Write mono 16-bit WAV at 44.1 kHz, trimmed of silence, to `out`; return its seconds.

        `out` appears whole or not at all. Raises UnspeakableError when the text yields no sound.
        """
        ...

    def close(self) -> None: ...


class AudioMixer(Protocol):
    """Puts a programme together."""

    def mix(self, programme: Programme, out: Path, cancel: CancelToken, report: Callable[[float], None]) -> MixedAudio:
        """Stream the clips into `out`; `report` gets the share done, 0 to 1. `out` appears whole or not at all."""
        ...


class SoundMeter(Protocol):
    """Tells how loud a file is from moment to moment."""

    def levels(self, audio: Path, cancel: CancelToken) -> list[float]:
        """Root mean square of each LEVEL_SECONDS of all channels together, 0 to 1. Raises AudioError."""
        ...


class Checkpoints(Protocol):
    """What a podcast's making has finished so far. Every write carries the claim and fails once it is lost."""

    @property
    def folder(self) -> Path:
        """Where this podcast's files are."""
        ...

    def plan(self) -> Plan | None: ...

    def save_plan(self, plan: Plan) -> None:
        """Keep a plan; turns made from another plan are dropped."""
        ...

    def turns(self) -> list[Turn]:
        """Written turns by index."""
        ...

    def save_turns(self, turns: Sequence[Turn]) -> None:
        """Keep turns that were written together, all or none."""
        ...

    def change_turn(self, turn: Turn) -> None:
        """Keep other words for a turn that was written before."""
        ...

    def spoken(self) -> dict[int, SpokenTurn]:
        """Voiced turns by index; only those whose file is there with the right size and hash."""
        ...

    def save_spoken(self, turn: SpokenTurn, made: Path | None = None) -> None:
        """Keep a voiced turn. `made` is moved to its path after that, where it was voiced elsewhere: who has lost the
        claim cannot put a file in the place of another's, and what is in its place is never voiced again.
        """
        ...

    def placing(self) -> AbstractContextManager[None]:
        """For moving files to where they are looked for: nobody can take over this job within. Keep it short.

        Raises ClaimLostError where somebody has.
        """
        ...


class Draft(Protocol):
    """The revision that is being made. Every write raises ClaimLostError once the job is no longer ours, and
    Superseded once the revision is no longer the newest.
    """

    @property
    def folder(self) -> Path:
        """Where this podcast's files are."""
        ...

    def revision(self) -> Revision:
        """As it is now; only with what lies whole on disk, of the turns' audio and of the programme's."""
        ...

    def find_audio(self, key: str) -> TurnAudio | None:
        """The sound of that content key, if any revision of this podcast has it."""
        ...

    def save_turn(self, turn: RevisedTurn) -> None:
        """Keep what has become of a turn; also when a newer revision has come, for that one may say the same."""
        ...

    def check(self) -> None:
        """Raise as a write would."""
        ...

    def publish(self, *, audio: Path, sha256: str, size: int, seconds: float, note: str) -> None:
        """From now on this is the podcast."""
        ...


class ProgressSink(Protocol):
    """Takes progress reports. The percentage shown never falls, whatever is reported."""

    def report(self, progress: Progress) -> None: ...


class SpeedBook(Protocol):
    """Measured speeds of this machine, kept from run to run."""

    def get(self, name: str) -> float | None: ...

    def note(self, name: str, value: float) -> None:
        """Blend a new measurement in."""
        ...
