"""Reading bytes: encodings, limits, files that are no text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import ImportFileError
from annotations.importers import source as source_module
from annotations.importers.source import Source

RUSSIAN = (
    "Государственный банк представил собственную языковую модель. По словам председателя, она освободит страну от "
    "западной монополии. Критики отвечают, что специалисты уезжают быстрее, чем их готовят."
)
FRENCH = (
    "L’État présente son modèle. À l’étranger, on s’étonne : « où sont les données ? », demande un élève très sévère."
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1251", "koi8-r"])
def test_russian_in_the_usual_encodings(encoding):
    assert Source(Path("a.txt"), RUSSIAN.encode(encoding)).text.removeprefix("\ufeff") == RUSSIAN


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-16-le", "utf-16-be"])
def test_french_with_and_without_byte_order_mark(encoding):
    assert Source(Path("a.txt"), FRENCH.encode(encoding)).text == FRENCH


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Die größte Bank des Landes führt ein eigenes Modell ein; über die Kosten schweigen die Behörden.", "cp1252"),
        ("O banco apresentou o seu próprio modelo. Não há informação sobre a proteção de dados.", "cp1252"),
        ("The bank’s “own” model costs £5 — a café’s price.", "cp1252"),
        ("Bank państwowy przedstawił własny model językowy. Źródła mówią, że się opóźni.", "cp1250"),
        ("Státní banka představila vlastní jazykový model. Odborníci říkají, že příliš spěchá.", "cp1250"),
        ("Devlet bankası kendi dil modelini tanıttı; bağımlılığı azaltacağı söyleniyor.", "cp1254"),
        ("Η κρατική τράπεζα παρουσίασε το δικό της γλωσσικό μοντέλο. Οι επικριτές απαντούν.", "cp1253"),
        ("国家银行发布了自己的语言模型。批评者回应。", "gb18030"),
    ],
)
def test_short_texts_in_old_encodings(text, encoding):
    assert Source(Path("a.txt"), text.encode(encoding)).text == text


def test_declared_encoding_is_believed_if_it_fits():
    page = f"<html><head><meta charset='windows-1251'></head><body>{RUSSIAN}</body></html>"
    assert RUSSIAN in Source(Path("a.html"), page.encode("cp1251")).text
    lying = page.replace("windows-1251", "koi8-r")
    assert RUSSIAN in Source(Path("a.html"), lying.encode("utf-8")).text


def test_a_declaration_cannot_choose_a_codec_that_is_no_encoding():
    page = b"<meta charset='rot13'>\xe9t\xe9 \xe0 la campagne, o\xf9 l'on s'\xe9tonne"
    assert "rot" not in Source(Path("a.html"), page).encoding.replace("rot13'", "")


@given(st.text(min_size=1), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_any_text_survives_unicode_encodings(text, encoding):
    if encoding == "utf-8" and ("\0" in text or not text.isprintable()):
        return  # without a mark, control characters make it a binary file, rightly
    data = text.encode(encoding)
    if data.startswith((b"\xff\xfe\x00\x00",)) and encoding == "utf-16":
        return
    assert Source(Path("a.txt"), data).text.removeprefix("\ufeff") == text.removeprefix("\ufeff")


@given(st.binary(max_size=2000))
def test_no_bytes_break_the_guessing(data):
    source = Source(Path("a.txt"), data)
    if source.encoding:
        assert isinstance(source.text, str)
    else:
        with pytest.raises(ImportFileError, match="not a text file"):
            _ = source.text


def test_a_few_damaged_letters_do_not_make_another_encoding_of_it(press, read_one):
    data = RUSSIAN.encode("utf-8")
    path = press.write("a.txt", b"Headline\n" + data + b"\xff\xfe" + data)
    draft = read_one(path)
    assert RUSSIAN in draft.text
    assert any("damaged" in warning for warning in draft.warnings)


def test_refusals(tmp_path, monkeypatch):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b" \n\x00")
    monkeypatch.setattr(source_module, "LARGEST_FILE", 1024 * 1024)
    big = tmp_path / "big.txt"
    big.write_bytes(b"a" * (1024 * 1024 + 1))
    for path, words in (
        (empty, "is empty"),
        (big, "larger than 1 MB"),
        (tmp_path / "gone.txt", "not a file"),
        (tmp_path, "not a file"),
    ):
        with pytest.raises(ImportFileError, match=words) as refused:
            Source.read(path)
        assert refused.value.remedy
        assert refused.value.path == path
