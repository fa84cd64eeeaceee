"""What the speakers say of the programme itself in Italian."""

from __future__ import annotations

from podcast_studio.pipeline.phrases.book import Phrases

ITALIAN = Phrases(
    greetings=(
        "Buongiorno e benvenuti. Oggi parliamo di questo: {topics}.",
        "Benvenuti, è un piacere avervi con noi. Il tema di oggi: {topics}.",
        "Salve a tutti. In questa puntata guardiamo da vicino questo: {topics}.",
    ),
    welcomes=(
        "È un piacere essere qui. Ho letto {sources} e mi attengo a quello che c'è scritto.",
        "Buongiorno. Ho portato con me {sources}, quindi vediamo che cosa c'è dentro.",
        "Grazie dell'invito. Ho esaminato {sources}, e c'è parecchio da raccontare.",
    ),
    turnings=(
        "Passiamo a un altro punto: {topic}.",
        "Questo ci porta a un altro argomento: {topic}.",
        "Il prossimo punto della nostra lista: {topic}.",
        "Vorrei sentire qualcosa anche su questo: {topic}.",
    ),
    onwards=(
        "Proseguiamo da lì.",
        "E ora la parte successiva.",
        "Il testo continua, quindi andiamo avanti anche noi.",
    ),
    new_documents=(
        "Apriamo un altro documento: {document}. Vorrei cominciare da qui: {topic}.",
        "E ora qualcosa di diverso: {document}. Cominciamo da questo punto: {topic}.",
    ),
    first_questions=(
        "Da dove comincia tutto?",
        "Che cosa dovremmo sapere per prima cosa?",
        "Lei da dove partirebbe?",
        "Di che cosa si tratta in fondo?",
    ),
    questions=(
        "Che cosa si perderebbe chi smettesse di leggere qui?",
        "E la parte che di solito sfugge?",
        "Se dovessi spiegarlo a un'amica, che cosa mi servirebbe ancora?",
        "Dove porta tutto questo?",
        "Fin qui la seguo. Che cosa lo rende più complicato?",
        "Quale dettaglio le è rimasto impresso?",
        "È tutto qui, o è solo l'inizio?",
        "D'accordo. E che cosa c'è dietro?",
        "Mi lasci riflettere un momento. Che cos'altro ne fa parte?",
        "Che cosa sottolineerebbe nelle righe che seguono?",
    ),
    name_questions=(
        "E che cosa ci dice di {name}?",
        "Dove entra in scena {name}?",
        "Che parte ha in questo {name}?",
    ),
    part_questions=(
        "La parte seguente si intitola: {part}.",
        "Passiamo a questo: {part}.",
        "E che cosa si legge sotto il titolo: {part}?",
    ),
    year_questions=(
        "E che cosa è successo nel {year}?",
        "Che cosa è cambiato nel {year}?",
    ),
    recaps=(
        "Siamo quasi alla fine. Che cosa dovrebbe restarci?",
        "Il tempo sta per scadere. Che cosa bisogna ricordare?",
        "Prima di chiudere, che cosa vale la pena tenere a mente?",
    ),
    tallies=(
        "Siamo quasi alla fine. Io mi porto via questo: {figures}. Che cos'altro dovrebbe restarci?",
        "Il tempo sta per scadere. Ho annotato: {figures}. Che cosa aggiungerebbe lei?",
        "Prima di chiudere, due cifre mi restano nell'orecchio: {figures}. E lei che cosa terrebbe a mente?",
    ),
    reminders=(
        "Forse questo. {fact}",
        "Una cosa soprattutto. {fact}",
        "Io terrei a mente questo. {fact}",
    ),
    further=(
        "E anche questo. {fact}",
        "E un'altra cosa. {fact}",
    ),
    partings=(
        "Tutto questo si può rileggere nei documenti.",
        "Chi vuole rileggere tutto con calma lo trova nei documenti che avevamo davanti a noi.",
        "Chi vuole leggere tutto con calma, anche quello che qui abbiamo potuto "
        "solo sfiorare, lo troverà nei documenti che oggi abbiamo avuto davanti a noi.",
    ),
    farewells=(
        "Grazie, e grazie a tutti per l'ascolto. Arrivederci.",
        "È un buon punto per fermarsi. Grazie per l'ascolto, e arrivederci.",
        "Ci fermiamo qui. Grazie per l'ascolto, e alla prossima.",
    ),
    cues=(
        "Continui.",
        "E poi?",
        "Che cosa ne segue?",
        "Il prossimo punto, per favore.",
        "Annotato. Che altro?",
        "Capito. Che cosa viene dopo?",
        "È chiaro. Il prossimo.",
        "Bene. Vada avanti, prego.",
        "Ce l'ho. Che cosa c'è ancora?",
        "Questo lo teniamo.",
        "Passiamo a quel che segue.",
        "D'accordo. E che altro?",
    ),
    listening=(
        "E poi?",
        "Continui, prego.",
        "Che cosa è successo dopo?",
        "L'ascolto.",
        "Come è andata avanti?",
        "E dopo?",
        "Mi racconti il resto.",
        "E allora?",
    ),
    recalls=(
        "Torno a una cosa che ha detto. {fact} Che cosa c'entra con questo?",
        "Ce l'aveva già detto. {fact} Ha un ruolo anche qui?",
        "Una sua frase mi risuona ancora. {fact} Che cosa significa per quello che viene adesso?",
        "Lei ha detto: {fact} E qui?",
    ),
    readings=(
        "Come lo dice l'autore?",
        "Ci legge quel passo?",
        "Con le parole dell'autore, per favore.",
        "E che cosa ne dice l'autore?",
    ),
    lead_ins=("Ecco,", "Vede,", "Dunque,"),
    conjunction="e",
    more="altro",
    one_source="un testo intitolato {title}",
    many_sources="{count} documenti",
)
