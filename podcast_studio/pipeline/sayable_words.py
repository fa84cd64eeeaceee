"""How English says what is written short."""

from __future__ import annotations

MONTHS = "January February March April May June July August September October November December".split()
SHORT_MONTH = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
MONTH = f"(?:{'|'.join(MONTHS)}|{SHORT_MONTH})"
MONEY = {
    "$": ("dollar", "cent", "cents"),
    "€": ("euro", "cent", "cents"),
    "£": ("pound", "penny", "pence"),
    "¥": ("yen", "sen", "sen"),
}
SCALES = {"bn": "billion", "m": "million", "k": "thousand"}
UNITS = {
    "km/h": "kilometres per hour", "kph": "kilometres per hour", "mph": "miles per hour",
    "m/s²": "metres per second squared", "km²": "square kilometres",
    "km2": "square kilometres", "m²": "square metres", "m2": "square metres", "m³": "cubic metres",
    "m3": "cubic metres", "cm²": "square centimetres", "cm³": "cubic centimetres", "km": "kilometres",
    "cm": "centimetres", "mm": "millimetres", "µm": "micrometres", "μm": "micrometres", "nm": "nanometres",
    "kg": "kilograms", "mg": "milligrams", "µg": "micrograms", "μg": "micrograms", "g": "grams", "m": "metres",
    "ml": "millilitres", "mL": "millilitres", "l": "litres", "L": "litres", "ha": "hectares", "ft": "feet",
    "yd": "yards", "lb": "pounds", "lbs": "pounds", "oz": "ounces", "kWh": "kilowatt hours",
    "MWh": "megawatt hours", "GWh": "gigawatt hours", "TWh": "terawatt hours", "kW": "kilowatts", "MW": "megawatts",
    "GW": "gigawatts", "W": "watts", "kV": "kilovolts", "V": "volts", "mA": "milliamperes", "kHz": "kilohertz",
    "MHz": "megahertz", "GHz": "gigahertz", "Hz": "hertz", "kB": "kilobytes", "KB": "kilobytes", "MB": "megabytes",
    "GB": "gigabytes", "TB": "terabytes", "dB": "decibels", "hPa": "hectopascals", "kPa": "kilopascals",
    "ms": "milliseconds", "min": "minutes", "hrs": "hours", "°C": "degrees Celsius", "°F": "degrees Fahrenheit",
    "°": "degrees", "%": "percent", "‰": "per mille", "kcal": "kilocalories", "ppm": "parts per million",
    "USD": "US dollars", "EUR": "euros", "GBP": "pounds",
}  # fmt: skip
PER = {"s": "second", "h": "hour", "d": "day"}  # below a stroke, beside the units themselves
ONE = {"feet": "foot", "hertz": "hertz"}
ABBREVIATIONS = {
    "e.g.": "for example", "i.e.": "that is", "etc.": "and so on", "vs.": "versus", "approx.": "approximately",
    "Dr.": "Doctor", "Mr.": "Mister", "Mrs.": "Missus", "Prof.": "Professor", "cf.": "compare", "et al.": "and others",
    "ca.": "about", "a.m.": "AM", "p.m.": "PM", "Jr.": "Junior", "Sr.": "Senior", "a.k.a.": "also known as",
    "viz.": "namely", "Ph.D.": "PhD",
}  # fmt: skip
MAY_END_A_SENTENCE = frozenset({"etc.", "a.m.", "p.m.", "et al.", "Jr.", "Sr."})
FRACTIONS = {
    "½": "one half", "⅓": "one third", "⅔": "two thirds", "¼": "one quarter", "¾": "three quarters",
    "⅕": "one fifth", "⅖": "two fifths", "⅗": "three fifths", "⅘": "four fifths", "⅙": "one sixth",
    "⅚": "five sixths", "⅛": "one eighth", "⅜": "three eighths", "⅝": "five eighths", "⅞": "seven eighths",
}  # fmt: skip
DENOMINATORS = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 64, 100, 1000})
SIGNS = {
    "&": " and ", "+": " plus ", "±": " plus or minus ", "×": " times ", "÷": " divided by ", "=": " equals ",
    "≈": " about ", "≠": " is not ", "≤": " at most ", "≥": " at least ", "→": " to ", "∞": " infinity ",
    "@": " at ", "#": " ", "№": " number ", "§": " section ", "…": "... ", "/": " or ", "√": " the square root of ",
}  # fmt: skip
GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma",
    "τ": "tau", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "gamma", "Δ": "delta", "Θ": "theta",
    "Λ": "lambda", "Π": "pi", "Σ": "sigma", "Φ": "phi", "Ψ": "psi", "Ω": "omega",
}  # fmt: skip
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉"
COUNTED = frozenset(
    """War Chapter Part Volume Act Section Phase Type Table Figure Book Appendix Stage Grade Level Mark Class Category
    Title Article Scene Series Episode Season Annex Step Division Schedule""".split()
)
RULERS = frozenset(
    """Alexander Benedict Catherine Charles Christian Darius Edward Elizabeth Ferdinand Francis Frederick George
    Gregory Gustav Henry Innocent Isabella Ivan James John Joseph Leo Leopold Louis Mary Maximilian Napoleon Nicholas
    Otto Paul Peter Philip Pius Ptolemy Ramesses Ramses Richard Robert Rudolf Seti Thutmose Victoria Wilhelm William
    Xerxes""".split()
)
DOMAINS = "com|org|net|edu|gov|info|io|eu|int|co\\.uk|ac\\.uk|org\\.uk|de|fr|ch|at|nl|it|es|ca"
PATH = r"(?:[/:?#][^\s)\]>\"']*[^\s)\]>\"'.,;:!?])?[/?#]?"  # of a web address, without the sentence's own stop
PERIODS = "second|minute|hour|day|night|week|month|year|person|head|capita"
