"""What the speakers say of the programme itself in French."""

from __future__ import annotations

from podcast_studio.pipeline.phrases.book import Phrases

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
    onwards=(
        "Poursuivons à partir de là.",
        "Et maintenant, la partie suivante.",
        "Le texte continue, alors continuons aussi.",
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
    part_questions=(
        "La partie suivante s'intitule : {part}.",
        "Passons à ceci : {part}.",
        "Et que lit-on sous le titre : {part} ?",
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
    tallies=(
        "Nous arrivons à la fin. Voici ce que j'emporte : {figures}. Que faut-il encore retenir ?",
        "Le temps est presque écoulé. J'ai noté ceci : {figures}. Qu'ajouteriez-vous ?",
        "Avant de conclure, deux chiffres me restent à l'oreille : {figures}. Et vous, que garderiez-vous ?",
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
    partings=(
        "Tout cela peut se relire dans les documents.",
        "Qui voudrait tout relire au calme le trouvera dans les documents que nous avions devant nous.",
        "Si vous voulez tout lire au calme, avec tout ce que nous n'avons pu qu'effleurer "
        "ici, vous le trouverez dans les documents que nous avions aujourd'hui sous les yeux.",
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
        "C'est clair. Le suivant.",
        "Bien. Poursuivez, je vous prie.",
        "J'ai cela. Que lit-on encore ?",
        "Voilà qui est retenu.",
        "Passons à la suite.",
        "D'accord. Et quoi encore ?",
    ),
    listening=(
        "Et ensuite ?",
        "Continuez, je vous prie.",
        "Que s'est-il passé alors ?",
        "Je vous écoute.",
        "Comment cela a-t-il continué ?",
        "Et après ?",
        "Racontez la suite.",
        "Et qu'est-il arrivé alors ?",
    ),
    recalls=(
        "Je reviens à ce que vous avez dit. {fact} Quel est le lien avec ceci ?",
        "Vous nous l'avez dit plus tôt. {fact} Cela joue-t-il un rôle ici ?",
        "Une de vos phrases me reste à l'oreille. {fact} Qu'est-ce que cela veut dire pour la suite ?",
        "Vous avez dit : {fact} Et ici ?",
    ),
    readings=(
        "Comment l'auteur le dit-il ?",
        "Vous nous lisez ce passage ?",
        "Avec les mots de l'auteur, s'il vous plaît.",
        "Qu'en dit l'auteur ?",
    ),
    lead_ins=("Eh bien,", "Voyez-vous,", "Alors,"),
    conjunction="et",
    more="d'autres choses",
    one_source="un texte intitulé {title}",
    many_sources="{count} documents",
)
