"""What the speakers say of the programme itself in Spanish, French, Italian and Portuguese."""

from __future__ import annotations

from podcast_studio.pipeline.phrase_book import Phrases

SPANISH = Phrases(
    greetings=(
        "Hola y bienvenidos. Hoy hablamos de lo siguiente: {topics}.",
        "Bienvenidos, qué gusto que nos acompañen. El tema de hoy: {topics}.",
        "Hola a todos. En este programa vamos a ver lo siguiente: {topics}.",
    ),
    welcomes=(
        "Encantado de estar aquí. He leído {sources} y me atengo a lo que ahí consta.",
        "Hola. He traído {sources}, así que veamos qué contienen esas páginas.",
        "Gracias por la invitación. He repasado {sources}, y hay bastante que contar.",
    ),
    turnings=(
        "Pasemos a otro punto: {topic}.",
        "Eso nos lleva a otro tema: {topic}.",
        "Lo siguiente en nuestra lista: {topic}.",
        "También me gustaría oír algo sobre esto: {topic}.",
    ),
    new_documents=(
        "Abramos otro documento: {document}. Quisiera empezar por aquí: {topic}.",
        "Ahora, algo distinto: {document}. Empecemos por este punto: {topic}.",
    ),
    first_questions=(
        "¿Por dónde empieza todo?",
        "¿Qué deberíamos saber primero?",
        "¿Cómo empezaría usted?",
        "¿De qué se trata en realidad?",
    ),
    questions=(
        "¿Qué se perdería quien dejara de leer aquí?",
        "¿Y la parte que se suele pasar por alto?",
        "Si tuviera que explicárselo a una amiga, ¿qué más me haría falta?",
        "¿Adónde lleva eso?",
        "Hasta aquí lo sigo. ¿Qué lo complica?",
        "¿Qué detalle se le quedó grabado?",
        "¿Eso es todo, o es solo el principio?",
        "De acuerdo. ¿Y qué hay detrás?",
        "Déjeme asimilarlo un momento. ¿Qué más forma parte de ello?",
        "¿Qué subrayaría en las líneas que siguen?",
    ),
    name_questions=(
        "¿Y qué pasa con {name}?",
        "¿Dónde entra {name} en todo esto?",
        "¿Qué papel tiene aquí {name}?",
    ),
    year_questions=(
        "¿Y qué ocurrió en {year}?",
        "¿Qué cambió en {year}?",
    ),
    recaps=(
        "Estamos casi al final. ¿Con qué deberíamos quedarnos?",
        "Se nos acaba el tiempo. ¿Qué conviene recordar?",
        "Antes de cerrar, ¿qué merece la pena retener?",
    ),
    reminders=(
        "Quizá esto. {fact}",
        "Una cosa sobre todo. {fact}",
        "Yo me quedaría con esto. {fact}",
    ),
    further=(
        "Y también esto. {fact}",
        "Y una cosa más. {fact}",
    ),
    farewells=(
        "Gracias, y gracias a todos por escuchar. Hasta pronto.",
        "Es un buen punto para terminar. Gracias por escuchar, y adiós.",
        "Lo dejamos aquí. Gracias por escuchar, y hasta la próxima.",
    ),
    cues=(
        "Siga.",
        "¿Y después?",
        "¿Qué se deduce de eso?",
        "El siguiente punto, por favor.",
        "Anotado. ¿Qué más?",
        "Entendido. ¿Qué viene luego?",
    ),
    recalls=(
        "Vuelvo a algo que dijo usted. {fact} ¿Cómo encaja eso aquí?",
        "Eso lo vimos antes. {fact} ¿Tiene algo que ver con esto?",
        "Todavía me resuena una frase suya. {fact} ¿Qué significa para lo que viene ahora?",
    ),
    conjunction="y",
    more="más",
    one_source="un texto titulado {title}",
    many_sources="{count} documentos",
)
FRENCH = Phrases(
    greetings=(
        "Bonjour et bienvenue. Aujourd'hui, nous parlons de ceci : {topics}.",
        "Bienvenue, merci d'être avec nous. Le sujet du jour : {topics}.",
        "Bonjour à tous. Dans cette émission, nous regardons ceci : {topics}.",
    ),
    welcomes=(
        "Ravi d'être ici. J'ai lu {sources}, et je m'en tiens à ce qui s'y trouve.",
        "Bonjour. J'ai apporté {sources}, alors voyons ce qu'il y a dedans.",
        "Merci de me recevoir. J'ai parcouru {sources}, et il y a de quoi raconter.",
    ),
    turnings=(
        "Passons à un autre point : {topic}.",
        "Cela nous amène à un autre sujet : {topic}.",
        "Ensuite, sur notre liste : {topic}.",
        "J'aimerais aussi entendre parler de ceci : {topic}.",
    ),
    new_documents=(
        "Ouvrons un autre document : {document}. Je voudrais commencer ici : {topic}.",
        "Maintenant, autre chose : {document}. Commençons par ce point : {topic}.",
    ),
    first_questions=(
        "Par où cela commence-t-il ?",
        "Que faut-il savoir d'abord ?",
        "Par quoi commenceriez-vous ?",
        "De quoi s'agit-il au juste ?",
    ),
    questions=(
        "Que manquerait celui qui s'arrêterait de lire ici ?",
        "Et la partie que l'on néglige souvent ?",
        "Si je devais l'expliquer à une amie, que me faudrait-il encore ?",
        "Où cela nous mène-t-il ?",
        "Jusqu'ici, je vous suis. Qu'est-ce qui complique les choses ?",
        "Quel détail vous est resté en tête ?",
        "Est-ce tout, ou seulement le début ?",
        "D'accord. Et qu'y a-t-il derrière ?",
        "Laissez-moi y réfléchir un instant. Qu'est-ce qui en fait encore partie ?",
        "Que souligneriez-vous dans les lignes qui suivent ?",
    ),
    name_questions=(
        "Et qu'en est-il de {name} ?",
        "Quelle est la place de {name} dans tout cela ?",
        "Quel rapport avec {name} ?",
    ),
    year_questions=(
        "Et que s'est-il passé en {year} ?",
        "Qu'est-ce qui a changé en {year} ?",
    ),
    recaps=(
        "Nous arrivons à la fin. Que faut-il en retenir ?",
        "Le temps est presque écoulé. De quoi faut-il se souvenir ?",
        "Avant de conclure, qu'est-ce qui mérite d'être retenu ?",
    ),
    reminders=(
        "Peut-être ceci. {fact}",
        "Une chose surtout. {fact}",
        "Voici ce que je retiendrais. {fact}",
    ),
    further=(
        "Et aussi ceci. {fact}",
        "Et encore une chose. {fact}",
    ),
    farewells=(
        "Merci à vous, et merci à tous de votre écoute. Au revoir.",
        "C'est un bon endroit pour s'arrêter. Merci de votre écoute, et au revoir.",
        "Restons-en là. Merci de votre écoute, et à la prochaine.",
    ),
    cues=(
        "Continuez.",
        "Et ensuite ?",
        "Qu'est-ce qui en découle ?",
        "Le point suivant, s'il vous plaît.",
        "C'est noté. Quoi d'autre ?",
        "Compris. Qu'est-ce qui vient après ?",
    ),
    recalls=(
        "Je reviens à ce que vous avez dit. {fact} Quel est le lien avec ceci ?",
        "Vous nous l'avez dit plus tôt. {fact} Cela joue-t-il un rôle ici ?",
        "Une de vos phrases me reste à l'oreille. {fact} Qu'est-ce que cela veut dire pour la suite ?",
    ),
    conjunction="et",
    more="d'autres choses",
    one_source="un texte intitulé {title}",
    many_sources="{count} documents",
)
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
    year_questions=(
        "E che cosa è successo nel {year}?",
        "Che cosa è cambiato nel {year}?",
    ),
    recaps=(
        "Siamo quasi alla fine. Che cosa dovrebbe restarci?",
        "Il tempo sta per scadere. Che cosa bisogna ricordare?",
        "Prima di chiudere, che cosa vale la pena tenere a mente?",
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
    ),
    recalls=(
        "Torno a una cosa che ha detto. {fact} Che cosa c'entra con questo?",
        "Ce l'aveva già detto. {fact} Ha un ruolo anche qui?",
        "Una sua frase mi risuona ancora. {fact} Che cosa significa per quello che viene adesso?",
    ),
    conjunction="e",
    more="altro",
    one_source="un testo intitolato {title}",
    many_sources="{count} documenti",
)
PORTUGUESE = Phrases(
    greetings=(
        "Olá e bem-vindos. Hoje falamos do seguinte: {topics}.",
        "Bem-vindos, é bom ter-vos connosco. O tema de hoje: {topics}.",
        "Olá a todos. Neste programa olhamos para o seguinte: {topics}.",
    ),
    welcomes=(
        "É bom estar aqui. Li {sources} e fico pelo que lá está escrito.",
        "Olá. Trouxe {sources}, por isso vejamos o que lá está.",
        "Obrigado pelo convite. Estive a ler {sources}, e há bastante que contar.",
    ),
    turnings=(
        "Passemos a outro ponto: {topic}.",
        "Isso leva-nos a outro assunto: {topic}.",
        "A seguir, na nossa lista: {topic}.",
        "Também gostava de ouvir falar disto: {topic}.",
    ),
    new_documents=(
        "Vamos abrir outro documento: {document}. Gostava de começar por aqui: {topic}.",
        "Agora, outra coisa: {document}. Comecemos por este ponto: {topic}.",
    ),
    first_questions=(
        "Onde é que começa?",
        "O que devemos saber primeiro?",
        "Por onde começaria?",
        "De que se trata, afinal?",
    ),
    questions=(
        "O que perderia quem parasse de ler aqui?",
        "E a parte que costuma passar despercebida?",
        "Se tivesse de explicar isto a uma amiga, de que mais precisava?",
        "Aonde é que isso leva?",
        "Até aqui acompanho. O que é que o torna mais complicado?",
        "Que pormenor lhe ficou na memória?",
        "É tudo, ou é só o princípio?",
        "Muito bem. E o que está por trás?",
        "Deixe-me pensar um momento. O que mais faz parte disto?",
        "O que sublinharia nas linhas que se seguem?",
    ),
    name_questions=(
        "E o que nos diz de {name}?",
        "Onde é que entra {name}?",
        "Que papel tem aqui {name}?",
    ),
    year_questions=(
        "E o que aconteceu em {year}?",
        "O que mudou em {year}?",
    ),
    recaps=(
        "Estamos quase no fim. O que nos deve ficar?",
        "O tempo está a acabar. O que convém recordar?",
        "Antes de terminar, o que vale a pena reter?",
    ),
    reminders=(
        "Talvez isto. {fact}",
        "Uma coisa acima de tudo. {fact}",
        "Eu guardaria isto. {fact}",
    ),
    further=(
        "E também isto. {fact}",
        "E mais uma coisa. {fact}",
    ),
    farewells=(
        "Obrigado, e obrigado a todos por ouvirem. Até breve.",
        "É um bom sítio para parar. Obrigado por ouvirem, e até breve.",
        "Ficamos por aqui. Obrigado por ouvirem, e até à próxima.",
    ),
    cues=(
        "Continue.",
        "E depois?",
        "O que resulta daí?",
        "O próximo ponto, por favor.",
        "Anotado. Que mais?",
        "Percebido. O que vem a seguir?",
    ),
    recalls=(
        "Volto a uma coisa que disse. {fact} Como é que isso se liga a isto?",
        "Já nos tinha dito isso. {fact} Tem algum papel aqui?",
        "Uma frase sua ainda me soa no ouvido. {fact} O que significa para o que vem agora?",
    ),
    conjunction="e",
    more="mais",
    one_source="um texto intitulado {title}",
    many_sources="{count} documentos",
)
