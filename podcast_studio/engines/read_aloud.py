"""What of a document's text a person would read aloud."""

from __future__ import annotations

import csv
import html
import re

from podcast_studio.engines.rolls import is_roll
from podcast_studio.engines.unread import silent_sentence

_PROSE_CELL_WORDS = 8  # a table's cell with as many words is prose in a layout table
_URL = r"<?(?:https?://|ftp://|www\.)[^\s<>\]\"]*[^\s<>\]\".,;:!?)]>?"
_EMAIL = r"<?(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+>?"
_ADDRESS = re.compile(
    rf"(?:\b(?:at|from|via|see|to|visit|under)\s+)?[(\[]?(?:{_URL}|{_EMAIL}|\bdoi:\s?\S+)[)\]]?", re.I
)
_POINTER = re.compile(
    r"(?i)^\W*(?:see|visit|available|download|source|retrieved|online|website|url|link|more(?!\s+than)|read more|"
    r"contact)\b"
)
_POINTING = re.compile(
    r"(?i)^\W*(?:see|visit|available|download|source|retrieved|website|url|link|read more|contact)\b"
)
_FOOTNOTE_LINK = re.compile(  # [1](#note-1), [[1]](#note-1)
    r"(?:(?<=\S)|(?=\[[^\]]*\]+\([^()\s]*(?:cite|note|fn|ref|bib)))\[\\?\[?(?:\d{1,3}|[a-z]|(?:note|nb) \d+)\\?\]?\]"
    r"\([^()\s]*\)"
)
_REFERENCE_LINK = (re.compile(r"\[([^\W\d][^\[\]]*)\]\[[^\[\]]*\]"), r"\1")  # [words][1]
_WIKI = (re.compile(r"\[\[(?:[^\]|]*\|)?([^\]|]+)\]\]"), r"\1")  # [[wiki]] and [[page|wiki]]
_REMOVED = [
    re.compile(r"(?s)<!--.*?(?:-->|\Z)"),
    re.compile(r"(?s)<(script|style|svg)\b.*?</\1>", re.I),
    re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?"),  # pictures
    re.compile(r"\[\^[^\]\s]+\]"),  # footnote marks
    re.compile(r"\[(?:\d+|#[\w-]*|\*|[A-Z]\w*\d{2,4})\]_"),
    re.compile(r"\\?\[\d{1,3}(?:\s*[,;–—-]\s*\d{1,3})*\\?\](?!\()"),  # [12]
    re.compile(r"(?<=[\w.])\[[A-Z][\w-]{1,14}\](?![(\[])"),  # [RFC-2119]
    re.compile(r"\[-?@[^\]]+\]"),  # [@doe99]
    re.compile(r"\((?:see |cf\. |e\.g\.,? )?[A-Z][^()\d]{1,60},? (?:1[5-9]|20)\d\d[a-z]?(?:; [^()]{1,200})?\)"),
    re.compile(r"\((?:see )?(?:Fig(?:ure|s?\.)?|Table|Eq(?:uation|\.)?|Listing)s?\s*\d[^()]{0,30}\)", re.I),
]
_REMOVED_LAST = [
    re.compile(
        r"(?i)\\?\[[*_]*(?:citation needed|edit|verification needed|clarification needed|who\?|when\?)[*_]*\\?\]"
    ),
    re.compile(r"(?<=[a-z]{4})[¹²³⁴⁵⁶⁷⁸⁹⁰]+|(?<=[.,;])[¹²³⁴⁵⁶⁷⁸⁹⁰]+|[†‡¶]"),
    re.compile(r"</?[a-zA-Z][^<>]*>"),
]
_FORMULA = re.compile(r"(?s)\$\$.*?\$\$|\$[^$\n]*[\\^_{}=][^$\n]*\$|\\begin\{|\\frac\b")
_REPLACED = [
    (re.compile(r"\[([^\[\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"\[([^\[\]]+)\]\[[^\[\]]*\]"), r"\1"),
    (re.compile(r"`([^`<]+?)\s*<[^`>]+>`__?"), r"\1"),  # rst links
    (re.compile(r":[a-z][\w:+-]*:`~?([^`<]+?)(?:\s*<[^`>]*>)?`"), r"\1"),  # rst roles
]
_CODE = re.compile(r"``?([^`]+)``?_{0,2}")
_LINE_MARK = re.compile(
    r"(?m)^[ \t]*(?:>[ \t]?)*(?:#{1,6}[ \t]+|(?:[-*+•‣◦▪–]|\(?\d{1,3}[.)]|\(?[a-z]\))[ \t]+(?:\[[ xX]\][ \t]+)?)?"
)
_CLAUSE_NUMBER = re.compile(  # of contracts and standards: "4.1 Beside the rent", "§ 3.2 (a) The tenant"
    r"^[ \t]*(?:(?:§+|Sec\.|Section|Clause|Art\.|Article)[ \t]*)?\(?\d{1,2}(?:\.\d{1,2}){1,4}\)?\.?[ \t]+"
    r"(?:\([a-z0-9]{1,3}\)[ \t]*)?(?=[“\"'‘«„]?[A-ZÀ-ÞŁŚŻ])"
    r"(?!(?:M(?:illi|eg|rd)|Milj|Bil|Tri|Euro|Prozent|Pro[cz]ent|Grad|Meter|Kilo|Zenti|Liter|Tonnen|Uhr|Stunden|"
    r"Minuten|Jahre|Dollar|Pfund|Franken)[a-zé]*\b|[A-Z]{2,3}\b|[GMK][A-Z][a-z]?\b)"
)
_QUOTE_MARK = re.compile(r"(?m)^[ \t]*\.\. [a-z]+::[ \t]*|^[ \t]*(?:>[ \t]?)+|^[ \t]*#{1,6}[ \t]+|^[ \t]*\|[ \t]")
_RULE = re.compile(r"(?m)^\s*(?:[-*_=~^\"'+#.]\s?){3,}\s*$")
_EMPHASIS = re.compile(r"\*{2,3}|(?<!\w)__(?=\w)|(?<=[\w.,!?])__(?!\w)|~~|==(?=\w)|(?<=\w)==")
_STAR = re.compile(r"(?<!\\)(?:(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|(?<!\w)_(?=\w)|(?<=[\w.,!?])_(?!\w))")
_PAGE_NUMBER = re.compile(r"(?i)^\W*(?:page\s*|p\.\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\W*$")
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d+\s*$|…{2,}\s*\d+\s*$")
_DEFINITION = re.compile(r"^\s*(?:\[[^\]]+\]:\s|\.\.\s+[\[_|]|\.\.\s*$)")
_MARKUP = re.compile(
    r"[\[\]`*_<>&\\|~=#{}@/$:(†‡¶¹²³⁴⁵⁶⁷⁸⁹⁰]|www\.", re.I
)  # without any of it there is nothing to remove
_UNCLEAN = re.compile(r"[(\[<][\s,;]*[)\]>]|\(\s|\s[,.;:!?)]|,[.;:!?]|:[.:]")
_CLEANED = [
    (re.compile(r"\(\s*[,;]?\s*\)|\[\s*\]|<\s*>"), ""),
    (re.compile(r"\(\s+"), "("),
    (re.compile(r"\s+([,.;:!?)])"), r"\1"),
    (re.compile(r",(?=[.;:!?])|:(?=[.:])"), ""),
]
_SILENT_ANYWHERE = re.compile(
    r"(?i)^[\W\d]*(?:references|bibliography|works cited|literature cited|citations|sources|external links|"
    r"further reading|see also|footnotes|endnotes|notes and references|references and notes|"
    r"references and further reading|referenzen|literatur|bibliographie|einzelnachweise)\W*$"
)
_SILENT_ITSELF = re.compile(
    r"(?i)^[\W\d]*(?:(?:table of )?contents|toc|index|navigation|menu|licen[sc]e|licensing|copyright|"
    r"copyright notice|legal notice|disclaimer|changelog|list of (?:figures|tables)|inhaltsverzeichnis)\W*$"
)
_MENU_WORDS = 3  # at most, of an item in a page's menu
_MENU = re.compile(  # one of which tells that a list is such a menu
    r"(?i)home(?: ?page)?|contact us|about us|log ?in|sign (?:in|up)|site ?map|my account|privacy policy|imprint|"
    r"startseite|impressum|über uns|accueil|connexion|inicio|início|inloggen|strona główna"
)
_SEPARATED = re.compile(r"\s+[|»›·•>→/]\s+")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_LINKS_FOLLOW = re.compile(
    r"(?i)^\W*(?:share|related|tags?|posted in|filed under|categor(?:y|ies)|see also|previous|next|follow us)"
    r"\b[^.]{0,30}:"
)


def silent_heading(heading: tuple[str, ...]) -> bool:
    """Whether nobody would read what stands under these headings."""
    if any(_SILENT_ANYWHERE.match(one) for one in heading):
        return True
    return bool(heading) and _SILENT_ITSELF.match(heading[-1]) is not None


def is_navigation(items: list[str]) -> bool:
    """Whether a list's items are links to elsewhere, or the names of a web page's parts."""
    if len(items) < 2:
        return False
    plain = [_LINE_MARK.sub("", item, count=1).strip() for item in items]
    if any(map(_MENU.fullmatch, plain)) and all(len(words.split()) <= _MENU_WORDS for words in plain):
        return True
    links = 0
    for words in plain:
        linked = sum(len(found.group()) for found in _LINK.finditer(words)) + sum(map(len, re.findall(_URL, words)))
        links += linked >= 0.8 * len(words) > 0
    return links >= 0.6 * len(items)


def spoken_prose(text: str) -> str:
    """What would be read of a sentence or two; "" when nothing would."""
    if _unspeakable(text):
        return ""
    words = join_lines(text)
    words = _CLAUSE_NUMBER.sub("", _QUOTE_MARK.sub("", _RULE.sub("", words)))
    return _finish(_plain(words), text)


def spoken_item(text: str) -> str:
    """What would be read of a list's item: a sentence."""
    if _unspeakable(text):
        return ""
    words = _finish(_plain(_CLAUSE_NUMBER.sub("", join_lines(_LINE_MARK.sub("", text, count=1)))), text)
    if not words:
        return ""
    first = words.split()[0]
    if first.islower():
        words = words[0].upper() + words[1:]
    return words if re.search(r"[.!?…:][\"'”’)\]]*$", words) else words.rstrip(",;") + "."


def spoken_row(text: str, separator: str = "|") -> str:
    """What would be read of a table's row: its cells that are prose."""
    if separator == "|":
        cells = re.split(r"(?<!\\)\|", text)
    else:
        cells = next(csv.reader([text.replace("\n", " ").replace("\0", "")], delimiter=separator), [])
    prose = [spoken_item(cell) for cell in cells if len(cell.split()) >= _PROSE_CELL_WORDS]
    return " ".join(part for part in prose if part)


def join_lines(text: str) -> str:
    """One line, with words that were broken at a line's end made whole."""
    text = text.replace("\r\n", "\n").replace("\xad\n", "").replace("\xad", "").replace("\x02", "")
    text = re.sub(r"(?<=[^\W\d_])[-‐]\n[ \t]*(?:>[ \t]?)*(?=[a-zß-ÿ])", "", text)
    return re.sub(r"[ \t]*\n[ \t]*", "\n", text)


def _unspeakable(text: str) -> bool:
    """Page numbers, references, licences, breadcrumbs, lines of a table of contents, what a text says of itself."""
    stripped = text.strip()
    if not stripped or _PAGE_NUMBER.match(stripped) or _LEADERS.search(stripped) or _DEFINITION.match(stripped):
        return True
    if _FORMULA.search(stripped) or silent_sentence(stripped) or _only_links(stripped) or is_roll(stripped):
        return True
    parts = _SEPARATED.split(stripped)
    return len(parts) >= 3 and max(len(part.split()) for part in parts) <= 4


def _only_links(text: str) -> bool:
    """Whether it is a row of links, or one to click on."""
    if "](" not in text:
        return False
    links = [found.group(1) for found in _LINK.finditer(text) if not text[: found.start()].endswith("!")]
    if not links:
        return False
    if _LINKS_FOLLOW.match(text):
        return True
    shown, linked = len(_LINK.sub(r"\1", text)), sum(map(len, links))
    if len(links) == 1:
        return linked >= 0.95 * shown and len(links[0].split()) <= 4
    return linked >= 0.6 * shown


def _plain(text: str) -> str:
    """Without markup, addresses, pictures, citations."""
    if not _MARKUP.search(text):
        return text
    text = _FOOTNOTE_LINK.sub("", text)
    text = _WIKI[0].sub(_WIKI[1], re.sub(r"!\[\[[^\]]*\]\]", "", text))
    text = _REFERENCE_LINK[0].sub(_REFERENCE_LINK[1], text)
    for pattern in _REMOVED:
        text = pattern.sub("", text)
    for pattern, kept in _REPLACED:
        text = pattern.sub(kept, text)
    text = _CODE.sub(_code_words, text)
    text = _drop_addresses(text)
    for pattern in _REMOVED_LAST:
        text = pattern.sub("", text)
    text = _STAR.sub("", _EMPHASIS.sub("", text))
    text = html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text))
    return re.sub(r"(?<![\s\d])\*|\*(?![\s\d])", "", text)


def _code_words(found: re.Match[str]) -> str:
    """Code within a sentence is read when it is a word or two."""
    code = found.group(1).strip().removesuffix("()")
    return code if re.fullmatch(r"[\w.'’ -]{1,40}", code) and len(code.split()) <= 4 else ""


def _drop_addresses(text: str) -> str:
    """Without URLs and e-mail addresses; a sentence that only points to one goes whole."""
    less = _ADDRESS.sub("", text)
    if less != text and (_POINTING.match(text) or _POINTER.match(less) or len(less.split()) <= 4):
        return ""
    return less


def _finish(words: str, source: str) -> str:
    """Spaces and punctuation made good; "" when too little of it is words."""
    words = " ".join(words.split())
    if _UNCLEAN.search(words):
        for pattern, kept in _CLEANED:
            words = pattern.sub(kept, words)
    words = words.strip().lstrip(",;:.)|").strip()
    letters = sum(map(str.isalpha, words))
    solid = len(words) - words.count(" ")
    if letters < 2 or letters < _letters_needed(words) * solid:
        return ""
    count = len(words.split())
    pointless = count <= 2 and (count == 1 or len(source.split()) > 2) and _POINTER.match(words)
    return "" if pointless or _looks_like_code(words) else words


def _letters_needed(words: str) -> float:
    """The share of letters; a sentence may be full of figures, a row of a table has few words beside them."""
    return 0.35 if sum(map(str.isalpha, words.split())) >= 3 else 0.5


def _looks_like_code(words: str) -> bool:
    """Code that nobody fenced."""
    signs = len(re.findall(r"[{};=<>|\\]|\w\(\)|::|->", words))
    return signs >= 3 and signs > 0.4 * len(words.split())
