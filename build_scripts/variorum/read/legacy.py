"""Bytes that are no Unicode -> text, by asking which language in which encoding would write them most often.

A naive Bayes classifier over the characters beyond ASCII: each profile is a language's letters beyond ASCII, most
frequent first, and the encodings it was written in. Short texts are where general detectors fail and where this does
well, because it asks only about languages and encodings that news was written in. What fits no profile is left to
charset-normalizer.
"""

import codecs
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from charset_normalizer import from_bytes

SAMPLE = 200_000
CHARACTERS = 3_000

# Natural logarithms of how likely a character is; differences of 1 or 2 do not matter.
FLOOR = -9.0
TYPOGRAPHY = -3.0
CAPITAL = -2.5
CAPITAL_WITHIN = -6.0
STRANGE_NEIGHBOUR = -3.0
SIGN_WITHIN_WORD = -6.0
NO_KANA = -2.0
FITS = -6.5

_TYPOGRAPHIC = frozenset("’‘“”„‚…–—«»‹›•·°§©®™€£\u00a0№")
_WITHIN_WORDS = frozenset("’‘–—·\u00a0")
_BEYOND = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True)
class Profile:
    """A language: its letters beyond ASCII, most frequent first, and the encodings it was written in."""

    language: str
    letters: str
    encodings: tuple[str, ...]
    latin: bool = True


WESTERN = ("cp1252", "mac_roman", "cp850")
CENTRAL = ("cp1250", "iso8859_2")
CYRILLIC = ("cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic")

# Earlier profiles win ties: a text whose only marks are curly quotes is Windows-1252.
PROFILES = (
    Profile("English", "é", WESTERN),
    Profile("French", "éèàêçôûîâùïëœ", WESTERN),
    Profile("German", "üäöß", WESTERN),
    Profile("Spanish", "óíáéñúü", WESTERN),
    Profile("Portuguese", "ãçáéíóõêâàúô", WESTERN),
    Profile("Italian", "àèùòéì", WESTERN),
    Profile("Swedish, Finnish", "äöåé", WESTERN),
    Profile("Danish, Norwegian", "åøæé", WESTERN),
    Profile("Dutch", "ëéïöü", WESTERN),
    Profile("Icelandic", "áíðóöéþúæý", WESTERN),
    Profile("Polish", "łęąóżśćńź", CENTRAL),
    Profile("Czech", "íáéěřčšžýůúťňďó", CENTRAL),
    Profile("Slovak", "áíéčšžýúľťňôäďóĺŕ", CENTRAL),
    Profile("Hungarian", "éáóöőüíúű", CENTRAL),
    Profile("Croatian, Slovene", "čšžćđ", CENTRAL),
    Profile("Romanian", "ăîţşâ", CENTRAL),
    Profile("Turkish", "ıüğşçöâ", ("cp1254",)),
    Profile("Lithuanian", "ėšųįžūąčę", ("cp1257",)),
    Profile("Latvian", "āīēšūņļžčķģ", ("cp1257",)),
    Profile("Russian", "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", CYRILLIC, latin=False),
    Profile("Ukrainian", "оанивіетрсклдумпязьгбчйхжшюцщїєфґ", ("cp1251", "koi8_u"), latin=False),
    Profile("Bulgarian", "аоиетнрсвлкдпмзъгяубчщйцжхшфюь", CYRILLIC, latin=False),
    Profile("Serbian", "аоиенрстјвкдулпмгзбчцшћжњљхфђџ", ("cp1251", "iso8859_5"), latin=False),
    Profile("Greek", "αοιτενσηρπκυλςμωίάόέγδθήχφύβώξζψϊ", ("cp1253", "iso8859_7"), latin=False),
    Profile("Hebrew", "יוהלארמבתשנעדכקחפםטןגצזסךףץ", ("cp1255", "iso8859_8"), latin=False),
    Profile("Arabic", "الينمورتبةعدسفهكقأحجشطصخىإضذزثئءغآؤظ،؟", ("cp1256", "iso8859_6"), latin=False),
    Profile("Thai", "านรอกเงมยลวดทสต่้ัีิะปบคหแไุูจพใชขโ์ำ", ("cp874",), latin=False),
)

# Encodings of other systems than Windows are rarer, so they need more than a letter or two to be believed.
_PRIOR = {
    **dict.fromkeys(("mac_roman", "mac_cyrillic", "cp850", "iso8859_7", "iso8859_8", "iso8859_6"), -15.0),
    **dict.fromkeys(("iso8859_2", "iso8859_5", "koi8_r", "koi8_u", "cp866"), -5.0),
    **dict.fromkeys(("cp1250", "cp1254", "cp1257"), -1.5),
}

# Scripts of two bytes a character: what is common there, and how likely the rest is.
_KANA = re.compile(r"[\u3041-\u30fc]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_EAST_TYPOGRAPHY = frozenset("、。，！？：；「」『』（）《》“”‘’—…·・〜～％ー　")
_SIMPLIFIED = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作"
)
_TRADITIONAL = frozenset(
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作"
)
_SYLLABLES = frozenset("이다는의에을를가은고하지한로서기도인자시사리나라어대정부국장과들그으해일전아만수보")
COMMON_EAST = -4.5
LESS_COMMON = {"gb18030": -8.5, "big5hkscs": -8.5, "cp949": -7.5, "cp932": -7.5, "euc_jp": -7.5}
RARE_EAST = -13.0

# Windows-1252 as browsers read it: undefined bytes are control characters.
_WESTERN_TABLE = "".join(bytes([n]).decode("cp1252", "ignore") or chr(n) for n in range(256))


def western(data: bytes) -> str:
    """Return bytes read as Windows-1252, in which every byte means something."""
    return codecs.charmap_decode(data, "strict", _WESTERN_TABLE)[0]


def guess(data: bytes) -> tuple[str, str] | None:
    """Return the text of bytes in an older encoding and the codec's name, or None if they fit none."""
    ranked = sorted(_candidates(data[:SAMPLE]), key=lambda pair: -pair[0])
    for score, encoding in ranked:
        text = _whole(data, encoding) if score > FITS else None
        if text is not None:
            return text, encoding
    other = from_bytes(data[:SAMPLE]).best()
    text = _whole(data, other.encoding) if other else None
    return (text, other.encoding) if other and text is not None else None


def _whole(data: bytes, encoding: str) -> str | None:
    """Return all of the text, or None if it is not all in the encoding."""
    try:
        return western(data) if encoding == "cp1252" else data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _candidates(data: bytes) -> Iterator[tuple[float, str]]:
    """Yield each encoding the bytes could be in, with the mean likelihood of a byte beyond ASCII."""
    high = max(1, min(CHARACTERS, sum(byte > 127 for byte in data)))
    for profile in PROFILES:
        for encoding in profile.encodings:
            text = _beginning(data, encoding)
            if text is not None:
                yield (_likelihood(text, profile) + _PRIOR.get(encoding, 0.0)) / high, encoding
    for encoding in LESS_COMMON:
        text = _beginning(data, encoding)
        if text is not None:
            yield _eastern(_east_sample(text), encoding) / high, encoding


def _beginning(data: bytes, encoding: str) -> str | None:
    """Return the text of bytes that may end within a character; None if they are not of the encoding."""
    try:
        return western(data) if encoding == "cp1252" else codecs.getincrementaldecoder(encoding)().decode(data)
    except UnicodeDecodeError:
        return None


def _likelihood(text: str, profile: Profile) -> float:
    """Return how likely a text's characters beyond ASCII are in a language."""
    weights = _weights(profile)
    places = (match.start() for match in islice(_BEYOND.finditer(text), CHARACTERS))
    return sum(_letter(text, place, weights, profile.latin) for place in places)


@cache
def _weights(profile: Profile) -> dict[str, float]:
    """Return the likelihood of each letter: the further down the list, the rarer."""
    count = len(profile.letters)
    return {letter: -math.log(count / 4 + 1) - 4 * rank / count for rank, letter in enumerate(profile.letters)}


def _letter(text: str, place: int, weights: dict[str, float], latin: bool) -> float:
    """Return the likelihood of one character where it stands."""
    char, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if char in _TYPOGRAPHIC or char in "¿¡":
        within = before.isalpha() and (after.isalpha() or char in "¿¡") and char not in _WITHIN_WORDS
        return TYPOGRAPHY + SIGN_WITHIN_WORD * within
    weight = weights.get(char)
    if weight is None:
        weight = weights.get(char.lower(), FLOOR) + (CAPITAL_WITHIN if before.islower() else CAPITAL)
    ascii_neighbours = sum(side.isascii() and side.isalpha() for side in (before, after))
    other_neighbours = sum(not side.isascii() and side.isalpha() for side in (before, after))
    return weight + STRANGE_NEIGHBOUR * ((other_neighbours == 2) if latin else (ascii_neighbours > 0))


def _east_sample(text: str) -> list[str]:
    """Return as many characters beyond ASCII as the single-byte encodings are judged by, in bytes."""
    return [match.group() for match in islice(_BEYOND.finditer(text), CHARACTERS // 2)]


def _eastern(sample: list[str], encoding: str) -> float:
    """Return how likely characters are in an encoding of East Asia; Japanese without kana is hardly ever seen."""
    japanese = encoding in ("cp932", "euc_jp")
    missing = NO_KANA if japanese and not any(map(_KANA.match, sample)) else 0.0
    return sum(_east(char, encoding) + missing for char in sample)


def _east(char: str, encoding: str) -> float:
    """Return the likelihood of a character in an encoding of East Asia."""
    if char in _EAST_TYPOGRAPHY:
        return COMMON_EAST
    script, common = _EAST[encoding]
    if char in common or (encoding in ("cp932", "euc_jp") and _KANA.match(char)):
        return COMMON_EAST
    return LESS_COMMON[encoding] if script.match(char) and _everyday(char, encoding) else RARE_EAST


def _everyday(char: str, encoding: str) -> bool:
    """Tell whether a character is in the first level of its standard, which lists the common ones."""
    first, last = _LEVELS[encoding]
    return first <= char.encode(encoding)[0] <= last


_EAST = {
    "gb18030": (_HAN, _SIMPLIFIED),
    "big5hkscs": (_HAN, _TRADITIONAL),
    "cp949": (_HANGUL, _SYLLABLES),
    "cp932": (_HAN, frozenset("日年人")),
    "euc_jp": (_HAN, frozenset("日年人")),
}
_LEVELS = {
    "gb18030": (0xB0, 0xD7),
    "big5hkscs": (0xA4, 0xC6),
    "cp949": (0xB0, 0xC8),
    "cp932": (0x88, 0x98),
    "euc_jp": (0xB0, 0xCF),
}
