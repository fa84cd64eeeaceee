"""A detector of languages that needs no model, and short true texts to try one on."""

from __future__ import annotations

TEXTS = {  # by language
    "en": "The tide rises twice a day because the moon pulls on the water. Sailors read its hours from a table, and "
    "those who come too late wait in the harbour until the water is back.",
    "de": "Die Flut kommt zweimal am Tag, weil der Mond am Wasser zieht. Seeleute lesen ihre Stunden aus einer Tafel "
    "ab, und wer zu spät kommt, wartet im Hafen, bis das Wasser wieder da ist.",
    "es": "La marea sube dos veces al día porque la luna atrae el agua. Los marineros leen sus horas en una tabla, y "
    "quien llega demasiado tarde espera en el puerto hasta que vuelve el agua.",
    "fr": "La marée monte deux fois par jour parce que la lune attire l'eau. Les marins lisent ses heures dans une "
    "table, et celui qui arrive trop tard attend au port que l'eau revienne.",
    "it": "La marea sale due volte al giorno perché la luna attira l'acqua. I marinai leggono le sue ore in una "
    "tabella, e chi arriva troppo tardi aspetta nel porto finché l'acqua non torna.",
    "nl": "Het tij komt twee keer per dag op omdat de maan aan het water trekt. Zeelieden lezen de uren af in een "
    "tabel, en wie te laat komt, wacht in de haven tot het water terug is.",
    "pl": "Przypływ nadchodzi dwa razy dziennie, ponieważ księżyc przyciąga wodę. Żeglarze odczytują jego godziny z "
    "tabeli, a kto przybywa za późno, czeka w porcie, aż woda wróci.",
    "pt": "A maré sobe duas vezes por dia porque a lua puxa a água. Os marinheiros leem as suas horas numa tabela, e "
    "quem chega tarde demais espera no porto até que a água volte.",
    "da": "Tidevandet stiger to gange om dagen, fordi månen trækker i vandet. Sømænd læser tiderne i en tabel, og "
    "den, der kommer for sent, venter i havnen, indtil vandet er tilbage.",
}
_FEWEST_WORDS = 20
_TELLING = {  # words that stand in hardly any text of the others
    "en": "the and of is that was with those",
    "de": "der die und ist das wird nicht weil",
    "es": "los el y porque hasta las sus quien",
    "fr": "les et dans est celui que ses une",
    "it": "il gli chi perché nel finché non alla",
    "nl": "het een van omdat wie tot keer zijn",
    "pl": "jest dwa się ponieważ kto czeka jego aż",
    "pt": "os uma até porque quem numa vezes as",
    "da": "og i er den af til indtil fordi",
}


class WordListDetector:
    """A LanguageDetector: the language whose little words a text has most of."""

    def detect(self, text: str) -> str:
        words = [word.strip(".,;:!?()").casefold() for word in text.split()]
        counts = {code: sum(word in telling.split() for word in words) for code, telling in _TELLING.items()}
        best = max(counts, key=lambda code: counts[code])
        return best if len(words) >= _FEWEST_WORDS and counts[best] >= 3 else ""
