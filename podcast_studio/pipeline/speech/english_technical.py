"""Code, paths, addresses and numbers that only name something, in English words."""

from __future__ import annotations

import html
import re

from podcast_studio.pipeline.speech.english_words import EXTENSIONS, NOT_CODE, STANDARDS, SUPERSCRIPTS
from podcast_studio.pipeline.speech.numbers import NUMBER, Match, Rules, any_of, compiled, one_of, words

_FILE = rf"[\w@+-]+(?:\.[\w+-]+)*\.(?:{one_of(EXTENSIONS)})"
_STARTS = r"(?<![^\s(\"'“‘`])"  # where something written without blanks can begin
_HEX = r"[0-9a-f]"
_COMMANDS = {"cdot": "times", "leq": "at most", "geq": "at least", "approx": "about", "neq": "is not", "to": "to"}


def code_and_addresses() -> Rules:
    """Rules that come before markup is taken away, as its signs mean something here."""
    return compiled(
        (r"&(?:#\d{1,7}|#x[\da-fA-F]{1,6}|[A-Za-z]{2,8}\d?);", lambda m: html.unescape(m[0])),
        (
            r"\b(ISBN(?:-1[03])?:?)\s?(\d[\d -]{8,16}[\dX])\b",
            lambda m: f"{m[1].split('-')[0].rstrip(':')} {_groups(m[2])}",
        ),
        (r"(?i)\bdoi:\s?10\.\d{4,}/\S*\w", lambda _: "a DOI link"),
        (r"\barXiv:(\d{4})\.(\d{4,5})(?:v\d+)?\b", lambda m: f"arXiv {_digits(m[1])} dot {_digits(m[2])}"),
        (
            r"(?<![\w.+-])([\w.+-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63})+)",
            lambda m: f"{m[1]} at {m[2]}".replace(".", " dot ").replace("_", " underscore "),
        ),
        (rf"(?i)\b({_HEX}{{4}}){_HEX}{{4}}(?:-{_HEX}{{4}}){{3}}-{_HEX}{{12}}\b", _long_code),
        (rf"\b(?={_HEX}*\d)(?={_HEX}*[a-f])({_HEX}{{4}}){_HEX}{{12,}}\b", _long_code),
        (r"#(?=[\da-f]*\d)(?=\d*[a-f])([\da-f]{6})\b", lambda m: f"the colour code {_digits(m[1].upper())}"),
        (r"\b0x([\da-fA-F]{1,8})\b", lambda m: f"hex {_digits(m[1].upper())}"),
        (rf"{_STARTS}([A-Za-z]):((?:\\[\w.+-]+)+)\\?", lambda m: f"{m[1]} colon{_path(m[2])}"),
        (rf"{_STARTS}(~|\.{{1,2}})?((?:/[\w.@+-]*[\w@+-]){{2,}})/?(?![\w/])", _unix_path),
        (rf"{_STARTS}(~|\.{{1,2}})((?:/[\w.@+-]*[\w@+-]))/?(?![\w/])", _unix_path),
        (rf"{_STARTS}((?:[\w@+-]+/)+{_FILE})(?![\w/])", lambda m: _path(m[1])),
        (rf"(?<![\w/@])({_FILE})(?![\w/]|\.\w)", lambda m: _file(m[1])),
        (r"(?<![\w-])--([a-z][\w-]+)", lambda m: f"dash dash {m[1].replace('-', ' ')}"),
        (rf"{_STARTS}-([A-Za-z])(?![\w-])", lambda m: f"dash {m[1]}"),
        (r"\b([a-z]{2,}(?:[A-Z][a-z]+)+)\b(?:\(\))?", _camel),
        (r"#((?:[A-Z][a-z]+){2,})\b", lambda m: re.sub(r"(?<=[a-z])(?=[A-Z])", " ", m[1])),
        (r"\\frac\{([^{}]{1,30})\}\{([^{}]{1,30})\}", lambda m: f"{m[1]} over {m[2]}"),
        (r"\\sqrt\{([^{}]{1,30})\}", lambda m: f"the square root of {m[1]}"),
        (rf"\\({one_of(_COMMANDS)})\b", lambda m: f" {_COMMANDS[m[1]]} "),
        (r"\$([^$\n]{0,80}[\\^_{][^$\n]{0,80})\$", lambda m: m[1]),
        (r"\$\{?(?=[A-Za-z_]{2})", lambda _: ""),
    )


def comparisons() -> Rules:
    """Rules for the signs of code and formulas, which are markup elsewhere; they come before it is taken away."""
    return compiled(
        (r"(?<=\w)(?: [!=]==? |[!=]==?)(?=[\w\"'-])", lambda m: " is not " if "!" in m[0] else " equals "),
        (r"[+](?==)", lambda _: " plus "),
        (r"\s?<=>\s?|\s?<-{1,2}>\s?", lambda _: " and back "),
        (r"(?<=[\w)]) ?>= ?(?=[\w(-])", lambda _: " at least "),
        (r"(?<=[\w)]) ?<= ?(?=[\w(-])", lambda _: " at most "),
        (r"(?<=[\w)]) ?(?:-{1,2}|=)> ?(?=[\w(])", lambda _: " to "),
        (r"(?<=[\w)]) < (?=[\w(])", lambda _: " less than "),
        (r"(?<=\b[A-Za-z]) > (?=[A-Za-z]\b)", lambda _: " more than "),
        (r"(?<=[a-z]) > (?=[A-Z])", lambda _: ", "),
        (r"(?<![^\s(])>(?=\d)", lambda _: "more than "),
        (r"(?<=[\d)])\s?−\s?(?=\d)", lambda _: " minus "),
        (r"(?<=[A-Za-z\d)])\^\{?(-?\w{1,6})\}?", lambda m: _raised(m[1])),
        (r"\b(\d+(?:\.\d+)?)e([+-]?\d{1,3})\b", _scientific),
        (r"\b(\d+\.\d+)E([+-]?\d{1,3})\b", _scientific),
        (r"(?<=\d)_(?=\d{3}\b)", lambda _: ""),
        (rf"(?<=\d)([⁺⁻]?)({any_of(SUPERSCRIPTS)}+)", _power),
    )


def names_in_figures() -> Rules:
    """Rules for figures that count nothing: telephones, standards, versions, verses; after markup."""
    return compiled(
        (r"(?<![\w+])\+(\d{1,3}(?:[ ./-]?\(?\d{1,5}\)?){2,6})(?!\w)", lambda m: f"plus {_groups(m[1])}"),
        (r"(?<![\w+(])\(?\b(\d{3}\)?[ .-]\d{3}[.-]\d{4})(?!\w)", lambda m: _groups(m[1])),
        (r"(?<![\w.,])(0\d{2,5}[ /-]\d{3,8}(?:[ -]\d{2,4}){0,3})(?![\w.]\d|\w)", lambda m: _groups(m[1])),
        (
            r"(?i)\b((?:tel|phone|fax|mobile|call|dial(?:l?ing)?|ring)\b[.:]?\s?(?:number )?)"
            r"(\d{3}(?:[ -]?\d{2,4}){0,3})\b",
            lambda m: f"{m[1]}{_groups(m[2])}",
        ),
        (
            rf"\b({STANDARDS})[ -](\d{{3,6}})(?:-(\d{{1,3}}))?(?::((?:19|20)\d\d))?\b",
            lambda m: " ".join([m[1], m[2], *([f"part {m[3]}"] if m[3] else []), *([f"of {m[4]}"] if m[4] else [])]),
        ),
        (r"(?<![\w.])(?<!version )(\d{1,3}(?:\.\d{1,3}){3})(?:/(\d{1,2}))?(?!\.?\d)(?!\w)", _internet_address),
        (r"\b(localhost|dot [a-z]{2,4}|\d dot \d{1,3}):(\d{2,5})\b", lambda m: f"{m[1]} port {m[2]}"),
        (
            r"\b((?:Python|Java|Node|PHP|Perl|Ruby|Qt|Django|Ubuntu|Debian|Fedora|iOS|macOS|Android|Linux|Kubernetes|"
            r"[Kk]ernel|[Vv]ersion|[Rr]elease)(?: [Vv]ersion)? )v?(\d{1,3}(?:\.\d{1,3})+)(?![\w.]*\d)",
            lambda m: m[1] + " point ".join(words(part) for part in m[2].split(".")),
        ),
        (r"(?<=\d)-(?=(?:alpha|beta|rc|dev|preview)\b)", lambda _: " "),
        (
            r"\b((?:[1-3] )?(?:Genesis|Exodus|Psalms?|Proverbs|Isaiah|Matthew|Mark|Luke|John|Acts|Romans|Corinthians|"
            r"Hebrews|Revelation|Job|Surah?)) (\d{1,3}):(\d{1,3})(?:[–-](\d{1,3}))?\b",
            lambda m: f"{m[1]} {m[2]}, verse{f's {m[3]} to {m[4]}' if m[4] else f' {m[3]}'}",
        ),
        (r"\b40([13])\(([a-z])\)", lambda m: f"four oh {words(m[1])} {m[2].upper()}"),
        (r"\bBoeing 7(\d)7\b", lambda m: f"Boeing seven {words(f'{m[1]}7')}"),
        (r"\bA3([0-9]0)\b", lambda m: f"A-three {words(m[1])}"),
        (r"\b(UTC|GMT)\s?-\s?(?=\d)", lambda m: f"{m[1]} minus "),
        (rf"(?<![\w-])([nkxyij])\s?-\s?(?={NUMBER})", lambda m: f"{m[1]} minus "),
        (rf"(?<![\w.])({NUMBER})([xyz])(?=\s?[+=-])", lambda m: f"{m[1]} {m[2]}"),
    )


def _digits(signs: str) -> str:
    """Each digit or letter by itself."""
    return " ".join(words(sign) if sign.isdigit() else sign for sign in signs if sign.isalnum())


def _groups(number: str) -> str:
    """Digit by digit, with a breath between groups."""
    return ", ".join(_digits(group) for group in re.split(r"[^\dX]+", number) if group)


def _long_code(match: Match) -> str:
    """Nobody reads thirty digits aloud, and nobody could follow."""
    return f"the code that begins with {_digits(match[1].upper())}"


def _camel(match: Match) -> str:
    name: str = match[1]
    return match[0] if name in NOT_CODE else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _unix_path(match: Match) -> str:
    before = {"~": "tilde", ".": "dot", "..": "dot dot"}.get(match[1] or "", "")
    return f"{before}{_path(match[2])}".strip()


def _path(path: str) -> str:
    *folders, last = re.split(r"([/\\])", path)
    said = "".join({"/": " slash ", "\\": " backslash "}.get(part, part.replace(".", " dot ")) for part in folders)
    return said + _file(last)


def _file(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    if not dot:
        return name
    return f"{stem.replace('.', ' dot ')} dot {EXTENSIONS.get(ending, ending)}".strip()


def _raised(power: str) -> str:
    return {"2": " squared", "3": " cubed"}.get(power) or f" to the power of {power.replace('-', 'minus ')} "


def _scientific(match: Match) -> str:
    return f"{match[1]} times 10 to the power of {match[2].lstrip('+').replace('-', 'minus ')}"


def _power(match: Match) -> str:
    digits = "".join(str(SUPERSCRIPTS.index(sign)) for sign in match[2])
    return f" to the power of {'minus ' if match[1] == '⁻' else ''}{digits}"


def _internet_address(match: Match) -> str:
    parts = match[1].split(".")
    if any(int(part) > 255 or (len(part) > 1 and part[0] == "0") for part in parts) or max(map(len, parts)) == 1:
        return match[0]
    said = " dot ".join(_digits(part) for part in parts)
    return f"{said} slash {words(match[2])}" if match[2] else said
