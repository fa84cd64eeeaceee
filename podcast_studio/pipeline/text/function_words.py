"""Words that carry no content, in the languages that podcasts are made in.

They are one set, since a text's language is not known everywhere: left out are those that mean something in another
language ("war", "man", "son", "ten").
"""

from __future__ import annotations

import re

_ENGLISH = """a about above after again against all almost along already also although always am among an and
another any anyone anything are around as at away back be became because become becomes been before began begin
being below best between both but by came can cannot come comes could did do does doing done down during each either
else enough even ever every everyone everything far few first for from further gave get gets give given gives go
goes going got had has have having he her here hers herself him himself his how however i if in indeed instead into
is it its itself just keep kept kind know known last later least less let like made make makes making many may me
mean means might mine more most much must my myself near need never next no nor not nothing now of off often on once
one only onto or other others our out over own part people perhaps quite rather really said same say says see seen
she should since so some someone something soon still such take taken takes than that the their them then there
therefore these they thing things this those though through thus time to together too took two under until up upon
us use used uses using very was way ways we well went were what when where whether which while who whole whom whose
why will with within without would year years yes yet you your"""
_BEFORE_AN_APOSTROPHE = """aren couldn didn doesn don hadn hasn haven isn shouldn wasn weren wouldn"""  # English
_GERMAN = """der die das den dem des ein eine einer einem einen eines und oder aber auch nicht kein keine keinen ist
sind waren wird werden wurde wurden worden sein seine seinen seiner seinem hat haben hatte hatten ich sie wir ihr
ihre ihren ihrem ihrer ihm ihn uns euch sich mir mich dir dich mit von vom zu zum zur bei beim nach aus auf für über
unter vor hinter neben zwischen durch gegen ohne um bis seit während wegen als wie wenn weil dass daß ob denn doch
nur noch schon sehr mehr viel viele vielen wenig hier dort dann nun immer nie oft wieder etwa so dieser diese dieses
diesem diesen jener jene jedes jede jeder jedem jeden alle allen aller alles andere anderen anderer was wer wo wann
warum welche welcher welches deren dessen kann können konnte konnten muss müssen musste soll sollte sollen darf
dürfen wollte will würde würden einmal beide beiden selbst damit dabei daran darauf davon dazu darin"""
_DUTCH = """het een en of maar ook niet geen zijn wordt worden werd werden heeft hebben hadden ik jij hij zij wij
jullie hen hun haar mijn onze ons deze dat dit met van voor door over onder tussen zonder naar uit bij tot sinds
tijdens als dan toen want omdat nog wel zeer veel meer weinig hier daar nu altijd nooit vaak weer zo elk elke alle
andere wat wie waar wanneer waarom welke kan kunnen moet moeten zou zouden zal zullen"""
_SPANISH = """el la los las lo un una unos unas y o pero también no sí es son era eran fue fueron ser sido está
están estaba ha han había habían haber yo tú él ella ellos ellas nosotros me te se nos les le su sus mi mis de del
al a en con por para sin sobre entre hasta desde durante como cuando porque que si ya más muy mucho muchos mucha
poco aquí allí entonces siempre nunca este esta estos estas ese esa esos esas aquel aquella cada todo toda todos
todas otro otra otros otras qué quién dónde cuál cuando puede pueden podía debe deben sólo solo aún"""
_FRENCH = """le la les un une des et ou mais aussi ne pas est sont était étaient fut furent être été a ont avait
avaient avoir je tu il elle nous vous ils elles on me te se lui leur leurs sa ses mon ma mes ce cet cette ces cela
de du au aux en dans avec par sans entre vers chez depuis pendant comme quand parce que qui dont où si plus très peu
beaucoup ici là alors toujours jamais souvent encore chaque tout toute tous toutes autre autres quel quelle peut
peuvent pouvait doit doivent même puis donc car"""
_ITALIAN = """il lo la i gli le un uno una e ed o ma anche non è sono era erano fu furono essere stato stata stati
ha hanno aveva avevano avere io lui lei noi voi loro mi ti si ci vi suo sua suoi sue mio mia di del della dei degli
delle dello al alla ai agli alle dal dalla dai nel nella nei nelle sul sulla con per senza tra fra fino come quando
perché che chi cui dove se più molto molti poco qui allora sempre mai spesso ancora questo questa questi queste
quello quella quelli quelle ogni tutto tutta tutti tutte altro altra altri altre può possono poteva deve devono già
così"""
_PORTUGUESE = """os as um uma uns umas ou mas também não é são eram foi foram ser sido está estão estava há tem têm
tinha tinham ter eu ele ela eles elas nós nos lhe lhes seu sua seus suas meu minha do da dos das ao aos à às em no
na nos nas com por pelo pela pelos pelas para sem sobre entre até desde durante como quando porque que se já mais
muito muitos pouco aqui ali então sempre nunca ainda este esta estes estas esse essa isso isto aquele aquela cada
todo toda todos
todas outro outra outros outras qual quem onde pode podem podia deve devem só"""
_POLISH = """i oraz lub ale też także nie tak jest są był była było były być będzie będą ma mają miał miała mieć ja
ty my wy oni ono mnie mu jej ich im się jego swój swoje swoją mój moja we ze w z na do od po pod nad przed przez dla
bez przy u o między podczas jak jako kiedy gdy ponieważ że żeby czy już jeszcze tylko bardzo więcej mało dużo wiele
tutaj tam wtedy potem zawsze nigdy często znowu ta te tej tego temu tym tych ci tamten każdy każda każde wszystko
wszyscy inny inna inne co kto gdzie który która które których może mogą mógł musi muszą także więc"""
_MEAN_SOMETHING = frozenset("war man hat son sin plus pour ten on are sur tout come data fin pan met ".split())

FUNCTION_WORDS = frozenset(f"{_ENGLISH} {_BEFORE_AN_APOSTROPHE}".split()) | (
    frozenset(" ".join((_GERMAN, _DUTCH, _SPANISH, _FRENCH, _ITALIAN, _PORTUGUESE, _POLISH)).split()) - _MEAN_SOMETHING
)
POINTING_BACK = "|".join(  # words at the beginning of a sentence that lean on the one before it
    (
        # English
        "it|its|he|his|she|her|they|their|them|this|these|that|those|such|one|both|neither|the latter|the former|"
        "another|others|but|and|so|or|nor|yet|however|therefore|also|instead|for this|then",
        "(?:when|as|once|after|before|if|while|until|because|since) (?:it|he|she|they|this|that|these|those) "
        "(?:did|does|do|had|has|have|was|were|is|are|happened)(?=,)",
        # German
        "er|sie|es|ihm|ihre?[nmrs]?|seine?[nmrs]?|diese?[nmrs]?|jene[nmrs]?|aber|und|oder|doch|jedoch|deshalb|daher|"
        "darum|dann|dort|auch|außerdem|stattdessen|das (?:ist|war|sind|waren|hat|hatte|wird|wurde)",
        # Dutch
        "hij|zij|ze|deze|dat|dit|maar|en|echter|dus|daarom|ook|hun",
        # Spanish and Portuguese
        "él|ellas?|ellos|est[oae]s?|es[oa]s?|ese|aquell?[oae]s?|aquilo|pero|y|sin embargo|además|también|luego|"
        "entonces|sus?|el[ea]s?|ist?o|isso|ess[ea]s?|mas|porém|contudo|também|depois|então|seus?|suas?",
        # French
        "ils?(?! (?:y|faut|existe))|elles?|ce|cet|cette|ces|cela|ça|celui-ci|celle-ci|mais|et|donc|pourtant|cependant|"
        "ensuite|puis|aussi|alors|ses|leurs?",
        # Italian
        "egli|lui|lei|ess[iaoe]|loro|quest[oaie]|quell[oaie]|ciò|ma|però|tuttavia|inoltre|anche|poi|quindi|allora",
        # Polish
        "ona|ono|oni|jego|jej|tamten|ale|jednak|więc|potem|wtedy|też|także|dlatego",
    )
)
_PREFIX = 5  # letters by which forms of a word are taken for the same
_WORD = re.compile(r"[^\W_]+")


def telling_words(text: str) -> set[str]:
    """The words that carry a text's content, by their first letters; figures whole."""
    words = [word.lower() for word in _WORD.findall(text)]
    return {
        word if word.isdigit() else word[:_PREFIX]
        for word in words
        if word not in FUNCTION_WORDS and (len(word) > 2 or word.isdigit())
    }
