"""Make the documents of resources/sample_collection from the texts in packaging/sample_text.

Needs fpdf2 for the PDF; the other formats are written here. Usage: python packaging/make_sample_collection.py
"""

from __future__ import annotations

import html
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "packaging" / "sample_text"
TARGET = ROOT / "resources" / "sample_collection"
_DATE = (2026, 11, 24, 0, 0, 0)  # of the members of archives, so that the same text gives the same file

Block = tuple[int, str]  # heading level, 0 for a paragraph


def main() -> None:
    for stem, place, write in (
        ("bees_colony", "honey_bees/how_a_colony_lives.md", write_markdown),
        ("bees_dance", "honey_bees/the_dance_language.pdf", write_pdf),
        ("bees_keeping", "honey_bees/a_short_history_of_beekeeping.epub", write_epub),
        ("light_pharos", "lighthouses/from_bonfires_to_pharos.docx", write_docx),
        ("light_rock", "lighthouses/eddystone_and_bell_rock.html", write_html),
        ("light_lens", "lighthouses/the_fresnel_lens.odt", write_odt),
        ("time_sun", "keeping_time/shadows_water_and_sand.rst", write_rst),
        ("time_pendulum", "keeping_time/pendulum_and_longitude.txt", write_text),
        ("time_atom", "keeping_time/railway_time_and_the_atom.rtf", write_rtf),
    ):
        target = TARGET / place
        target.parent.mkdir(parents=True, exist_ok=True)
        write(read_blocks(SOURCE / f"{stem}.md"), target)


def read_blocks(path: Path) -> list[Block]:
    """Headings and paragraphs of a simple Markdown text."""
    blocks: list[Block] = []
    for part in path.read_text(encoding="utf-8").split("\n\n"):
        text = " ".join(part.split())
        level = len(text) - len(text.lstrip("#"))
        blocks.append((level, text.lstrip("# ")))
    return blocks


def write_markdown(blocks: list[Block], target: Path) -> None:
    parts = [f"{'#' * level} {text}" if level else text for level, text in blocks]
    target.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def write_rst(blocks: list[Block], target: Path) -> None:
    marks = {1: "=", 2: "-"}
    parts = [f"{text}\n{marks[level] * len(text)}" if level else text for level, text in blocks]
    target.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def write_text(blocks: list[Block], target: Path) -> None:
    parts = [text.upper() if level == 1 else text for level, text in blocks]
    target.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def write_html(blocks: list[Block], target: Path) -> None:
    menu = '<nav><a href="index.html">Home</a> <a href="rocks.html">Rocks</a> <a href="about.html">About</a></nav>'
    target.write_text(
        f'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{html.escape(blocks[0][1])}</title>'
        f"</head>\n<body>\n{menu}\n<main>\n{_html(blocks)}\n</main>\n</body>\n</html>\n",
        encoding="utf-8",
    )


def write_epub(blocks: list[Block], target: Path) -> None:
    title = html.escape(blocks[0][1])
    head = '<?xml version="1.0" encoding="utf-8"?>\n'
    page = (
        f'{head}<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{title}</title></head>'
        f"<body>{_html(blocks)}</body></html>"
    )
    navigation = (
        f'{head}<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head>'
        f'<title>{title}</title></head><body><nav epub:type="toc"><ol><li><a href="text.xhtml">{title}</a></li></ol>'
        "</nav></body></html>"
    )
    package = (
        f'{head}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">podcast-studio-sample</dc:identifier>'
        f"<dc:title>{title}</dc:title><dc:language>en</dc:language>"
        '<meta property="dcterms:modified">2026-11-24T00:00:00Z</meta></metadata><manifest>'
        '<item id="text" href="text.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>'
        '<spine><itemref idref="text"/></spine></package>'
    )
    container = (
        f'{head}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    _archive(
        target,
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "book.opf": package,
            "nav.xhtml": navigation,
            "text.xhtml": page,
        },
    )


def write_docx(blocks: list[Block], target: Path) -> None:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    body = "".join(
        "<w:p>"
        + (f'<w:pPr><w:pStyle w:val="Heading{level}"/></w:pPr>' if level else "")
        + f'<w:r><w:t xml:space="preserve">{html.escape(text, quote=False)}</w:t></w:r></w:p>'
        for level, text in blocks
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
        for level in (1, 2)
    )
    _archive(
        target,
        {
            "[Content_Types].xml": (
                f'{head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{kinds}.document.main+xml"/>'
                f'<Override PartName="/word/styles.xml" ContentType="{kinds}.styles+xml"/></Types>'
            ),
            "_rels/.rels": (
                f'{head}<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}/officeDocument" '
                'Target="word/document.xml"/></Relationships>'
            ),
            "word/_rels/document.xml.rels": (
                f'{head}<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}/styles" '
                'Target="styles.xml"/></Relationships>'
            ),
            "word/document.xml": f'{head}<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>',
            "word/styles.xml": f'{head}<w:styles xmlns:w="{word}">{styles}</w:styles>',
        },
    )


def write_odt(blocks: list[Block], target: Path) -> None:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    body = "".join(
        f'<text:h text:outline-level="{level}">{html.escape(text, quote=False)}</text:h>'
        if level
        else f"<text:p>{html.escape(text, quote=False)}</text:p>"
        for level, text in blocks
    )
    kind = "application/vnd.oasis.opendocument.text"
    _archive(
        target,
        {
            "mimetype": kind,
            "META-INF/manifest.xml": (
                f'{head}<manifest:manifest xmlns:manifest="{names}:manifest:1.0" manifest:version="1.2">'
                f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
                '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
                "</manifest:manifest>"
            ),
            "content.xml": (
                f'{head}<office:document-content xmlns:office="{names}:office:1.0" xmlns:text="{names}:text:1.0" '
                f'office:version="1.2"><office:body><office:text>{body}</office:text></office:body>'
                "</office:document-content>"
            ),
        },
    )


def write_rtf(blocks: list[Block], target: Path) -> None:
    parts = []
    for level, text in blocks:
        escaped = "".join(sign if ord(sign) < 128 else f"\\u{ord(sign)}?" for sign in text)
        parts.append(f"{{\\b\\fs{36 - 6 * level} {escaped}}}\\par\\par" if level else f"{escaped}\\par\\par")
    target.write_text("{\\rtf1\\ansi\\deff0\n" + "\n".join(parts) + "\n}\n", encoding="ascii")


def write_pdf(blocks: list[Block], target: Path) -> None:
    from datetime import UTC, datetime

    from fpdf import FPDF  # type: ignore[import-not-found,unused-ignore]

    pdf = FPDF()
    pdf.set_creation_date(datetime(*_DATE, tzinfo=UTC))
    pdf.set_title(blocks[0][1])
    pdf.add_page()
    for level, text in blocks:
        pdf.set_font("Helvetica", style="B" if level else "", size={0: 11, 1: 18, 2: 14}[level])
        pdf.multi_cell(0, 6 if level == 0 else 9, text.replace("’", "'"), new_x="LMARGIN", new_y="NEXT")
        pdf.ln(3)
    pdf.output(str(target))


def _html(blocks: list[Block]) -> str:
    tags = {0: "p", 1: "h1", 2: "h2"}
    return "\n".join(f"<{tags[level]}>{html.escape(text, quote=False)}</{tags[level]}>" for level, text in blocks)


def _archive(target: Path, members: dict[str, str]) -> None:
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in members.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode())


if __name__ == "__main__":
    main()
