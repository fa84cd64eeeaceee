"""How Polish says figures."""

from __future__ import annotations

from podcast_studio.pipeline.speech.language import SpokenLanguage

_OF = ((r"y\b", "ego"), (r"(?<=[cg])i\b", "iego"))  # genitive of an ordinal
_IN = ((r"y\b", "ym"), (r"(?<=[cg])i\b", "im"))  # locative
_AT = ((r"y\b", "ej"), (r"(?<=[cg])i\b", "iej"))  # of an hour, after a preposition
POLISH = SpokenLanguage(
    code="pl",
    point="przecinek",
    dot="kropka",
    at="małpa",
    minus="minus",
    to="do",
    months=tuple(
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia".split()
    ),
    short_months={"sty": "1", "lut": "2", "mar": "3", "kwi": "4", "cze": "6", "lip": "7", "sie": "8", "wrz": "9",
                  "paź": "10", "lis": "11", "gru": "12"},
    date="{day} {month} {year} roku",
    time=(
        r"((?:\b(?:[Oo]|[Oo]d|[Dd]o|[Pp]o|[Pp]rzed) )?(?:godzin(?:ie|y) )?)"
        r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])"
    ),
    clock="{hour} {minute}",
    full_hour="{hour}",
    hour="ordinal",
    small_minute="zero ",
    hundredths="jeden grosz|grosze|groszy|grosza",
    hundredths_of=frozenset({"zł", "PLN"}),
    numbering="[)]",
    money={"zł": "jeden złoty|złote|złotych|złotego", "PLN": "jeden złoty|złote|złotych|złotego",
           "€": "jedno euro|euro|euro|euro", "EUR": "jedno euro|euro|euro|euro",
           "$": "jeden dolar|dolary|dolarów|dolara", "USD": "jeden dolar|dolary|dolarów|dolara",
           "£": "jeden funt|funty|funtów|funta", "CHF": "jeden frank|franki|franków|franka"},
    units={
        "km": "jeden kilometr|kilometry|kilometrów|kilometra", "m": "jeden metr|metry|metrów|metra",
        "cm": "jeden centymetr|centymetry|centymetrów|centymetra",
        "mm": "jeden milimetr|milimetry|milimetrów|milimetra",
        "kg": "jeden kilogram|kilogramy|kilogramów|kilograma", "g": "jeden gram|gramy|gramów|grama",
        "mg": "jeden miligram|miligramy|miligramów|miligrama", "t": "f:jedna tona|tony|ton|tony",
        "l": "jeden litr|litry|litrów|litra", "ml": "jeden mililitr|mililitry|mililitrów|mililitra",
        "ha": "jeden hektar|hektary|hektarów|hektara",
        "km²": "jeden kilometr kwadratowy|kilometry kwadratowe|kilometrów kwadratowych|kilometra kwadratowego",
        "m²": "jeden metr kwadratowy|metry kwadratowe|metrów kwadratowych|metra kwadratowego",
        "m³": "jeden metr sześcienny|metry sześcienne|metrów sześciennych|metra sześciennego",
        "km/h": "jeden kilometr na godzinę|kilometry na godzinę|kilometrów na godzinę|kilometra na godzinę",
        "m/s": "jeden metr na sekundę|metry na sekundę|metrów na sekundę|metra na sekundę",
        "°C": "jeden stopień Celsjusza|stopnie Celsjusza|stopni Celsjusza|stopnia Celsjusza",
        "°": "jeden stopień|stopnie|stopni|stopnia", "%": "jeden procent|procent|procent|procent",
        "kWh": "f:jedna kilowatogodzina|kilowatogodziny|kilowatogodzin|kilowatogodziny",
        "kW": "jeden kilowat|kilowaty|kilowatów|kilowata", "MW": "jeden megawat|megawaty|megawatów|megawata",
        "W": "jeden wat|waty|watów|wata", "V": "jeden wolt|wolty|woltów|wolta",
        "GB": "jeden gigabajt|gigabajty|gigabajtów|gigabajta", "MB": "jeden megabajt|megabajty|megabajtów|megabajta",
        "Hz": "jeden herc|herce|herców|herca", "GHz": "jeden gigaherc|gigaherce|gigaherców|gigaherca",
        "h": "f:jedna godzina|godziny|godzin|godziny", "godz.": "f:jedna godzina|godziny|godzin|godziny",
        "min": "f:jedna minuta|minuty|minut|minuty", "s": "f:jedna sekunda|sekundy|sekund|sekundy",
    },
    scales={"mln": "jeden milion|miliony|milionów|miliona", "mld": "jeden miliard|miliardy|miliardów|miliarda",
            "tys.": "tysiąc|tysiące|tysięcy|tysiąca"},
    abbreviations={
        "o godz.": "o godzinie", "O godz.": "O godzinie", "od godz.": "od godziny", "do godz.": "do godziny",
        "np.": "na przykład", "itd.": "i tak dalej", "itp.": "i tym podobne", "tj.": "to jest", "tzn.": "to znaczy",
        "m.in.": "między innymi", "ok.": "około", "dr": "doktor", "prof.": "profesor", "nr": "numer", "str.": "strona",
        "p.n.e.": "przed naszą erą", "n.e.": "naszej ery", "św.": "święty", "ul.": "ulica", "tzw.": "tak zwany",
        "rozdz.": "rozdział", "rys.": "rysunek", "tel.": "telefon", "maks.": "maksymalnie", "min.": "minimum",
        "wg": "według", "inż.": "inżynier", "mgr": "magister",
    },
    signs={"&": "i", "+": "plus", "=": "równa się", "%": "procent", "±": "plus minus", "×": "razy", "≈": "około",
           "@": "małpa", "§": "paragraf"},
    ordinal=r"(?<![\w.,])()(\d{1,3})\.()(?= (?:wiek|rozdział|tom|dzień|rok|raz)\b)",
    ordinal_cases=(("day", _OF), ("(?:[Oo]|[Oo]d|[Dd]o|[Pp]o|[Pp]rzed)(?: godzin(?:ie|y))?", _AT),
                   ("hour", ((r"y\b", "a"), (r"(?<=[cg])i\b", "ia")))),
    day_is_ordinal=True,
    year_ordinals=((r"\b(?:stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|"
                    r"grudnia) #(?: roku\b| r\.)?", " roku", _OF),
                   (r"\b[Ww] #(?: roku\b| r\.)", " roku", _IN), (r"#(?: roku\b| r\.)", " roku", _OF)),
    romans=((r"\b[Ww]e? #(?= wieku)", "ordinal", _IN), (r"#(?= wieku)", "ordinal", _OF),
            (r"#(?= wiek\b)", "ordinal", ()),
            (r"\b[Rr]ozdział #(?!\w)", "ordinal", ())),
    feminine=((r"\bdwa$", "dwie"),),
)  # fmt: skip
