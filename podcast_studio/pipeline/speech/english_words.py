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
    "₹": ("rupee", "paisa", "paise"),
    "₽": ("rouble", "kopeck", "kopecks"),
    "₩": ("won", "jeon", "jeon"),
    "₺": ("lira", "kurus", "kurus"),
    "₪": ("shekel", "agora", "agorot"),
    "₿": ("bitcoin", "cent", "cents"),
}
INVARIABLE_MONEY = frozenset({"yen", "won", "lira", "renminbi"})
DOLLARS = {
    "US": "US", "A": "Australian", "AU": "Australian", "C": "Canadian", "CA": "Canadian", "HK": "Hong Kong",
    "NZ": "New Zealand", "S": "Singapore",
}  # fmt: skip
CURRENCIES = {
    "USD": "US dollars", "EUR": "euros", "GBP": "pounds", "CHF": "Swiss francs", "JPY": "yen", "CNY": "yuan",
    "INR": "Indian rupees", "AUD": "Australian dollars", "CAD": "Canadian dollars", "NZD": "New Zealand dollars",
    "SEK": "Swedish kronor", "NOK": "Norwegian kroner", "DKK": "Danish kroner", "PLN": "zlotys", "CZK": "Czech korunas",
    "BRL": "Brazilian reais", "ZAR": "rand", "MXN": "Mexican pesos", "RUB": "roubles", "KRW": "won",
}  # fmt: skip
SCALES = {
    "bn": "billion", "B": "billion", "Bn": "billion", "m": "million", "M": "million", "mn": "million", "mln": "million",
    "mio": "million", "Mio": "million", "k": "thousand", "K": "thousand", "tn": "trillion", "T": "trillion",
    "trn": "trillion", "mil": "million",
}  # fmt: skip
COUNTED_IN_MILLIONS = (
    "people|users|customers|dollars|euros|pounds|downloads|copies|jobs|homes|households|visitors|children|women|men|"
    "voters|barrels|tonnes|tons|inhabitants|residents|subscribers|passengers|students|patients|years|views|others"
)
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
    "m/s": "metres per second", "sq ft": "square feet", "sq m": "square metres", "sq km": "square kilometres",
    "sq mi": "square miles", "cu ft": "cubic feet", "mm²": "square millimetres", "mm³": "cubic millimetres",
    "km³": "cubic kilometres", "mi": "miles", "nmi": "nautical miles", "dl": "decilitres", "dL": "decilitres",
    "cl": "centilitres", "hl": "hectolitres", "µl": "microlitres", "μl": "microlitres", "t": "tonnes", "px": "pixels",
    "Wh": "watt hours", "kWp": "kilowatts peak", "mW": "milliwatts", "TW": "terawatts", "mV": "millivolts",
    "MV": "megavolts", "mAh": "milliampere hours", "Ah": "ampere hours", "kVA": "kilovolt amperes", "THz": "terahertz",
    "Ω": "ohms", "kΩ": "kiloohms", "MΩ": "megaohms", "mΩ": "milliohms", "µF": "microfarads", "nF": "nanofarads",
    "pF": "picofarads", "Pa": "pascals", "MPa": "megapascals", "GPa": "gigapascals", "mbar": "millibars",
    "psi": "pounds per square inch", "mmHg": "millimetres of mercury", "kN": "kilonewtons", "Nm": "newton metres",
    "kJ": "kilojoules", "MJ": "megajoules", "GJ": "gigajoules", "mol": "moles", "mmol": "millimoles", "lx": "lux",
    "lm": "lumens", "mSv": "millisieverts", "µSv": "microsieverts", "μSv": "microsieverts", "Bq": "becquerels",
    "ppb": "parts per billion", "KiB": "kibibytes", "MiB": "mebibytes", "GiB": "gibibytes", "TiB": "tebibytes",
    "PB": "petabytes", "kbit": "kilobits", "Mbit": "megabits", "Gbit": "gigabits", "kbps": "kilobits per second",
    "Mbps": "megabits per second", "Gbps": "gigabits per second", "dpi": "dots per inch",
    "rpm": "revolutions per minute",
    "fps": "frames per second", "µs": "microseconds", "μs": "microseconds", "ns": "nanoseconds", "sec": "seconds",
    "secs": "seconds", "mins": "minutes", "hr": "hours", "h": "hours", "yr": "years", "yrs": "years", "wks": "weeks",
    "mos": "months",
}  # fmt: skip
SPEEDS = {unit: UNITS[unit] for unit in ("km/h", "m/s", "m/s²")}  # also without a figure
PER = {
    "s": "second", "h": "hour", "d": "day", "a": "year", "wk": "week", "yr": "year", "person": "person", "day": "day",
    "year": "year", "month": "month", "week": "week", "hour": "hour", "capita": "capita",
}  # fmt: skip
PER_HEAD = (  # below a stroke, beside the units themselves
    "kg|g|t|lb|oz|l|L|km|m|m²|m³|sq ft|ft|ton|tonne|MWh|kWh|GB|h|hr|piece|seat|user|share|unit|room|ticket|item"
)
ONE = {"feet": "foot", "hertz": "hertz", "lux": "lux"}
ABBREVIATIONS = {
    "e.g.": "for example", "i.e.": "that is", "etc.": "and so on", "vs.": "versus", "approx.": "approximately",
    "Dr.": "Doctor", "Mr.": "Mister", "Mrs.": "Missus", "Prof.": "Professor", "cf.": "compare", "et al.": "and others",
    "ca.": "about", "a.m.": "AM", "p.m.": "PM", "Jr.": "Junior", "Sr.": "Senior", "a.k.a.": "also known as",
    "viz.": "namely", "Ph.D.": "PhD", "Ms.": "Miz", "Ms": "Miz", "incl.": "including", "excl.": "excluding",
    "approx": "approximately", "vs": "versus", "eg": "for example", "E.g.": "For example", "I.e.": "That is",
    "N.B.": "Note that", "n.b.": "note that", "ibid.": "in the same place", "resp.": "respectively",
    "esp.": "especially", "misc.": "miscellaneous", "w.r.t.": "with respect to", "i.a.": "among others",
    "Mon.": "Monday", "Tue.": "Tuesday", "Tues.": "Tuesday", "Wed.": "Wednesday", "Thu.": "Thursday",
    "Thurs.": "Thursday", "Fri.": "Friday",
}  # fmt: skip
WEEKDAYS = {
    "Mon": "Monday", "Tue": "Tuesday", "Tues": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday", "Thur": "Thursday",
    "Thurs": "Thursday", "Fri": "Friday", "Sat": "Saturday", "Sun": "Sunday",
}  # fmt: skip
TITLES = {  # before a name
    "St": "Saint", "Mt": "Mount", "Gov": "Governor", "Gen": "General", "Sen": "Senator", "Rep": "Representative",
    "Lt": "Lieutenant", "Capt": "Captain", "Col": "Colonel", "Sgt": "Sergeant", "Maj": "Major", "Rev": "Reverend",
    "Hon": "Honourable", "Pres": "President", "Ft": "Fort", "Univ": "University",
}  # fmt: skip
AFTER_NAMES = {
    "Inc": "Incorporated", "Ltd": "Limited", "Corp": "Corporation", "Co": "Company", "Ave": "Avenue",
    "Blvd": "Boulevard",
    "Rd": "Road", "Dept": "Department", "Bros": "Brothers",
}  # fmt: skip
BEFORE_FIGURES = {
    "Nos": "numbers", "nos": "numbers", "Ch": "chapter", "ch": "chapter", "Chs": "chapters", "Sec": "section",
    "Sect": "section", "Eq": "equation", "Eqs": "equations", "Fig": "figure", "fig": "figure", "Figs": "figures",
    "figs": "figures", "Vol": "volume", "vol": "volume", "Vols": "volumes", "Art": "article", "art": "article",
    "Arts": "articles", "Para": "paragraph", "para": "paragraph", "paras": "paragraphs", "cl": "clause",
    "p": "page", "P": "page", "pp": "pages", "Pp": "pages", "Tab": "table", "App": "appendix", "Ex": "example",
    "est": "established", "Est": "established", "max": "maximum", "min": "minimum", "Max": "maximum", "Min": "minimum",
    "tel": "telephone", "Tel": "telephone", "ext": "extension", "approx": "approximately", "v": "version",
}  # fmt: skip
EXTENSIONS = {  # of file names, and how they are said
    "txt": "TXT", "pdf": "PDF", "md": "MD", "csv": "CSV", "html": "HTML", "htm": "HTM", "css": "CSS", "js": "JS",
    "ts": "TS", "py": "py", "json": "json", "yaml": "yaml", "yml": "YML", "toml": "toml", "xml": "XML", "sql": "SQL",
    "sh": "SH", "exe": "exe", "dll": "DLL", "zip": "zip", "tar": "tar", "gz": "GZ", "docx": "doc X", "doc": "doc",
    "xlsx": "XLSX", "xls": "XLS", "pptx": "PPTX", "odt": "ODT", "epub": "e-pub", "rtf": "RTF", "jpg": "JPEG",
    "jpeg": "JPEG", "png": "PNG", "gif": "gif", "svg": "SVG", "mp3": "MP3", "mp4": "MP4", "wav": "wav", "log": "log",
    "ini": "ini", "cfg": "CFG", "conf": "conf", "cpp": "CPP", "java": "java", "rs": "RS", "ipynb": "I-pynb",
    "gguf": "GGUF", "onnx": "onnx",
}  # fmt: skip
NOT_CODE = frozenset({"eBay", "arXiv"})
STANDARDS = "ISO(?:/IEC)?|IEC|EN|DIN|BS|IEEE|ASTM|ANSI"
PLAIN_IN_CAPITALS = frozenset(
    """THE AND NOT OF TO FOR IN ON IS ARE YOU YOUR WITH THIS THAT ALL NO DO BE IT FROM BY BEFORE AFTER ONLY NEVER ALWAYS
    WARNING IMPORTANT PLEASE MUST WILL SHALL WE CHAPTER PART INTRODUCTION CONTENTS SUMMARY END HOT DANGER CAUTION
    KEEP OPEN READ""".split()
)
ACRONYMS = frozenset(
    """USA US UK EU UN NATO NASA UNESCO UNICEF FBI CIA BBC CNN IBM HTML PDF API SQL DNA RNA AIDS HIV CPU GPU RAM USB
    GPS CEO CFO CTO HR PR TV PC LED LCD ATM DVD CD VAT GDP NGO OECD IMF ISO DIN IEC HTTP HTTPS URL XML JSON CSV AI ML
    WHO FAQ PIN SIM SMS MRI CT ECG EEG UV LPG CNC""".split()
) - {"US", "WHO", "PIN", "SIM", "CT", "PR", "HR"}  # in a shout these are as likely words
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
    "∑": " sum ", "∫": " integral ", "∂": " d ", "∈": " in ", "∝": " is proportional to ", "⇒": " so ",
    "←": " from ", "↔": " and ", "∓": " minus or plus ", "≪": " far less than ", "≫": " far more than ",
    "≡": " is the same as ", "·": " ", "∅": " the empty set ", "∩": " and ", "∪": " or ",
    "@": " at ", "#": " ", "№": " number ", "§": " section ", "¢": " cents ", "…": "... ", "/": " or ",
    "√": " the square root of ",
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
    Title Article Scene Series Episode Season Annex Step Division Schedule Volume Apollo Gemini Saturn Rocky Fantasy
    Bowl Vatican Factor Rule Item Figure Factor Vatican Tier Zone Dynasty""".split()
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
