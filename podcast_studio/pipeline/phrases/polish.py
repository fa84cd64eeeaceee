"""What the speakers say of the programme itself in Polish."""

from __future__ import annotations

from podcast_studio.pipeline.phrases.book import Phrases

POLISH = Phrases(
    greetings=(
        "Dzień dobry i witamy. Dziś rozmawiamy o tym: {topics}.",
        "Witamy, dobrze, że są państwo z nami. Temat na dziś: {topics}.",
        "Dzień dobry państwu. W tym programie przyjrzymy się temu: {topics}.",
    ),
    welcomes=(
        "Miło tu być. Mam przed sobą {sources} i będę się trzymać tego, co tam zapisano.",
        "Dzień dobry. Mam ze sobą {sources}, więc zobaczmy, co w nich jest.",
        "Dziękuję za zaproszenie. Za mną {sources}, a jest o czym opowiadać.",
    ),
    turnings=(
        "Przejdźmy do następnej sprawy: {topic}.",
        "To prowadzi nas do innego tematu: {topic}.",
        "Następny punkt na naszej liście: {topic}.",
        "Chcę też usłyszeć coś o tym: {topic}.",
    ),
    onwards=(
        "Idźmy dalej od tego miejsca.",
        "A teraz następna część.",
        "Tekst mówi jeszcze więcej, więc czytajmy dalej.",
    ),
    new_documents=(
        "Otwórzmy inny dokument: {document}. Zacznijmy od tego: {topic}.",
        "A teraz coś innego: {document}. Na początek taka sprawa: {topic}.",
    ),
    first_questions=(
        "Od czego to się zaczyna?",
        "Co warto wiedzieć najpierw?",
        "Od czego by tu zacząć?",
        "O co w tym właściwie chodzi?",
    ),
    questions=(
        "Co straciłby ktoś, kto przestałby tu czytać?",
        "A ta część, którą zwykle się pomija?",
        "Gdyby to wyjaśnić komuś bliskiemu, czego jeszcze by brakowało?",
        "Dokąd to prowadzi?",
        "Na razie wszystko jasne. Co to komplikuje?",
        "Który szczegół najbardziej zapada w pamięć?",
        "Czy to już wszystko, czy dopiero początek?",
        "Dobrze. A co się za tym kryje?",
        "Chwila na zastanowienie. Co jeszcze do tego należy?",
        "Co warto podkreślić w następnych wierszach?",
    ),
    name_questions=(
        "A co z tym ma wspólnego {name}?",
        "Gdzie pojawia się tu {name}?",
        "Jaką rolę odgrywa tu {name}?",
    ),
    part_questions=(
        "Następna część nosi tytuł: {part}.",
        "Przejdźmy do tego: {part}.",
        "A co jest pod nagłówkiem: {part}?",
    ),
    year_questions=(
        "A co się wydarzyło w {year} roku?",
        "Co się zmieniło w {year} roku?",
    ),
    recaps=(
        "Zbliżamy się do końca. Co powinno zostać w pamięci?",
        "Czas się kończy. Co warto zapamiętać?",
        "Zanim skończymy, co warto zachować w pamięci?",
    ),
    tallies=(
        "Zbliżamy się do końca. Oto, co mi zostaje: {figures}. Co jeszcze powinno zostać w pamięci?",
        "Czas się kończy. Mam tu zapisane: {figures}. Co by do tego dodać?",
        "Zanim skończymy, dwie liczby wciąż mam w uszach: {figures}. A co jeszcze warto zachować?",
    ),
    reminders=(
        "Może to. {fact}",
        "Przede wszystkim jedno. {fact}",
        "To warto zapamiętać. {fact}",
    ),
    further=(
        "I jeszcze to. {fact}",
        "I jeszcze jedno. {fact}",
    ),
    partings=(
        "O wszystkim tym można przeczytać w dokumentach.",
        "Kto chciałby spokojnie przeczytać całość, znajdzie ją w dokumentach, które dziś mieliśmy przed sobą.",
        "Kto chce spokojnie przeczytać wszystko, także to, co tutaj mogliśmy "
        "tylko poruszyć, znajdzie to w dokumentach, które dzisiaj mieliśmy przed sobą.",
    ),
    farewells=(
        "Dziękuję, i dziękujemy państwu za uwagę. Do usłyszenia.",
        "To dobre miejsce, żeby skończyć. Dziękujemy za uwagę i do usłyszenia.",
        "Na tym poprzestaniemy. Dziękujemy za uwagę i do następnego razu.",
    ),
    cues=(
        "Proszę dalej.",
        "A potem?",
        "Co z tego wynika?",
        "Następny punkt, proszę.",
        "Zapisane. Co jeszcze?",
        "Jasne. Co dalej?",
        "To jest zrozumiałe. Następna sprawa.",
        "Dobrze. Proszę kontynuować.",
        "Mam to. Co tam jeszcze jest?",
        "To zapamiętamy.",
        "Przejdźmy do kolejnej rzeczy.",
        "Zgoda. I co jeszcze?",
    ),
    listening=(
        "I co potem?",
        "Proszę dalej.",
        "Co się wtedy stało?",
        "Słucham.",
        "Jak to było dalej?",
        "A później?",
        "Proszę opowiadać.",
        "A co było wtedy?",
    ),
    recalls=(
        "Wracam do czegoś, co tu padło. {fact} Jak to się z tym łączy?",
        "To już było wcześniej. {fact} Czy to ma tu znaczenie?",
        "Jedno zdanie wciąż brzmi mi w uszach. {fact} Co ono znaczy dla tego, co teraz?",
        "Padło już: {fact} A tutaj?",
    ),
    readings=(
        "Jak ujmuje to autor?",
        "Posłuchamy tego fragmentu?",
        "Słowami autora, proszę.",
        "Co mówi o tym autor?",
    ),
    lead_ins=("Cóż,", "Widać to tak,", "No dobrze,"),
    conjunction="i",
    more="inne sprawy",
    one_source="tekst pod tytułem {title}",
    many_sources="dokumenty w liczbie {count}",
)
