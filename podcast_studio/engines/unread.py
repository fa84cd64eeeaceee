"""Sentences and paragraphs of which nobody would read anything aloud: legal texts, advertisements, references."""

from __future__ import annotations

import re

_REFERENCE = re.compile(
    r"^\s*(?:\\?\[[\w+.-]{1,12}\\?\]|\d{1,3}\.)\s+[A-Z].*\b(?:1[5-9]|20)\d\d\b.*"
    r"(?:\bdoi\b|pp?\.|vol\.|https?:|\d\(\d|press\b|journal\b|proc|et al)",
    re.I | re.S,
)
_LICENCE = re.compile(
    r"(?i)permission is hereby granted|provided .{0,3}as is.{0,3}|all rights reserved|\blicen[sc]ed under\b|"
    r"without warrant(?:y|ies) of any kind|^\W*(?:copyright|©|\(c\))\W*(?:\(c\)|©|\d{4})|"
    r"redistribution and use in source|creative commons attribution|\bCC[ -]BY\b|"
    r"project gutenberg(?:-tm|™| literary| licen| ebook)|"
    r"SPDX-License-Identifier|terms of (?:use|service)\b.*privacy policy|the above copyright notice|"
    r"you may not use this file except|terms of the gnu |gutenberg\.org"
)
_LEGAL = re.compile(
    r"(?i)permission is hereby granted|redistribution and use in source|all rights reserved|"
    r"(?:provided|distributed|delivered) .{0,40}as[ -]is|without warrant(?:y|ies) (?:of any kind|or conditions)"
)
_ADVERTISEMENT = re.compile(
    r"(?i)\b(?:a|another|one) (?:short |quick |brief |final )?(?:word|message) from (?:our|(?:today|this week)['’]s) "
    r"sponsors?\b|"
    r"\bthis (?:episode|show|podcast|programm?e?|newsletter|article|post|video) is (?:brought to you|sponsored) by\b|"
    r"\b(?:promo|discount|coupon|offer) code\b[^.]{0,40}\b(?:checkout|off|order)\b|"
    r"^\W*(?:advertisement|sponsored(?: content| post)?|paid partnership|anzeige|werbung|publicité|publicidad|"
    r"pubblicità|publicidade|advertentie|reklama)\W*$"
)
_PAGE_FURNITURE = re.compile(  # what stands on a web page around its text
    r"(?i)\b(?:this|our) (?:web ?)?sites? uses? cookies\b|\bwe (?:and our partners )?use cookies\b|"
    r"\b(?:accept|reject|allow|manage) (?:all )?cookies\b|\bby continuing to (?:use|browse)\b|"
    r"\bcookie (?:policy|settings)\b|"
    r"\b(?:verwende[nt]|nutz(?:t|en)|utilis(?:e|ons)|utiliza(?:mos)?|utilizza(?:mo)?|gebruik(?:t|en)|używa(?:my)?) "
    r"(?:des |i |pliki |plików )?cookies?\b|"
    r"\b(?:sign up|subscribe) (?:for|to) (?:our|the) (?:free |weekly |daily )*newsletter\b|"
    r"\byour browser does not support\b|\bjavascript (?:is|must be) (?:disabled|enabled)\b|"
    r"^\W*(?:(?:you (?:may|might) (?:also )?(?:like|be interested in)|(?:people|readers) also (?:read|liked?)|"
    r"related (?:articles?|posts?|stories|topics)|recommended (?:for you|reading)|(?:read|see) (?:also|next|more)|"
    r"more (?:from|like) this|share (?:on|via|this(?: \w+)?)|follow us(?: on)?|trending(?: now)?|most (?:read|popular)|"
    r"tags?|posted in|filed under)\s*:|"
    r"(?:skip to (?:the )?(?:main )?content|back to (?:the )?top|leave a (?:comment|reply)|comments? \(\d+\)|"
    r"\d+ comments?|log ?in|sign (?:in|up)|subscribe(?: now)?|read (?:also|next|more)|share this(?: \w+)?|"
    r"print this page)\W*$)"
)
_FILLER = re.compile(r"(?is)\blorem ipsum\b.{0,40}\b(?:dolor|amet|consectetur)\b")  # of a template, in place of a text
_FURNITURE_WORDS = 30  # of a paragraph of it; a longer one is about such things
_BYLINE = re.compile(r"^\W*(?:By|Von|Par|Por|Di|Door) (?:our )?[^\W\d][\w'’-]*(?: (?:[A-Z]\.|[\w'’-]+)){0,6}[*_\s]*$")
_DIVISION = r"(?:section|chapter|part|appendix)"
_TELLS = r"(?:describes?|explains?|reviews?|presents?|discuss(?:es)?|outlines?|summari[sz]es?|surveys?|deals? with)\b"
_OF_WHAT = r"(?:how|what|why|whether|which|the (?:results?|evidence|methods?|data))"
_OF_ITSELF = re.compile(  # what a text says of itself, and not of its subject
    r"(?i)^(?:"
    r"(?:in th[ei]s|th(?:is|e present)) (?:paper|article|section|chapter|review|report|survey|study),? (?:we )?|"
    rf"(?:here,? )?we (?:here |first |then |also )?(?=\w+ {_OF_WHAT}\b)|"
    rf"(?:in (?:the next |the following )?|the (?:next |following )?)?{_DIVISION}(?: \d+| [A-Z])?,? (?:we )?"
    rf"){_TELLS}|"
    r"^the (?:rest|remainder) of (?:this|the) (?:paper|article|chapter|report) is (?:organi[sz]|structur)ed\b"
)
_SELF_NUMBER = re.compile(rf"(?i)^(?:in )?{_DIVISION} \d+")
_LEGAL_WORDS = (
    "permission", "rights reserved", "licen", "warrant", "copyright", "©", "(c)", "redistribution", "commons", "cc-by",
    "cc by", "gutenberg", "spdx", "terms of", "as is", "as-is",
)  # fmt: skip


def silent_paragraph(text: str) -> bool:
    """Whether it is a reference, a legal text, an advertisement, filler, or what stands around a web page."""
    if _REFERENCE.match(text) or _ADVERTISEMENT.search(text) or _BYLINE.match(text) or _FILLER.search(text):
        return True
    if len(text.split()) <= _FURNITURE_WORDS and _PAGE_FURNITURE.search(text):
        return True
    return _maybe_legal(text) and _LEGAL.search(text) is not None


def silent_sentence(text: str) -> bool:
    """Whether it is a reference, a licence, or says of its own text what that is about."""
    if _REFERENCE.match(text) or (_maybe_legal(text) and _LICENCE.search(text)):
        return True
    line = " ".join(text.split())
    return _OF_ITSELF.match(line) is not None and not re.search(r"\d", _SELF_NUMBER.sub("", line))


def _maybe_legal(text: str) -> bool:
    """A quick look: nearly every sentence passes here, and the patterns take long."""
    lower = text.lower()
    return any(word in lower for word in _LEGAL_WORDS)
