"""What the speakers say of the programme itself in Dutch."""

from __future__ import annotations

from podcast_studio.pipeline.phrases.book import Phrases

DUTCH = Phrases(
    greetings=(
        "Hallo en welkom. Vandaag hebben we het over: {topics}.",
        "Welkom, fijn dat u luistert. Het onderwerp van vandaag: {topics}.",
        "Goedendag. In dit programma kijken we naar het volgende: {topics}.",
    ),
    welcomes=(
        "Fijn om hier te zijn. Ik heb {sources} gelezen en houd me aan wat daar staat.",
        "Hallo. Ik heb {sources} meegebracht, dus laten we kijken wat erin zit.",
        "Dank voor de uitnodiging. Ik heb {sources} doorgenomen, en er valt genoeg te vertellen.",
    ),
    turnings=(
        "Laten we verdergaan met: {topic}.",
        "Dat brengt ons bij een ander onderwerp: {topic}.",
        "Het volgende op onze lijst: {topic}.",
        "Ik zou ook graag meer horen over: {topic}.",
    ),
    onwards=(
        "Laten we van daar verdergaan.",
        "En dan nu het volgende deel.",
        "De tekst gaat nog verder, dus wij ook.",
    ),
    new_documents=(
        "Laten we een ander document openslaan: {document}. Ik wil beginnen met: {topic}.",
        "Nu iets anders, namelijk: {document}. We beginnen met: {topic}.",
    ),
    first_questions=(
        "Waar begint het?",
        "Wat moeten we eerst weten?",
        "Hoe zou u beginnen?",
        "Waar gaat het eigenlijk om?",
    ),
    questions=(
        "Wat zou iemand missen die hier stopt met lezen?",
        "En het deel dat mensen vaak over het hoofd zien?",
        "Als ik dit aan een vriend moest uitleggen, wat had ik dan nog nodig?",
        "Waar leidt dat toe?",
        "Tot hier kan ik het volgen. Wat maakt het ingewikkelder?",
        "Welk detail is u bijgebleven?",
        "Is dat alles, of pas het begin?",
        "Goed. En wat zit daarachter?",
        "Laat me dat even verwerken. Wat hoort er nog bij?",
        "Wat zou u in de volgende regels onderstrepen?",
    ),
    name_questions=(
        "En hoe zit het met {name}?",
        "Waar komt {name} in beeld?",
        "Welke rol speelt {name} hierin?",
    ),
    part_questions=(
        "Het volgende stuk heet: {part}.",
        "Dan komt dit: {part}.",
        "En wat staat er onder het kopje: {part}?",
    ),
    year_questions=(
        "En wat gebeurde er in {year}?",
        "Wat veranderde er in {year}?",
    ),
    recaps=(
        "We zijn bijna aan het einde. Wat moet ons bijblijven?",
        "De tijd is bijna om. Wat moeten mensen onthouden?",
        "Voor we afsluiten, wat is het onthouden waard?",
    ),
    tallies=(
        "We zijn bijna aan het einde. Wat ik meeneem: {figures}. Wat moet ons verder bijblijven?",
        "De tijd is bijna om. Ik heb opgeschreven: {figures}. Wat zou u daaraan toevoegen?",
        "Voor we afsluiten, twee getallen heb ik nog in mijn oor: {figures}. En wat zou u onthouden?",
    ),
    reminders=(
        "Misschien dit. {fact}",
        "Vooral één ding. {fact}",
        "Dit zou ik onthouden. {fact}",
    ),
    further=(
        "En ook dit. {fact}",
        "En nog iets. {fact}",
    ),
    partings=(
        "Dit alles is na te lezen in de documenten.",
        "Wie alles rustig wil nalezen, vindt het in de documenten die we vandaag voor ons hadden.",
        "Wie alles rustig wil nalezen, ook wat we hier maar even konden "
        "aanraken, vindt het in de documenten die we vandaag voor ons hadden liggen.",
    ),
    farewells=(
        "Dank u wel, en dank aan iedereen voor het luisteren. Tot ziens.",
        "Dat is een goed punt om te stoppen. Dank voor het luisteren, en tot ziens.",
        "We laten het hierbij. Dank voor het luisteren, en tot de volgende keer.",
    ),
    cues=(
        "Ga verder.",
        "En dan?",
        "Wat volgt daaruit?",
        "Het volgende punt, graag.",
        "Genoteerd. Wat nog meer?",
        "Begrepen. Wat komt erna?",
        "Dat is duidelijk. Het volgende.",
        "Goed. Gaat u door.",
        "Dat heb ik. Wat staat er nog?",
        "Dat houden we vast.",
        "Dan naar het vervolg.",
        "Akkoord. En verder?",
    ),
    listening=(
        "En toen?",
        "Ga verder.",
        "Wat gebeurde er daarna?",
        "Ik luister.",
        "Hoe ging het verder?",
        "En daarna?",
        "Vertel verder.",
        "En wat kwam er toen?",
    ),
    recalls=(
        "Ik kom terug op iets wat u zei. {fact} Hoe hoort dat hierbij?",
        "Dat hadden we eerder. {fact} Speelt dat hier een rol?",
        "Eén zin van u klinkt nog na. {fact} Wat betekent dat voor wat nu komt?",
        "Eerder hoorden we: {fact} En hier?",
    ),
    readings=(
        "Hoe zegt de schrijver het zelf?",
        "Leest u ons dat voor?",
        "In de woorden van de schrijver, graag.",
        "Wat zegt de schrijver ervan?",
    ),
    lead_ins=("Nou,", "Kijk,", "Goed,"),
    conjunction="en",
    more="meer",
    one_source="een tekst met de titel {title}",
    many_sources="{count} documenten",
)
