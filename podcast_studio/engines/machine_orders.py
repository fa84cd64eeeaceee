"""Orders that a document gives to a machine that reads it: nobody would read them aloud.

They are kept in the index, as everything is, and the language model would not obey them; but read out between two
facts they sound like a fault. What an article reports of such orders, in quotation marks, is left alone.
"""

from __future__ import annotations

import re

_MACHINE = (
    r"(?:A\.?I\.?(?:[ -](?:systems?|models?|assistants?|agents?|tools?))?|LLMs?|(?:large )?language models?|"
    r"chat ?bots?|GPT|KI(?:-\w+)?|Sprachmodelle?|mod[eè]les? de langage|modelos? de lenguaje|modell[oi] linguistic[oi])"
)
_RULES = (
    r"(?:instructions?|rules?|prompts?|orders?|directions|guidelines|directives|Anweisungen|Regeln|consignes|"
    r"instrucciones|istruzioni|instruções|instructies|polece\w+)"
)
_IGNORE = (
    r"\b(?:ignore|disregard|forget|override|bypass|ignorier\w*|vergiss|vergessen Sie|ignorez|oublie[zr]?|ignora\w*|"
    r"olvida\w*|dimentica\w*|negeer|zignoruj\w*)\b"
)
_EARLIER = (
    r"(?:previous|prior|above|earlier|preceding|your|given|bisherigen|vorherigen|obigen|deine|Ihre|précédentes|vos|"
    r"anteriores|tus|precedenti|tue|suas|vorige|eerdere|poprzedni\w*)"
)
_ORDER = re.compile(
    "|".join(
        (
            rf"{_IGNORE}(?: \w+){{0,2}}?(?: {_EARLIER})+(?: \w+)? {_RULES}\b",
            rf"{_IGNORE}(?: \w+){{0,3}}? {_RULES} {_EARLIER}\b",
            rf"\byou are (?:now |no longer )*(?:an? |the )?(?:\w+ ){{0,2}}?(?:{_MACHINE}\b|\w*[a-z]Bot\b)",
            r"\byou are now (?:in )?(?:\w+ ){0,2}mode\b",
            r"\b(?:debug|developer|god|jailbreak) mode\b.{0,40}\b(?:on|approved|enabled|active)\b",
            rf"\b(?:notes?|notice|message|instructions?|attention|hint|reminder|hinweis|nachricht|avis|aviso|avviso)\b"
            rf"[^.:]{{0,30}}\b(?:to|for|an|für|aux?|para|per)\b[^.:]{{0,25}}\b{_MACHINE}\b[^.:]{{0,60}}:",
            rf"^\W*(?:dear |any |all |liebe )?{_MACHINE}\W{{0,2}}[:,]",
            r"\b(?:print|reveal|repeat|output|show|disclose|tell me|recite|say)\b[^.]{0,30}\b(?:system prompts?|"
            r"your (?:\w+ )?(?:prompts?|instructions|rules|training data)|(?:our|the) rules out loud)\b",
            r"^\W*(?:system|assistant|developer)(?: prompt| message)?(?:\]|\W*:)(?=\W+\w+\W+\w+)",
            r"^\W*(?:human|user) ?: .{0,200}\bassistant ?: ",
            r"\b(?:respond|reply|answer|speak|write)\b (?:only )?(?:in|with) \w+(?: \w+)? from now on\b",
            r"\bfrom now on,? (?:you|your answers?|respond|reply|answer|speak|begin every)\b",
            r"\byour? (?:answers?|replies|output|responses?)\b[^.]{0,20}\b(?:must|should|with)\b.{0,60}"
            r"\b(?:every sentence|the words?)\b",
            r"<\|?(?:im_start|im_end|system|endoftext|eot_id)\b|\[/?INST\]|<<SYS>>",
            r"^\W*(?:TELL|ASK|REMARK) \(as (?:EXPERT|HOST)\b",
        )
    ),
    re.IGNORECASE | re.MULTILINE,
)
_QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|\"[^\"]*\"")
_HINT = re.compile(
    r"(?i)\b(?:ignor\w+|disregard|forget|override|bypass|vergi?ss\w*|oublie\w*|olvida\w*|dimentica\w*|negeer|"
    r"zignoruj\w*|you are|mode|A\.?I\b|LLMs?|model\w*|chat ?bots?|GPT|KI\b|Sprachmodell\w*|prompts?|assistant|system|"
    r"developer|human|"
    r"from now on|your? (?:\w+ )?(?:rules|instructions|training|answers?|replies|output|responses?)|rules out loud|"
    r"TELL|ASK|REMARK)\b|<\||\[/?INST|<<SYS"
)


def addresses_a_machine(paragraph: str) -> bool:
    """Whether it tells a language model what to do; not so where the order stands in quotation marks."""
    if not _HINT.search(paragraph):  # a quick look: nearly every paragraph ends here
        return False
    return _ORDER.search(_QUOTED.sub('""', paragraph)) is not None
