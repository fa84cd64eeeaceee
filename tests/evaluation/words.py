"""Words of a text: which carry content, and which are forms of the same. The evaluation's own, by design: it shares
nothing with the checks of the pipeline, so that it can find what they miss.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LEAST_PREFIX = 4
_SAME_SHARE = 0.6  # of the longer word that both begin with
_CONTAINED = 6  # letters of a word that may stand inside a longer one, as in compounds

_FUNCTION = {
    "en": """a about above across after again against ago all almost alone along already also although always am among
        an and another any anybody anyone anything are around as aside at away back be became because become becomes
        been before behind being below beneath beside besides between beyond both but by came can cannot come comes
        coming could did do does doing done down during each either else enough even ever every everybody everyone
        everything except far few fewer find finds for found from further gave get gets getting give given gives go
        goes going gone got had has have having he her here hers herself him himself his how however i if in indeed
        inside instead into is it its itself just keep keeps kept later least less let like little lot lots made make
        makes making many may maybe me mean means might mine more most mostly much must my myself near nearly need
        needs neither never next no nobody none nor not nothing now of off often on once one ones only onto or other
        others otherwise our ours out over own part per perhaps put puts quite rather really right said same saw say
        saying says see seem seems seen several shall she should since so some somebody somehow someone something
        sometimes soon still such sure take taken takes tell than that the their theirs them themselves then there
        therefore these they thing things this those though through thus till time times to together told too took
        toward towards under unless until up upon us use used uses using usually very was way ways we well went were
        what whatever when whenever where whereas whether which while who whole whom whose why will with within
        without would yes yet you your yours yourself 'd 'll 'm 're 's 've aren't can't couldn't didn't doesn't don't
        hadn't hasn't haven't he'd he'll he's i'd i'll i'm i've isn't it'll it's let's she'd she'll she's shouldn't
        that's there's they'd they'll they're they've wasn't we'd we'll we're we've weren't what's who's won't
        wouldn't you'd you'll you're you've""",
    "de": """aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf
        aus bei beim bis bist da dabei dadurch dafür daher dahin damit danach dann daran darauf daraus darf darin
        darüber darum das dass davon davor dazu dein deine dem den denen denn der deren derer des deshalb dessen dich
        die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines einfach
        einige einmal er erst es etwa etwas euch euer für ganz gar gegen genau gewesen gibt habe haben hat hatte
        hatten her hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in indem ins ist ja je jede
        jedem jeden jeder jedes jene jetzt kann kein keine keinem keinen keiner können könnte konnte lassen lässt ließ
        machen macht man manche mehr mein meine mich mir mit muss musste nach nachdem nein nicht nichts noch nun nur
        ob oder ohne schon sehr sein seine seinem seinen seiner seit selbst sich sie sind so sogar solche soll sollte
        sondern sonst sowie über um und uns unser unter viel viele vom von vor wann war waren warum was weil weiter
        welche welcher wenig wenn wer werden wie wieder will wir wird wo wollte wollten wurde wurden während zu zum
        zur zwar zwischen""",
    "fr": """a ai ainsi alors après au aussi autre aux avait avant avec avoir beaucoup bien c ce cela ces cette ceux
        chaque comme d dans de depuis des deux donc du elle elles en encore entre est et était étaient être eu fait il
        ils j je l la le les leur leurs lui m ma mais me même mes moins n ne nous on ont ou où par parce pas peu peut
        plus pour quand que quel quelle qui s sa sans se ses si son sont sous sur tous tout très tu un une vers vous y
        """,
    "es": """a al algo ante antes así aunque bien cada como con contra cual cuando de del desde donde dos durante e el
        ella ellas ellos en entre era eran es esa ese eso esta está este esto fue fueron ha había han hasta hay la las
        le les lo los más me menos mi mientras muy nada ni no nos o otra otro para pero poco por porque pues que qué
        quien se sea ser si sí sin sobre son su sus también tan tanto te tiene todo todos tu un una uno unos y ya yo
        """,
    "it": """a ad agli ai al alla alle anche ancora c che chi ci come con cosa così cui d da dai dal dalla dalle degli
        dei del della delle di dopo dove due e ed era erano essere fra fu gli ha hanno ho i il in io l la le lei lo
        loro ma mentre mi molto ne nel nella nelle no noi non o ogni per perché più poi prima può quando quanto quella
        quello questa questo se sempre senza si sì sia sono stata stato su sua sul sulla suo suoi tra tutti tutto un
        una uno""",
    "pt": """a ao aos as assim até com como da das de depois do dos e é ela elas ele eles em entre era eram essa esse
        esta está este eu foi foram há isso isto já lhe mais mas me menos mesmo muito na não nas nem no nos o os ou
        para pela pelo por porque qual quando que quem se sem ser seu seus só sobre sua suas também tem ter todo todos
        um uma""",
    "nl": """aan al alle als altijd andere bij daar dan dat de den der deze die dit doch doen door dus een eens en er
        ge geen had heb hebben heeft hem het hier hij hoe hun iets ik in is ja je kan kon kunnen maar me meer men met
        mij mijn moet na naar niet niets nog nu of om omdat ons ook op over reeds te tegen toch toen tot u uit uw van
        veel voor want waren was wat we wel werd wie wij wil worden wordt zal ze zelf zich zij zijn zo zonder zou
        """,
    "pl": """a aby ale ani aż bardzo bez bo by być był była było były ci co czy dla do gdy gdzie go i ich im inne iż
        ja jak jako je jednak jego jej jest jeszcze jeśli już każdy kiedy kto która które który ma mi mnie może na nad
        nas nawet nie nich nim niż no o od on ona one oni po pod ponieważ przed przez przy są się skąd tak także tam
        te tego tej ten to tu ty tylko tym u w we więc wszystko z za ze że""",
}  # fmt: skip
_TALK = frozenset(
    """actually again agree ask asked asking certainly clear course curious exactly example fact fascinating fine good
        great guess happen happened happens hard hear heard heart hello idea imagine important interesting know known
        leave listen listener listeners listening look looking lovely matter matters mention mind moment ok okay
        people picture please point pretty question reason remember simple simply sort sounds speak start story
        striking strong surprise surprising talk talking thank thanks think thought today true turn turns understand
        want wants welcome wonder word words work works worth world year years""".split()
)  # what a conversation is made of, whatever it is about


def language_of(code: str) -> str:
    """ "de" for "de_DE"."""
    return code.replace("_", "-").split("-", maxsplit=1)[0].lower()


@lru_cache(maxsize=16)
def function_words(language: str) -> frozenset[str]:
    return frozenset(_FUNCTION.get(language_of(language), "").split())


def words_of(text: str) -> list[str]:
    """Its words in lower case, without figures and without accents that writers leave out."""
    return [plain(word) for word in WORD.findall(text)]


def plain(word: str) -> str:
    """In lower case, without accents and possessives."""
    letters = unicodedata.normalize("NFKD", word.lower().replace("’", "'"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"'s?$", "", bare)


@lru_cache(maxsize=16)
def _silent(language: str) -> frozenset[str]:
    """Function words and words of talk, as `plain` gives them."""
    talk = _TALK if language_of(language) == "en" else frozenset()
    return frozenset(plain(word) for word in function_words(language) | talk)


def content_words(text: str, language: str) -> list[str]:
    """The words that say what a text is about, each once, in order."""
    silent = _silent(language)
    return list(dict.fromkeys(word for word in words_of(text) if len(word) > 2 and word not in silent))


@lru_cache(maxsize=200_000)
def alike(a: str, b: str) -> bool:
    """Whether two words are forms of one, as far as their letters tell."""
    if a == b:
        return True
    shared = 0
    for first, second in zip(a, b, strict=False):
        if first != second:
            break
        shared += 1
    if shared >= _LEAST_PREFIX and shared >= _SAME_SHARE * max(len(a), len(b)):
        return True
    short, long = sorted((a, b), key=len)
    return len(short) >= _CONTAINED and short in long


def share_found(wanted: Sequence[str], there: Iterable[str]) -> float:
    """The share of `wanted` of which `there` has some form; 1 for none wanted."""
    known = frozenset(there)
    found = sum(word in known or any(alike(word, other) for other in known) for word in wanted)
    return found / len(wanted) if wanted else 1.0


def sentences_of(text: str) -> list[str]:
    """The sentences of a text; a line that ends a paragraph, an item or a row ends a sentence too."""
    found = []
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-*•|#]|\d{1,2}[.)]\s))", text):
        one = " ".join(block.split())
        parts = re.split(r"(?<=[.!?…])[\"”’»)\]]*\s+(?=[\"“‘«„(\[]*[^\W_])", one)
        found += _rejoined(parts)
    return [sentence for sentence in found if sentence]


def _rejoined(parts: Sequence[str]) -> list[str]:
    """Put back together what was cut behind an abbreviation, an initial or the number of a day."""
    whole: list[str] = []
    for part in parts:
        if whole and re.search(r"\b(?:[A-Z]|Dr|Mr|Mrs|Ms|St|No|Prof|vol|approx|ca|bzw|etc|z\. ?B|\d\d?)\.$", whole[-1]):
            whole[-1] = f"{whole[-1]} {part}"
        else:
            whole.append(part)
    return whole


def runs(text: str, length: int) -> list[tuple[str, ...]]:
    """All runs of so many words."""
    words = [plain(word) for word in re.findall(r"[^\W_]+(?:['’][^\W\d_]+)*", text)]
    return [tuple(words[at : at + length]) for at in range(len(words) - length + 1)]
