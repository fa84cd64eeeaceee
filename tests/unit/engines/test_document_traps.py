"""What the real reader makes of documents full of what nobody would read aloud, and of broken ones."""

from __future__ import annotations

import contextlib
import random
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from podcast_studio.domain.documents import FoundFile, Passage
from podcast_studio.domain.errors import DocumentError
from podcast_studio.engines.documents import FolderReader
from podcast_studio.testing.documents import (
    docx,
    docx_heading,
    docx_line,
    docx_table,
    epub,
    odt,
    pdf,
    pptx,
    xlsx,
    zip_of,
)


@dataclass
class Trap:
    """A document, what is spoken of it, and what of the rest can still be found."""

    name: str
    data: bytes | str
    spoken: str
    found: tuple[str, ...] = ()
    headings: tuple[tuple[str, ...], ...] = field(default=((),))


TRAPS = [
    Trap(
        "code.md",
        "# Build\n\nRun the tool first.\n\n```sh\nmake all && ./run --fast\n```\n\nThen wait a while.\n",
        "Run the tool first. Then wait a while.",
        ("make all && ./run --fast",),
        (("Build",),),
    ),
    Trap(
        "inline.md",
        "The call `open()` and the flag `-v` differ from `x = f(y) + {1: 2}` in kind.",
        "The call open and the flag -v differ from in kind.",
        ("f(y)",),
    ),
    Trap(
        "table.md",
        "Tides differ.\n\n| Port | High | Low |\n|---|---|---|\n| Dover | 6.7 | 0.8 |\n| Cork | 4.1 | 0.4 |\n\n"
        "So they do.\n",
        "Tides differ. So they do.",
        ("| Dover | 6.7 | 0.8 |",),
    ),
    Trap(
        "urls.md",
        "The tables are kept at https://tides.example.org/a_b?c=d#e and on paper.\n\n"
        "See https://example.org/more for details of each port.\n\nWrite to keeper@example.org.\n",
        "The tables are kept and on paper.",
        ("https://tides.example.org/a_b?c=d#e", "https://example.org/more", "keeper@example.org"),
    ),
    Trap(
        "links.md",
        '[Home](/) [About us](/about)\n\nThe [moon](https://x.org/moon_(body) "The moon") pulls at the sea.\n\n'
        "[Read more](/next)\n\nShare: [Mail](/m) | [Print](/p)\n",
        "The moon pulls at the sea.",
        ("[About us](/about)", "[Read more](/next)"),
    ),
    Trap(
        "menu.md",
        "- [Start](/)\n- [Ports](/ports)\n- [Tides](/tides)\n\nThe sea rises.\n\nHome > Ports > Dover\n",
        "The sea rises.",
        ("[Ports](/ports)", "Home > Ports > Dover"),
    ),
    Trap(
        "references.md",
        "# Tides\n\nThe sea rises [1], as was shown [2–4] long ago (Newton, 1687).\n\n"
        "[1] Newton, I. (1687). Principia. London: Royal Society Press, pp. 1-9.\n\n"
        "## Further reading\n\nCartwright wrote a history.\n\n## References\n\n- Doodson, A. (1921). Proc. R. Soc.\n",
        "The sea rises, as was shown long ago.",
        ("Principia", "Cartwright", "Doodson"),
        (("Tides",), ("Tides", "Further reading"), ("Tides", "References")),
    ),
    Trap(
        "readme.md",
        "The sea rises.\n\nPermission is hereby granted, free of charge, to any person. The above notice stays.\n\n"
        "Copyright (c) 2020 A. Keeper. All rights reserved. No part may be copied.\n\n"
        'Unless agreed to in writing, it is distributed on an "AS IS" basis. See the terms for limits.\n',
        "The sea rises.",
        ("free of charge", "No part may be copied", "See the terms for limits"),
    ),
    Trap("LICENSE.md", "# Terms\n\nYou may use this as you like.\n", "", ("as you like",), (("Terms",),)),
    Trap(
        "front.md",
        "---\ntitle: Tides\ntags: [sea, moon]\n---\n\n# Tides\n\nThe sea rises.\n",
        "The sea rises.",
        ("tags: [sea, moon]",),
        ((), ("Tides",)),
    ),
    Trap(
        "notes.md",
        "The sea rises[^1] twice.[^note] <!-- check this -->\n\n[^1]: By some six metres.\n[^note]: Mostly.\n",
        "The sea rises twice.",
        ("six metres", "check this"),
    ),
    Trap(
        "marks.md",
        "**Bold** and *slanted*, ~~struck~~ and <kbd>Ctrl</kbd> &amp; &eacute;, 3 \\* 4, a_b_c and x^2^.\n\n"
        "> A quote that\n> goes on.\n\n* * *\n\n![A chart](c.png)\n\n1. first thing\n2. second thing\n",
        "Bold and slanted, struck and Ctrl & é, 3 * 4, a_b_c and x^2^. A quote that goes on. "
        "First thing. Second thing.",
        ("c.png",),
    ),
    Trap(
        "wiki.md",
        "[[Tides|The tide]] turns. [[Moon]] pulls. ![[chart.png]] It ebbs.",
        "The tide turns. Moon pulls. It ebbs.",
        ("chart.png",),
    ),
    Trap(
        "code.rst",
        "Build\n=====\n\nRun it so::\n\n    make all\n\n.. code-block:: c\n\n   int x;\n\n"
        ".. note::\n\n   Mind the :ref:`gap <x>`.\n",
        "Run it so: Mind the gap.",
        ("make all", "int x;"),
        (("Build",),),
    ),
    Trap(
        "plain.txt",
        "THE TIDE TABLES\n\nWho reads them\n\nSailors have read them for as long as there have been printed ones.\n\n"
        "              12\n\nPage 3 of 10\n\nDover ......... 14\n\nand they\nstill do so each and every morn-\ning.\n",
        "Sailors have read them for as long as there have been printed ones. "
        "and they still do so each and every morning.",
        ("Dover ......... 14",),
        (("THE TIDE TABLES", "Who reads them"),),
    ),
    Trap(
        "gutenberg.txt",
        "The Project Gutenberg eBook of Tides\n\nIt was a dark night, and the sea rose higher than it ever had.\n\n"
        "Updated editions will be found at www.gutenberg.org for free.\n",
        "It was a dark night, and the sea rose higher than it ever had.",
        ("Updated editions",),
        (("The Project Gutenberg eBook of Tides",),),
    ),
    Trap(
        "numbers.csv",
        "port,high,low\nDover,6.7,0.8\nCork,4.1,0.4\n",
        "",
        ("Dover,6.7,0.8",),
    ),
    Trap(
        "prose.csv",
        'port\tnote\nDover\t"The tide here rises higher than\nat most ports of the coast, they say"\n',
        "The tide here rises higher than at most ports of the coast, they say.",
        ("Dover",),
    ),
    Trap(
        "page.html",
        "<html><head><title>T</title><style>p{color:red}</style></head><body><header><a href='/'>Home</a> "
        "<a href='/a'>About us</a></header><nav><ul><li><a href='/p'>Ports</a></li><li><a href='/t'>Tides</a></li></ul>"
        "</nav><main><h1>Tides<a href='#tides'>¶</a></h1><p>The sea rises<sup><a href='#cite-1'>[1]</a></sup> twice "
        "a day.<sup>[<i><a href='/w'>citation needed</a></i>]</sup></p><script>let x = 1;</script><pre>x = 1</pre>"
        "<table><tr><th>Port</th><th>High</th></tr><tr><td>Dover</td><td>6.7</td></tr></table></main>"
        "<aside>Related: <a href='/x'>Moon</a></aside><footer>© 2020 Tides Inc. <a href='/p'>Privacy</a></footer>",
        "The sea rises twice a day.",
        ("x = 1", "Dover", "Privacy"),
        ((), ("Tides",)),
    ),
    Trap(
        "wikipedia.html",
        "<body><h1>Tide</h1><p>It rises.</p><h2>History<span>[</span><a href='/edit'>edit</a><span>]</span></h2>"
        "<p>Old tables exist.<a href='#cite_note-3'>[3]</a></p></body>",
        "It rises. Old tables exist.",
        (),
        (("Tide",), ("Tide", "History")),
    ),
    Trap(
        "report.docx",
        docx(
            docx_heading("Tides")
            + docx_line("The sea rises [12] twice a day.")
            + docx_table(("Port", "High"), ("Dover", "6.7"))
            + docx_heading("Ports", 2)
            + docx_line("See https://example.org/ports for all of them.")
            + docx_line("Every port keeps its own table.")
        ),
        "The sea rises twice a day. Every port keeps its own table.",
        ("Dover", "https://example.org/ports"),
        (("Tides",), ("Tides", "Ports")),
    ),
    Trap(
        "ports.xlsx",
        xlsx(
            ("Port", "High", "Note"),
            ("Dover", 6.7, "The tide here rises higher than at most other ports"),
            ("Cork", 4.1, ""),
            sheet="Ports",
        ),
        "The tide here rises higher than at most other ports.",
        ("Dover", "6.7", "Cork"),
        (("Ports",),),
    ),
    Trap("figures.xlsx", xlsx(("a", "b"), (1, 2.5), (3, 4.5)), "", ("4.5",), (("Sheet",),)),
    Trap(
        "talk.pptx",
        pptx(
            ("Tides", "The sea rises twice a day."), ("Sources", "Newton wrote it down."), ("Moon", "It pulls & pulls.")
        ),
        "The sea rises twice a day. It pulls & pulls.",
        ("Newton",),
        (("Tides",), ("Sources",), ("Moon",)),
    ),
    Trap(
        "rivers.odt",
        odt(
            '<text:h text:outline-level="1">Rivers</text:h><text:p>A river flows<text:note text:note-class="footnote">'
            "<text:note-citation>1</text:note-citation><text:note-body><text:p>Mostly.</text:p></text:note-body>"
            '</text:note> to <text:a xlink:href="http://x.y">the sea</text:a>.</text:p><text:list><text:list-item>'
            "<text:p>the long Rhine</text:p></text:list-item></text:list><table:table><table:table-row>"
            "<table:table-cell><text:p>Rhine</text:p></table:table-cell><table:table-cell><text:p>1230</text:p>"
            "</table:table-cell></table:table-row></table:table>"
        ),
        "A river flows to the sea. The long Rhine.",
        ("1230", "Mostly."),
        (("Rivers",),),
    ),
    Trap(
        "book.epub",
        epub(
            '<img src="c.png" alt="Cover"/>',
            "<h1>One</h1><p>It was a bright day.</p><pre>x = 1</pre>",
            "<h1>Two</h1><p>“Rain,” he said.</p>",
            "<h1>Copyright</h1><p>Published by Someone in a town.</p>",
        ),
        "It was a bright day. “Rain,” he said.",
        ("x = 1", "Published by Someone"),
        ((), ("One",), ("Two",), ("Copyright",)),
    ),
    Trap(
        "letter.rtf",
        rb"{\rtf1\ansi{\fonttbl{\f0 Times;}}{\header Running title}{\b\fs32 Tides}\par{\b Ports}\par\fs24 The sea "
        rb"rises higher here than it does at other ports of the coast.\par{\pntext\'b7\tab}each day twice\par\pard"
        rb"\trowd\cellx9\cellx19 Dover\cell 6.7\cell\row Caf\'e9 \u8212? {\field{\*\fldinst HYPERLINK "
        rb'"http://x.y"}{\fldrslt a link}} too.\par}',
        "The sea rises higher here than it does at other ports of the coast. Each day twice. Café — a link too.",
        ("| Dover | 6.7 |",),
        (("Tides", "Ports"),),
    ),
    Trap(
        "paper.pdf",
        pdf(
            ["#Tides", "", "The sea rises and falls twice a day, as it", "has since there was a moon.", "", "1"],
            [
                "The moon pulls at the water on the near side.",
                "",
                "#References",
                "",
                "[1] Newton, I. (1687). Principia.",
            ],
        ),
        "The sea rises and falls twice a day, as it has since there was a moon. "
        "The moon pulls at the water on the near side.",
        ("Principia",),
        (("Tides",), ("References",)),
    ),
]


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_only_what_would_be_read_aloud_is_spoken(tmp_path: Path, trap: Trap) -> None:
    passages = read(tmp_path, trap.name, trap.data)
    assert " ".join(one.spoken for one in passages if one.spoken) == trap.spoken
    assert tuple(dict.fromkeys(one.heading for one in passages)) == trap.headings
    everything = "\n".join(one.text for one in passages)
    assert [part for part in trap.found if part not in everything] == []


SENTENCE = "Zoë’s naïve café – “déjà vu” – cost 5 € in Málaga.\n"


@pytest.mark.parametrize("suffix", ["txt", "md", "rst", "html"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_every_encoding_in_every_plain_format(tmp_path: Path, suffix: str, encoding: str) -> None:
    text = f"<html><body><p>{SENTENCE * 3}</p></body></html>" if suffix == "html" else SENTENCE * 3
    assert read(tmp_path, f"a.{suffix}", text.encode(encoding))[0].spoken == " ".join([SENTENCE.strip()] * 3)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("latin-1", "Señor Núñez bebió un café en el jardín de la señora Ibáñez. " * 3),
        ("cp1251", "Река течёт к морю, и весной вода поднимается высоко над берегом. " * 5),
        ("cp1253", "Η θάλασσα ανεβαίνει δύο φορές την ημέρα κάτω από το φεγγάρι. " * 5),
        ("shift_jis", "海は一日に二度満ちてくる。月が水を引くからである。" * 8),
        ("gb18030", "大海每天涨潮两次，因为月亮牵引着海水。渔民们都知道这一点。" * 8),
    ],
)
def test_old_encodings_are_guessed(tmp_path: Path, encoding: str, text: str) -> None:
    assert "".join(one.text for one in read(tmp_path, "a.txt", text.encode(encoding))).split() == text.split()


def test_a_page_is_read_in_the_encoding_it_declares(tmp_path: Path) -> None:
    page = "<html><head><meta charset='koi8-r'></head><body><p>Море и луна.</p></body></html>"
    assert read(tmp_path, "a.html", page.encode("koi8-r"))[0].spoken == "Море и луна."


# --- broken and hostile files

RICH = {
    "pdf": pdf(["#Tides", "", "The sea rises."]),
    "docx": docx(docx_line("The sea rises.")),
    "pptx": pptx(("Tides", "The sea rises.")),
    "xlsx": xlsx(("The sea rises twice a day at each of the ports",)),
    "odt": odt("<text:p>The sea rises.</text:p>"),
    "epub": epub("<p>The sea rises.</p>"),
}


@pytest.mark.parametrize("suffix", RICH)
@pytest.mark.parametrize("kept", [0.02, 0.3, 0.6, 0.9])
def test_a_file_cut_short_is_refused_by_kind(tmp_path: Path, suffix: str, kept: float) -> None:
    data = RICH[suffix]
    with pytest.raises(DocumentError, match="damaged or incomplete") as caught:
        read(tmp_path, f"a.{suffix}", data[: int(len(data) * kept)])
    assert caught.value.way_out


@pytest.mark.parametrize("suffix", [*RICH, "rtf"])
@pytest.mark.parametrize(
    "garbage", [b"\x00" * 500, b"<html>no</html>", b"PK\x05\x06" + bytes(18), b"%PDF-1.7\n", b"\xff" * 99]
)
def test_garbage_is_refused(tmp_path: Path, suffix: str, garbage: bytes) -> None:
    with pytest.raises(DocumentError):
        read(tmp_path, f"a.{suffix}", garbage)


@pytest.mark.parametrize("suffix", [*RICH, "rtf"])
def test_flipped_bytes_do_no_harm(tmp_path: Path, suffix: str) -> None:
    chance = random.Random(suffix)
    whole = RICH.get(suffix, rb"{\rtf1\ansi{\fonttbl{\f0 T;}}{\b Tides}\par The sea \u8212? rises.\par}")
    for _ in range(25):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 10)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        with contextlib.suppress(DocumentError):
            read(tmp_path, f"a.{suffix}", bytes(data))


@pytest.mark.parametrize(
    "bomb",
    [
        "a.docx", "a.xlsx", "a.pptx", "a.odt", "a.epub",
    ],
)  # fmt: skip
def test_zip_bombs_are_not_unpacked(tmp_path: Path, bomb: str) -> None:
    data = zip_of({"content.xml": "a" * 30_000_000, "word/document.xml": "b" * 1_000_000})
    with pytest.raises(DocumentError, match="far too large when unpacked"):
        read(tmp_path, bomb, data)


def test_a_zip_that_lies_about_its_sizes_is_refused_or_read(tmp_path: Path) -> None:
    """The sizes in its list say a few bytes; unpacking goes by what is really there, or fails."""
    data = bytearray(docx(docx_line("The sea rises. " * 1000)))
    place = data.rindex(b"PK\x01\x02")
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    with contextlib.suppress(DocumentError):
        assert "The sea" in read(tmp_path, "a.docx", bytes(data))[0].spoken


@pytest.mark.parametrize("part", ["The sea rises twice a day, and no one at Dover minds it much. ", "a"])
def test_five_megabytes_are_read_in_bounded_time(tmp_path: Path, part: str) -> None:
    text = part * (5_000_000 // len(part))
    passages = read(tmp_path, "a.txt", text)
    assert sum(len(one.text) + 1 for one in passages) >= len(text.rstrip())
    assert all(one.words <= 90 for one in passages)


@pytest.mark.parametrize("suffix", ["html", "md", "rst", "txt", "csv", "rtf"])
def test_deep_nesting_does_no_harm(tmp_path: Path, suffix: str) -> None:
    texts = {
        "html": "<div>" * 20_000 + "The sea rises.",
        "rtf": r"{\rtf1 " + "{" * 50_000 + "The sea rises.",
        "rst": "".join(" " * n + "- x\n" for n in range(300)) + "\nThe sea rises.",
    }
    with contextlib.suppress(DocumentError):
        read(tmp_path, f"a.{suffix}", texts.get(suffix, "> " * 3000 + "- " * 3000 + "[" * 3000 + "The sea rises."))


def read(folder: Path, name: str, data: bytes | str) -> list[Passage]:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return FolderReader().read(FoundFile(path=name, absolute=path, size=1, mtime_ns=1))
