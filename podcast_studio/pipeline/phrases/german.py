"""What the speakers say of the programme itself in German."""

from __future__ import annotations

from podcast_studio.pipeline.phrases.book import Phrases

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
    part_questions=(
        "Der nächste Abschnitt heißt: {part}.",
        "Weiter geht es mit diesem Punkt: {part}.",
        "Und was steht unter der Überschrift: {part}?",
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
    partings=(
        "All das lässt sich in den Unterlagen nachlesen.",
        "Wer alles in Ruhe nachlesen möchte, findet es in den Unterlagen, die wir heute vor uns hatten.",
        "Wer alles in Ruhe nachlesen möchte, auch das, was wir hier nur streifen "
        "konnten, findet es in den Unterlagen, die wir heute vor uns liegen hatten.",
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
    listening=(
        "Und dann?",
        "Bitte weiter.",
        "Was geschah danach?",
        "Ich höre.",
        "Wie ging es weiter?",
        "Und danach?",
        "Nur weiter.",
        "Und was kam dann?",
    ),
    recalls=(
        "Ich komme auf etwas zurück, das Sie gesagt haben. {fact} Wie gehört das hierher?",
        "Das hatten wir vorhin. {fact} Spielt das hier hinein?",
        "Ein Satz von Ihnen ist mir noch im Ohr. {fact} Was heißt das für das, was jetzt kommt?",
        "Sie sagten: {fact} Und hier?",
    ),
    readings=(
        "Wie sagt es der Text selbst?",
        "Lesen Sie uns das vor?",
        "In den Worten, die dort stehen, bitte.",
        "Was schreibt der Verfasser dazu?",
    ),
    lead_ins=("Nun,", "Sehen Sie,", "Also gut,"),
    conjunction="und",
    more="mehr",
    one_source="einen Text mit dem Titel {title}",
    many_sources="{count} Dokumente",
)
