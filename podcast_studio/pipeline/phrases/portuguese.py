"""What the speakers say of the programme itself in Portuguese."""

from __future__ import annotations

from podcast_studio.pipeline.phrases.book import Phrases

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
    onwards=(
        "Continuemos a partir daí.",
        "E agora, a parte seguinte.",
        "O texto continua, por isso continuemos também.",
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
    part_questions=(
        "A parte seguinte chama-se: {part}.",
        "Passemos a isto: {part}.",
        "E o que se lê sob o título: {part}?",
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
    tallies=(
        "Estamos quase no fim. Eu levo isto comigo: {figures}. O que mais nos deve ficar?",
        "O tempo está a acabar. Tomei nota disto: {figures}. O que falta acrescentar?",
        "Antes de terminar, ficam-me dois números no ouvido: {figures}. E o que mais vale a pena guardar?",
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
    partings=(
        "Tudo isto se pode reler nos documentos.",
        "Quem quiser reler tudo com calma encontra-o nos documentos que tivemos à nossa frente.",
        "Quem quiser ler tudo com calma, também aquilo que aqui só pudemos "
        "aflorar, encontra-o nos documentos que hoje tivemos diante de nós.",
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
        "Está claro. O seguinte.",
        "Bem. Prossiga, por favor.",
        "Tenho isso. O que mais está lá?",
        "Isso fica anotado.",
        "Passemos ao que se segue.",
        "De acordo. E que mais?",
    ),
    listening=(
        "E depois?",
        "Continue, por favor.",
        "O que aconteceu então?",
        "Estou a ouvir.",
        "Como foi que continuou?",
        "E a seguir?",
        "Conte o resto.",
        "E então?",
    ),
    recalls=(
        "Volto a uma coisa que disse. {fact} Como é que isso se liga a isto?",
        "Já nos tinha dito isso. {fact} Tem algum papel aqui?",
        "Uma frase sua ainda me soa no ouvido. {fact} O que significa para o que vem agora?",
        "Disse antes: {fact} E aqui?",
    ),
    readings=(
        "Como é que o autor o diz?",
        "Pode ler-nos essa passagem?",
        "Nas palavras do autor, por favor.",
        "E o que diz o autor?",
    ),
    lead_ins=("Bem,", "Ora,", "Veja,"),
    conjunction="e",
    more="mais",
    one_source="um texto intitulado {title}",
    many_sources="{count} documentos",
)
