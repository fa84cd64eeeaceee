"""RTF as markdown."""

from __future__ import annotations

import pytest

from podcast_studio.engines.rtf import NotRtfError, rtf_to_markdown

BODY = rb"The sea rises twice a day, and at the ports of this coast it rises higher than at others.\par"


def markdown(body: bytes) -> str:
    return rtf_to_markdown(rb"{\rtf1\ansi\deff0 " + body + b"}").rstrip("\n")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (rb"one\par two\line three\tab four", "one\n\ntwo three four"),
        (b"one\\\ntwo", "one\n\ntwo"),
        (b"broken\r\n words", "broken words"),
        (
            rb"Caf\'e9 \u8217? \u-10179?\u-8640? \emdash \endash \lquote a\rquote \ldblquote b\rdblquote",
            "Café ’ 🙀 —–‘a’“b”",
        ),
        (rb"\uc2\u8212 ab\u8212\'41\'42c {\uc0\u8212 d}", "——c —d"),
        (rb"\{braces\} and \\ and x\~y\_z\-w", "{braces} and \\ and x y-zw"),
        (rb"{\b bold} {\i slanted} {\v hidden}shown", "bold slanted shown"),
        (rb"{\*\unknown {\b deep} words}kept{\pict 89504e47}{\object\bin4 }}}}x}", "kept"),
        (rb"{\info{\title T}{\author A}}{\header H}{\footer F}{\footnote n}kept", "kept"),
        (rb"{\field{\*\fldinst HYPERLINK {x}}{\fldrslt link}} here", "link here"),
        (rb"\ansicpg1251 \'cf\'f0\'e8", "При"),
        (rb"{\fonttbl{\f0\fcharset0 T;}{\f1\fcharset204 T;}{\f2\fcharset128 T;}}\f1 \'cf\f2 \'8a\'43\f0 \'e9", "П海é"),
        (rb"{\listtext\'b7\tab}one\par{\listtext 12.\tab}two\par\pard after", "- one\n12. two\n\nafter"),
        (rb"\trowd\intbl a\par b\cell c|d\cell\row\trowd e\cell f\cell\row\pard g", "| a b | c/d |\n| e | f |\n\ng"),
        (rb"# one\par > two\par ``` three", "\\# one\n\n\\> two\n\n\\``` three"),
        (rb"}}}} after too many}", "after too many"),
        (b"", ""),
    ],
)
def test_what_is_written_and_what_is_left_out(body: bytes, expected: str) -> None:
    assert markdown(body) == expected


@pytest.mark.parametrize(
    ("body", "headings"),
    [
        (rb"\pard\outlinelevel0 Title\par\pard\outlinelevel2 Part\par\pard " + BODY, ["# Title", "### Part"]),
        (rb"{\b\fs32 Title}\par{\b Part}\par " + BODY, ["# Title", "## Part"]),
        (rb"{\fs40 Title}\par " + BODY, ["# Title"]),
        (rb"\pard\outlinelevel0 Title\par\pard {\b Bold}\par " + BODY, ["# Title"]),
        (rb"{\b A whole sentence in bold is none.}\par " + BODY, []),
        (rb"{\b Half} bold\par " + BODY, []),
        (rb"{\b " + b"word " * 13 + rb"}\par " + BODY, []),
    ],
)
def test_headings_are_told_by_outline_or_else_by_looks(body: bytes, headings: list[str]) -> None:
    assert [line for line in markdown(body).splitlines() if line.startswith("#")] == headings


def test_what_is_cut_short_is_read_as_far_as_it_goes() -> None:
    assert rtf_to_markdown(rb"{\rtf1{\b bold} words \\") == "bold words \\\n"


@pytest.mark.parametrize("data", [b"", b"words", b"{\\html1 words}", b"\x00" * 9])
def test_what_is_no_rtf_is_refused(data: bytes) -> None:
    with pytest.raises(NotRtfError):
        rtf_to_markdown(data)
