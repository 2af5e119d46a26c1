"""Messages: marked for translation, told in English, comparable."""

from values.messages import N_, Message


def test_the_marker_returns_the_sentence_unchanged() -> None:
    assert N_("A sentence.") == "A sentence."


def test_a_message_without_parameters_is_its_own_english_even_with_a_percent_sign() -> None:
    assert Message("100 % done").in_english() == "100 % done"


def test_parameters_stand_in_their_places() -> None:
    message = Message("%(name)s: %(n)s days left", {"name": "青禾县", "n": 3})
    assert message.in_english() == "青禾县: 3 days left"


def test_a_message_within_a_message_is_told_in_english_too() -> None:
    inner = Message("by %(n)s people", {"n": 2})
    assert Message("Signed %(how)s.", {"how": inner}).in_english() == "Signed by 2 people."


def test_equal_messages_are_one_in_a_set() -> None:
    one, same = (Message("%(n)s days", {"n": 3}) for _ in range(2))
    other = Message("%(n)s days", {"n": 4})
    assert {one, same, other} == {one, other}
