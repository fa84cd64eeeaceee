"""What the speakers say of the programme itself in Spanish."""

from __future__ import annotations

from podcast_studio.pipeline.phrases.book import Phrases

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
    onwards=(
        "Sigamos desde ahí.",
        "Y ahora, la parte siguiente.",
        "El texto continúa, así que continuemos también.",
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
    part_questions=(
        "El siguiente apartado se llama: {part}.",
        "Pasemos a esto: {part}.",
        "¿Y qué dice bajo el título: {part}?",
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
    tallies=(
        "Estamos casi al final. Yo me llevo esto: {figures}. ¿Con qué más deberíamos quedarnos?",
        "Se nos acaba el tiempo. Tengo apuntado: {figures}. ¿Qué añadiría usted?",
        "Antes de cerrar, dos cifras me quedan en el oído: {figures}. ¿Y qué retendría usted?",
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
    partings=(
        "Todo esto puede leerse en los documentos.",
        "Quien quiera leerlo todo con calma lo encontrará en los documentos que hemos tenido delante.",
        "Quien quiera leerlo todo con calma, también lo que aquí solo hemos podido "
        "tocar de paso, lo encontrará en los documentos que hoy hemos tenido delante.",
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
        "Está claro. Lo siguiente.",
        "Bien. Continúe, por favor.",
        "Lo tengo. ¿Qué más pone ahí?",
        "Eso queda apuntado.",
        "Pasemos a lo que sigue.",
        "De acuerdo. ¿Y qué más?",
    ),
    listening=(
        "¿Y entonces?",
        "Siga, por favor.",
        "¿Qué pasó después?",
        "Le escucho.",
        "¿Cómo siguió aquello?",
        "¿Y luego?",
        "Cuente, cuente.",
        "¿Y qué vino entonces?",
    ),
    recalls=(
        "Vuelvo a algo que dijo usted. {fact} ¿Cómo encaja eso aquí?",
        "Eso lo vimos antes. {fact} ¿Tiene algo que ver con esto?",
        "Todavía me resuena una frase suya. {fact} ¿Qué significa para lo que viene ahora?",
        "Usted dijo: {fact} ¿Y aquí?",
    ),
    readings=(
        "¿Cómo lo dice el autor?",
        "¿Nos lee ese pasaje?",
        "Con las palabras del autor, por favor.",
        "¿Y qué dice el autor?",
    ),
    lead_ins=("Bueno,", "Verá,", "Pues bien,"),
    conjunction="y",
    more="más",
    one_source="un texto titulado {title}",
    many_sources="{count} documentos",
)
