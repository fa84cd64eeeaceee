"""What the speakers say of the programme itself in German and Dutch."""

from __future__ import annotations

from podcast_studio.pipeline.phrase_book import Phrases

GERMAN = Phrases(
    greetings=(
        "Hallo und herzlich willkommen. Heute sprechen wir über: {topics}.",
        "Schön, dass Sie dabei sind. Unser Thema heute: {topics}.",
        "Guten Tag zusammen. In dieser Sendung geht es um Folgendes: {topics}.",
    ),
    welcomes=(
        "Schön, hier zu sein. Ich habe {sources} gelesen und halte mich an das, was dort steht.",
        "Hallo. Ich habe {sources} mitgebracht, also sehen wir nach, was darin steckt.",
        "Danke für die Einladung. Ich habe {sources} durchgesehen, und da gibt es einiges zu erzählen.",
    ),
    turnings=(
        "Kommen wir zum nächsten Punkt: {topic}.",
        "Damit sind wir bei einem anderen Thema: {topic}.",
        "Als Nächstes steht auf unserer Liste: {topic}.",
        "Eines möchte ich auch noch hören: {topic}.",
    ),
    onwards=(
        "Gehen wir von dort aus weiter.",
        "Und damit zum nächsten Teil.",
        "Der Text geht noch weiter, also machen auch wir weiter.",
    ),
    new_documents=(
        "Schlagen wir ein anderes Dokument auf: {document}. Anfangen möchte ich hier: {topic}.",
        "Nun zu etwas anderem, nämlich: {document}. Beginnen wir mit diesem Punkt: {topic}.",
    ),
    first_questions=(
        "Womit fängt es an?",
        "Was sollten wir zuerst wissen?",
        "Wie würden Sie einsteigen?",
        "Worum geht es da eigentlich?",
    ),
    questions=(
        "Was würde jemandem entgehen, der hier aufhört zu lesen?",
        "Und der Teil, den man gern übersieht?",
        "Wenn ich das einer Freundin erklären wollte, was bräuchte ich noch dazu?",
        "Wohin führt das?",
        "Bis hierhin komme ich mit. Was macht es komplizierter?",
        "Welche Einzelheit ist Ihnen im Kopf geblieben?",
        "Ist das schon alles, oder erst der Anfang?",
        "Gut. Und was steckt dahinter?",
        "Lassen Sie mich das kurz sacken. Was gehört noch dazu?",
        "Was würden Sie in den nächsten Zeilen unterstreichen?",
    ),
    name_questions=(
        "Und was hat es mit {name} auf sich?",
        "Wie kommt {name} ins Spiel?",
        "Welche Rolle spielt {name} dabei?",
    ),
    year_questions=(
        "Und was geschah im Jahr {year}?",
        "Was änderte sich im Jahr {year}?",
    ),
    recaps=(
        "Wir sind fast am Ende. Was sollte hängen bleiben?",
        "Die Zeit ist gleich um. Was sollen sich die Leute merken?",
        "Bevor wir schließen, was lohnt es sich zu behalten?",
    ),
    tallies=(
        "Wir sind fast am Ende. Was ich mitnehme: {figures}. Was sollte sonst noch hängen bleiben?",
        "Die Zeit ist gleich um. Ich habe mir aufgeschrieben: {figures}. Was käme bei Ihnen dazu?",
        "Bevor wir schließen, zwei Zahlen habe ich noch im Ohr: {figures}. Und was würden Sie behalten?",
    ),
    reminders=(
        "Vielleicht dies. {fact}",
        "Vor allem eines. {fact}",
        "Das würde ich mir merken. {fact}",
    ),
    further=(
        "Und außerdem dies. {fact}",
        "Und noch etwas. {fact}",
    ),
    farewells=(
        "Danke, und danke auch fürs Zuhören. Auf Wiederhören.",
        "Das ist ein guter Schlusspunkt. Danke fürs Zuhören, auf Wiederhören.",
        "Dabei lassen wir es. Danke fürs Zuhören und bis zum nächsten Mal.",
    ),
    cues=(
        "Weiter.",
        "Und dann?",
        "Was folgt daraus?",
        "Der nächste Punkt, bitte.",
        "Notiert. Was noch?",
        "Verstanden. Was kommt danach?",
        "Das ist klar. Der nächste Punkt.",
        "Gut. Bitte weiter.",
        "Habe ich. Was steht da noch?",
        "Das halten wir fest.",
        "Dann zum Folgenden.",
        "Einverstanden. Und weiter?",
    ),
    recalls=(
        "Ich komme auf etwas zurück, das Sie gesagt haben. {fact} Wie gehört das hierher?",
        "Das hatten wir vorhin. {fact} Spielt das hier hinein?",
        "Ein Satz von Ihnen ist mir noch im Ohr. {fact} Was heißt das für das, was jetzt kommt?",
    ),
    lead_ins=("Nun,", "Sehen Sie,", "Also gut,"),
    conjunction="und",
    more="mehr",
    one_source="einen Text mit dem Titel {title}",
    many_sources="{count} Dokumente",
)
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
    recalls=(
        "Ik kom terug op iets wat u zei. {fact} Hoe hoort dat hierbij?",
        "Dat hadden we eerder. {fact} Speelt dat hier een rol?",
        "Eén zin van u klinkt nog na. {fact} Wat betekent dat voor wat nu komt?",
    ),
    lead_ins=("Nou,", "Kijk,", "Goed,"),
    conjunction="en",
    more="meer",
    one_source="een tekst met de titel {title}",
    many_sources="{count} documenten",
)
