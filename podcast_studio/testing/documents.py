"""Small documents of the rich formats, made from nothing."""

from __future__ import annotations

import io
import zipfile
from html import escape

_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
_OVERRIDE = '<Override PartName="{}" ContentType="application/vnd.openxmlformats-officedocument.{}+xml"/>'
_LINKS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_LINK = (
    '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def zip_of(members: dict[str, str]) -> bytes:
    """A zip archive of texts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def docx(body: str) -> bytes:
    """A Word document of paragraphs and tables; see docx_heading, docx_line and docx_table."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    part = _OVERRIDE.format("/word/document.xml", "wordprocessingml.document.main")
    return zip_of(
        {
            "[Content_Types].xml": _TYPES.format(part),
            "_rels/.rels": _LINKS.format(_LINK.format("rId1", "officeDocument", "word/document.xml")),
            "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>',
        }
    )


def docx_heading(text: str, level: int = 1) -> str:
    style = f'<w:pPr><w:pStyle w:val="Heading{level}"/></w:pPr>'
    return f"<w:p>{style}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def docx_line(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def docx_table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{docx_line(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def xlsx(*rows: tuple[str | float, ...], sheet: str = "Sheet") -> bytes:
    """An Excel workbook of one sheet."""
    spaces = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{_OFFICE}"'
    parts = _OVERRIDE.format("/xl/workbook.xml", "spreadsheetml.sheet.main")
    parts += _OVERRIDE.format("/xl/worksheets/sheet1.xml", "spreadsheetml.worksheet")
    body = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    sheets = f'<sheets><sheet name="{escape(sheet)}" sheetId="1" r:id="rId1"/></sheets>'
    return zip_of(
        {
            "[Content_Types].xml": _TYPES.format(parts),
            "_rels/.rels": _LINKS.format(_LINK.format("rId1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f"<workbook {spaces}>{sheets}</workbook>",
            "xl/_rels/workbook.xml.rels": _LINKS.format(_LINK.format("rId1", "worksheet", "worksheets/sheet1.xml")),
            "xl/worksheets/sheet1.xml": f"<worksheet {spaces}><sheetData>{body}</sheetData></worksheet>",
        }
    )


def _cell(value: str | float) -> str:
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f"<c><v>{value}</v></c>"


def odt(body: str) -> bytes:
    """An OpenDocument text of elements of the `text` and `table` namespaces."""
    names = ("office", "text", "table")
    spaces = " ".join(f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in names)
    spaces += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    content = f"<office:body><office:text>{body}</office:text></office:body>"
    return zip_of(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}>{content}</office:document-content>",
        }
    )


def epub(*chapters: str) -> bytes:
    """A book of chapters, each the body of a page, behind a table of contents."""
    links = "".join(f'<li><a href="c{n}.xhtml">Chapter {n}</a></li>' for n in range(len(chapters)))
    contents = f'<nav xmlns:epub="http://www.idpf.org/2007/ops" epub:type="toc"><h1>Contents</h1><ol>{links}</ol></nav>'
    pages = {"nav": contents, **{f"c{n}": chapter for n, chapter in enumerate(chapters)}}
    items = "".join(
        f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in pages
    ).replace('id="nav"', 'id="nav" properties="nav"')
    spine = "".join(f'<itemref idref="{name}"/>' for name in pages)
    container = f'<container version="1.0" xmlns="{_OASIS}:container">{{}}</container>'
    root = '<rootfile full-path="book/c.opf" media-type="application/oebps-package+xml"/>'
    return zip_of(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container.format(f"<rootfiles>{root}</rootfiles>"),
            "book/c.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/>'
            f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
            **{f"book/{name}.xhtml": _xhtml(body) for name, body in pages.items()},
        }
    )


def _xhtml(body: str) -> str:
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>{body}</body></html>'


def pptx(*slides: tuple[str, str]) -> bytes:
    """A presentation of slides with title and text."""
    spaces = (
        'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{_OFFICE}"'
    )
    shape = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="S"/><p:cNvSpPr/><p:nvPr>{}</p:nvPr></p:nvSpPr>'
        "<p:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
    members = {"[Content_Types].xml": _TYPES.format(""), "_rels/.rels": _LINKS.format("")}
    ids, links = "", ""
    for number, (title, body) in enumerate(slides, start=1):
        shapes = shape.format('<p:ph type="title"/>', escape(title)) + shape.format("", escape(body))
        tree = f"<p:cSld><p:spTree>{shapes}</p:spTree></p:cSld>"
        members[f"ppt/slides/slide{number}.xml"] = f"<p:sld {spaces}>{tree}</p:sld>"
        ids += f'<p:sldId id="{255 + number}" r:id="rId{number}"/>'
        links += _LINK.format(f"rId{number}", "slide", f"slides/slide{number}.xml")
    members["ppt/presentation.xml"] = f"<p:presentation {spaces}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>"
    members["ppt/_rels/presentation.xml.rels"] = _LINKS.format(links)
    return zip_of(members)


def pdf(*pages: list[str]) -> bytes:
    """A pdf of some lines a page; those with # are large."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for lines in pages:
        shown = "".join(f"/F1 {20 if line[:1] == '#' else 12} Tf ({_pdf_text(line)}) Tj T*\n" for line in lines)
        stream = f"BT 72 760 Td 14 TL\n{shown}ET"
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
        fonts = f"/Contents {len(objects)} 0 R/Resources<</Font<</F1 3 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 842]{fonts}>>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return (out + end + f"startxref\n{len(out)}\n%%EOF").encode()


def _pdf_text(line: str) -> str:
    return line.lstrip("#").replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
