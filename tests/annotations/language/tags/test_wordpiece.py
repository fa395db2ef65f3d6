"""Word pieces as the model's own tokenizer makes them; the expected ones were read off that."""

import pytest

from annotations.language.tags.wordpiece import MOST_PIECES, VOCABULARY, WordPieces


@pytest.fixture(scope="module")
def pieces():
    return WordPieces.load()


@pytest.fixture(scope="module")
def names():
    return VOCABULARY.read_text(encoding="utf-8").split("\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The trawlers came home, empty-handed!", "the tr ##aw ##lers came home , empty - handed !"),
        ("Café “Żółć” — 3,5 % naïveté", "cafe “ z ##o ##ł ##c ” — 3 , 5 % naive ##te"),
        ("Государственный банк", "г ##о ##с ##у ##д ##а ##р ##с ##т ##в ##е ##н ##н ##ы ##и б ##ан ##к"),
        ("東京 tower", "東 京 tower"),
        ("don't e.g. G7", "don ' t e . g . g ##7"),
        ("", ""),
        ("x" * 101, "[UNK]"),
        ("tab\tand\u200bzero width\xa0space", "tab and ##zer ##o width space"),
        (
            "flexibilities of antidisestablishmentarianism",
            "flex ##ib ##ili ##ties of anti ##dis ##est ##ab ##lish ##ment ##arian ##ism",
        ),
        ("a$b^c`d|e~f", "a $ b ^ c ` d | e ~ f"),
    ],
)
def test_pieces_are_those_of_the_models_own_tokenizer(pieces, names, text, expected):
    found = [names[number] for number in pieces.numbers(text)]
    assert (found[0], " ".join(found[1:-1]), found[-1]) == ("[CLS]", expected, "[SEP]")


def test_long_texts_are_cut_and_end_as_others_do(pieces):
    found = pieces.numbers("word " * 500)
    assert len(found) == MOST_PIECES
    assert (found[0], found[-1]) == (101, 102)
