"""The verifier's own arithmetic against answers published elsewhere, and against programs that others wrote."""

import hashlib
import json

import pytest
import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import assume, given
from hypothesis import strategies as st

from ledger import verify
from tests.ledger.bundles import Signer, path, proof, root

LEAVES = [bytes.fromhex(one) for one in ("", "00", "10", "2021", "3031", "40414243")] + [
    bytes(range(0x50, 0x58)),
    bytes(range(0x60, 0x70)),
]
"""The leaves of the reference tests of Certificate Transparency."""
ORDER = 2**252 + 27742317777372353535851937790883648493
PRIME = 2**255 - 19

RFC_8032 = (
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        b"",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        b"\x72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        b"\xaf\x82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        hashlib.sha512(b"abc").digest(),
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
)


def test_roots_of_rfc_6962() -> None:
    assert verify.root_of([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert verify.root_of(LEAVES).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


@given(st.integers(1, 70), st.data())
def test_proofs_made_from_the_definitions_are_accepted_and_only_for_what_they_prove(
    size: int, data: st.DataObject
) -> None:
    leaves = [bytes([number]) for number in range(size)]
    top = root(leaves)
    assert verify.root_of(leaves) == top
    index = data.draw(st.integers(0, size - 1))
    leaf = hashlib.sha256(b"\0" + leaves[index]).digest()
    for other in range(size):
        assert verify.is_included(other, size, leaf, path(index, leaves), top) is (other == index)
    old = data.draw(st.integers(1, size))
    for other in range(1, size + 1):
        found = verify.is_consistent(other, size, root(leaves[:old]), top, proof(old, leaves))
        assert found is (other == old)


@pytest.mark.parametrize(("key", "message", "signature"), RFC_8032)
def test_signatures_of_rfc_8032(key: str, message: bytes, signature: str) -> None:
    point, signed = bytes.fromhex(key), bytes.fromhex(signature)
    assert verify.is_signed(point, message, signed)
    assert not verify.is_signed(point, message + b"x", signed)
    assert not verify.is_signed(point, message, signed[:-1])
    scalar = int.from_bytes(signed[32:], "little") + ORDER
    assert not verify.is_signed(point, message, signed[:32] + scalar.to_bytes(32, "little"))
    for bit in range(0, 512, 7):
        flipped = bytearray(signed)
        flipped[bit // 8] ^= 1 << bit % 8
        assert not verify.is_signed(point, message, bytes(flipped))


@pytest.mark.parametrize(
    "data",
    [
        PRIME.to_bytes(32, "little"),
        (PRIME + 1).to_bytes(32, "little"),
        (2**255 - 1).to_bytes(32, "little"),
        (1 + 2**255).to_bytes(32, "little"),
        (PRIME - 1 + 2**255).to_bytes(32, "little"),
        (2).to_bytes(32, "little"),
        b"\x01" + bytes(30),
        b"",
    ],
)
def test_what_is_no_point_or_another_writing_of_one_is_refused(data: bytes) -> None:
    assert verify.decoded_point(data) is None
    assert not verify.is_signed(data, b"", bytes(64))
    neutral = (1).to_bytes(32, "little")
    assert verify.is_signed(neutral, b"", neutral + bytes(32)), "anything is signed by this weak key"
    assert not verify.is_signed(neutral, b"", data + bytes(32))


@given(st.binary(max_size=80), st.binary(max_size=80), st.integers(1, 250), st.integers(1, 250))
def test_signatures_are_judged_as_openssl_judges_them(
    one: bytes, other: bytes, seed: int, wrong: int
) -> None:
    signer, stranger = Signer(seed=seed), Signer(seed=wrong)
    signature = signer.key.sign(one)
    for key, message in ((signer.public, one), (signer.public, other), (stranger.public, one)):
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
            right = True
        except InvalidSignature:
            right = False
        assert verify.is_signed(key, message, signature) is right


@given(st.binary(max_size=300))
def test_sm3_in_python_is_that_of_openssl(data: bytes) -> None:
    assert verify.sm3(data) == hashlib.new("sm3", data).digest()


def test_sm3_of_its_standard() -> None:
    for data, digest in (
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ):
        assert verify.sm3(data).hex() == digest
        assert verify.hash_of_log("log.example/sm3")(data).hex() == digest
    assert verify.hash_of_log("log.example/sm3x")(b"") == hashlib.sha256(b"").digest()


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
)


@given(values)
def test_canonical_json_is_that_of_rfc8785(value: object) -> None:
    try:
        canonical = rfc8785.dumps(value).decode()  # type: ignore[arg-type]
    except (rfc8785.CanonicalizationError, UnicodeEncodeError):
        assume(False)
        raise
    assert verify.canonical_text(value) == canonical
    assert verify.canonical_value(canonical) == value


@given(values, st.booleans(), st.sampled_from([(",", ":"), (", ", ":"), (",", ": ")]), st.booleans())
def test_any_other_text_of_the_same_value_is_refused(
    value: object, sort: bool, blanks: tuple[str, str], ascii_only: bool
) -> None:
    text = json.dumps(value, sort_keys=sort, separators=blanks, ensure_ascii=ascii_only)
    assume("\\ud" not in text)
    if text == rfc8785.dumps(value).decode():  # type: ignore[arg-type]
        assert verify.canonical_value(text) == value
    else:
        with pytest.raises(verify.RefusedError):
            verify.canonical_value(text)


plain = st.dictionaries(
    st.text("abz:,{}", max_size=3),
    st.text("az:,{}0", max_size=3)
    | st.integers(-9, 9)
    | st.dictionaries(st.text("ab:", max_size=2), st.none() | st.text("b:", max_size=2), max_size=3),
    max_size=4,
)


@given(plain, st.data())
def test_the_short_way_accepts_nothing_that_the_long_way_refuses(
    value: dict[str, object], data: st.DataObject
) -> None:
    text = rfc8785.dumps(value).decode()  # type: ignore[arg-type]
    assert verify.is_plainly_canonical(text, value) or '":' in text
    at = data.draw(st.integers(0, len(text)))
    changed = (
        text[:at] + data.draw(st.text('{}",:ab \\0-', max_size=6)) + text[at + data.draw(st.integers(0, 3)) :]
    )
    try:
        read = json.loads(changed)
    except ValueError:
        return
    if verify.is_plainly_canonical(changed, read) and "-0" not in changed:
        assert rfc8785.dumps(read).decode() == changed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"a":1}}',
        '{"a":1}\n',
        " {}",
        '{"a":1,"a":1}',
        '{"b":1,"a":1}',
        '{"a":{"c":1,"b":1}}',
        "1.5",
        "1e3",
        "-0",
        "9007199254740992",
        "1" * 10_000,
        "NaN",
        "-Infinity",
        '"\\ud800"',
        '"\\u0041"',
        '"\\/"',
        '"\\u001F"',
        '"\x01"',
        "[" * 100_000,
        '{"a":' * 100_000,
    ],
)
def test_texts_that_are_not_canonical_are_refused(text: str) -> None:
    with pytest.raises(verify.RefusedError):
        verify.canonical_value(text)


@given(st.text(), st.integers(0, 10**12))
def test_a_line_is_read_as_it_was_written_in_either_way_and_in_no_other(text: str, index: int) -> None:
    assume(all(not 0xD800 <= ord(char) < 0xE000 for char in text))
    for blanks in ((", ", ": "), (",", ":")):
        for ascii_only in (False, True):
            lines = verify.Lines()
            for number in (index, index + 1):
                parts = {"index": number, "data": text, "leaf_hash": "ab" * 32}
                line = json.dumps(parts, ensure_ascii=ascii_only, separators=blanks) + "\n"
                assert lines.read(line.encode()) == (number, text, "ab" * 32)
            for wrong in (line[:-1], " " + line, line.replace("{", "{ ", 1), line + "\n", line[:-1] + "\r\n"):
                with pytest.raises(verify.RefusedError):
                    lines.read(wrong.encode())
