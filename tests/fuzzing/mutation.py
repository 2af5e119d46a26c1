"""Spoils a file by its structure: members of packages, elements and attributes, records of old workbooks, bytes."""

import io
import re
import struct
import zipfile
from collections.abc import Callable
from random import Random

MARKUP = re.compile(r"<[^>]*>|[^<]+")
PLAIN = re.compile(r'[\[\]{},:;"\n\t]|[^\[\]{},:;"\n\t]+')
ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
VALUES = (
    *("0", "1", "-1", "2", "199", "200", "65535", "65536", "1048576", "4294967296", "99999999999999999999"),
    *(
        "1e309",
        "NaN",
        "true",
        "false",
        "",
        " ",
        "A1",
        "A0",
        "XFD1048576",
        "ZZZZZZZ9",
        "A1:XFD1048576",
        "A9:A1",
    ),
    *("s", "str", "b", "e", "d", "n", "inlineStr", "../../../etc/passwd", "http://127.0.0.1:9/x"),
    *(
        "restart",
        "line-through",
        "F0FE",
        "110000",
        "gb2312",
        "utf-7",
        "\ud7ff\uffff",
        "\u2060",
        "&#0;",
        "&x;",
    ),
)
PIECES = (
    *(
        "<strike/>",
        "<s>x</s>",
        "<f>1+1</f>",
        "<f t='shared' si='0'/>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?x?>",
    ),
    *(
        "<!DOCTYPE a [<!ENTITY b 'c'>]>",
        "&b;",
        "<w:ins/>",
        "<w:vMerge/>",
        "<w:gridSpan w:val='9'/>",
        "<w:tbl>",
    ),
    *(
        "<w:sdt><w:sdtContent>",
        "<w:altChunk r:id='a'/>",
        "<table>",
        "</table>",
        "<td rowspan='9' colspan='9'>",
    ),
    *(
        "<tr>",
        "</tr>",
        "<mergeCell ref='A1:XFD1048576'/>",
        "<row r='1048576'>",
        "<c/>",
        "<c r='C9' t='s'><v>9</v></c>",
    ),
    *(
        "一、服务",
        "1.1就业",
        "√",
        "口政府网站",
        "公开事项",
        "序号",
        "公开依据",
        "注：略",
        "清单",
        "\u2060",
        "\u0000",
    ),
    *(
        '"',
        "\\ud800",
        "\\u0000",
        "[[[[",
        "null",
        "1e999",
        "NaN",
        '{"level":1}',
        "其他" * 40,
        "=1+1",
        "\ufeff",
        "\r",
    ),
)
NUMBERS = (0, 1, 2, 0x7F, 0xFF, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF)


def mutated(data: bytes, chance: Random) -> bytes:
    """Return a file with one to four things spoiled; the same chance spoils the same."""
    for _ in range(chance.randint(1, 4)):
        data = _once(data, chance)
    return data


def members_of(data: bytes) -> dict[str, bytes] | None:
    """Return the members of a package by name; None where it is none that opens."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return {one.filename: package.read(one) for one in package.infolist() if one.file_size < 1 << 20}
    except (zipfile.BadZipFile, ValueError, KeyError, NotImplementedError, RuntimeError, OSError, EOFError):
        return None
    except Exception as error:  # noqa: BLE001 - a spoiled package may break the library in any way
        assert type(error).__module__ in {"zlib", "struct", "builtins", "lzma"}, error  # noqa: PT017
        return None


def package_of(members: dict[str, bytes]) -> bytes:
    """Return a package of these members, unpacked as they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, one in members.items():
            package.writestr(zipfile.ZipInfo(name), one)
    return out.getvalue()


def _once(data: bytes, chance: Random) -> bytes:
    if data.startswith(b"PK") and chance.random() < 0.9 and (members := members_of(data)):
        return package_of(_members(members, chance))
    if data.startswith(b"\xd0\xcf") and chance.random() < 0.8:
        return _record(data, chance)
    return _text(data, chance) if _is_text(data) and chance.random() < 0.9 else _bytes(data, chance)


def _is_text(data: bytes) -> bool:
    return b"\x00" not in data[:64]


def _members(members: dict[str, bytes], chance: Random) -> dict[str, bytes]:
    """Spoil a member, most of all one with the table; sometimes drop, rename, copy or add one."""
    names = list(members)
    telling = [one for one in names if "sheet" in one or "document" in one or "workbook" in one] or names
    name, told = chance.choice(telling if chance.random() < 0.8 else names), chance.random()
    if told < 0.85:
        return members | {
            name: _text(members[name], chance) if chance.random() < 0.95 else _bytes(members[name], chance)
        }
    if told < 0.9:
        return {one: text for one, text in members.items() if one != name}
    if told < 0.95:
        return {(chance.choice(names) if one == name else one): text for one, text in members.items()}
    return members | {
        chance.choice(("xl/externalLinks/externalLink1.xml", "content.xml", "xl/x.xml")): members[name]
    }


def _text(data: bytes, chance: Random) -> bytes:
    text = data.decode("utf-8", errors="surrogateescape")
    tokens: list[str] = (MARKUP if "<" in text else PLAIN).findall(text)
    if not tokens:
        return chance.choice(PIECES).encode("utf-8", errors="surrogatepass")
    chance.choice(TOKEN_ACTS)(tokens, chance)
    return "".join(tokens).encode("utf-8", errors="surrogateescape")


def _drop(tokens: list[str], chance: Random) -> None:
    at = chance.randrange(len(tokens))
    del tokens[at : at + chance.choice((1, 1, 1, 5, 40))]


def _repeat(tokens: list[str], chance: Random) -> None:
    at = chance.randrange(len(tokens))
    piece = tokens[at : at + chance.choice((1, 2, 10, 60))]
    tokens[at:at] = piece * min(chance.choice((1, 2, 9, 400)), 20_000 // max(1, sum(map(len, piece))) + 1)


def _swap(tokens: list[str], chance: Random) -> None:
    one, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
    tokens[one], tokens[other] = tokens[other], tokens[one]


def _insert(tokens: list[str], chance: Random) -> None:
    tokens.insert(chance.randrange(len(tokens) + 1), chance.choice(PIECES))


def _value(tokens: list[str], chance: Random) -> None:
    """Give an attribute, or a text, another value."""
    having = [at for at, one in enumerate(tokens) if ATTRIBUTE.search(one)]
    if not having or chance.random() < 0.3:
        tokens[chance.randrange(len(tokens))] = chance.choice(VALUES)
        return
    at = chance.choice(having)
    match = chance.choice(list(ATTRIBUTE.finditer(tokens[at])))
    tokens[at] = (
        f'{tokens[at][: match.start()]}{match[1]}="{chance.choice(VALUES)}"{tokens[at][match.end() :]}'
    )


TOKEN_ACTS: tuple[Callable[[list[str], Random], None], ...] = (_drop, _repeat, _swap, _insert, _value, _value)


def _record(data: bytes, chance: Random) -> bytes:
    """Spoil a record of an old workbook: a number in it, its type, or its length."""
    begin = data.find(b"\x09\x08\x10\x00")
    places: list[tuple[int, int]] = []
    while 0 <= begin <= len(data) - 4 and len(places) < 20_000:
        kind, length = struct.unpack_from("<HH", data, begin)
        if not kind and not length:
            break
        places.append((begin, length))
        begin += 4 + length
    if not places:
        return _bytes(data, chance)
    at, length = chance.choice(places)
    spoiled = bytearray(data)
    field = at + chance.choice((0, 2, *([4 + chance.randrange(max(1, length))] * 8)))
    number = chance.choice(NUMBERS) if chance.random() < 0.7 else chance.randrange(0x10000)
    if field + 2 <= len(spoiled):
        struct.pack_into("<H", spoiled, field, number)
    return bytes(spoiled)


def _bytes(data: bytes, chance: Random) -> bytes:
    spoiled, at = bytearray(data), chance.randrange(len(data) + 1)
    told = chance.randrange(5)
    if told == 0:
        del spoiled[at:]
    elif told == 1:
        del spoiled[at : at + chance.choice((1, 4, 512))]
    elif told == 2:
        spoiled[at:at] = spoiled[at : at + chance.choice((1, 8, 512))]
    elif at + 4 <= len(spoiled):
        spoiled[at : at + 2] = struct.pack(
            "<H", chance.choice(NUMBERS) if told == 3 else chance.randrange(0x10000)
        )
    return bytes(spoiled)
