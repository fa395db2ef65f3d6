"""Words and their forms: what counts as the same name, and beside it what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.language.word_forms import basic_form, key, tokens, words_of


def fits(name: str, written: str) -> bool:
    words, listed = words_of(name), tokens(written)
    return len(words) == len(listed) and all(word.fits(token) for word, token in zip(words, listed, strict=True))


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Путин", "Путина Путину Путиным Путине"),
        ("Набиуллина", "Набиуллиной Набиуллину Набиуллины"),
        ("Москва", "Москвы Москве Москву Москвой"),
        ("Россия", "России Россию Россией"),
        ("Китай", "Китая Китаю Китаем Китае"),
        ("Кремль", "Кремля Кремлю Кремлём Кремле"),
        ("Зеленский", "Зеленского Зеленскому Зеленским Зеленском"),
        ("Павел", "Павла Павлу Павлом"),
        ("Толстой", "Толстого Толстому Толстым"),
        ("Дмитрий", "Дмитрия Дмитрию Дмитрием"),
        ("Министерство", "Министерства Министерству Министерством Министерстве"),
        ("Агентство", "Агентства"),
        ("МИД", "МИДа МИДу МИДом МИДе"),
        ("эксперты", "экспертов экспертам эксперты Эксперты"),
        ("Соединённые", "Соединенных Соединёнными"),
        ("Лукашенко", "Лукашенко"),
        ("США", "США"),
    ],
)
def test_forms_of_russian_names(name: str, forms: str) -> None:
    assert [form for form in forms.split() if not fits(name, form)] == []


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Минск", "Минский"),  # an adjective
        ("Минск", "минска"),  # no name
        ("Лукашенко", "Лукашенка"),
        ("Москва", "Московский"),
        ("Путин", "Путинка"),
        ("МИД", "мида"),
        ("МИД", "Мида"),
        ("США", "СШАх"),
        ("US", "us"),
        ("AI", "Ai"),
        ("Orlin", "Orlins"),  # English is not declined
        ("Orlin", "orlin"),
        ("Рим", "Рима́нов"),
    ],
)
def test_what_is_no_form(name: str, other: str) -> None:
    assert not fits(name, other)


def test_the_first_word_may_be_small_where_a_capital_follows() -> None:
    assert fits("Банк России", "банка России")
    assert not fits("Белый дом", "белого дома")
    assert fits("Белый дом", "Белого дома")


def test_accents_and_composition_do_not_count() -> None:
    assert key("Ё") == key("е") == key("Е\u0308")
    assert fits("Erdoğan", "Erdogan")
    assert fits("Пётр", "Пе́тр")
    assert [token.written for token in tokens("Кии\u0306в, U.S.")] == ["Кии\u0306в", "U", "S"]


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюяёABCxyz -'.\u0301", min_size=1, max_size=30))
def test_every_name_is_a_form_of_itself(name: str) -> None:
    assert fits(name, name)


@given(st.text(max_size=60))
def test_tokens_lie_in_the_text_one_after_the_other(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.written
        end = token.end


@pytest.mark.parametrize(
    ("written", "lemma", "expected"),
    [
        ("Павла Орлина", "Павел Орлин", "Павел Орлин"),
        ("Нура Исхак", "Нур Исхак", "Нура Исхак"),  # a man would be Исхака in this case
        ("Миру Кастель", "Мир Кастель", "Мира Кастель"),
        ("Нура Исхака", "Нур Исхак", "Нур Исхак"),
        ("Мирой Кастель", "Мира Кастель", "Мира Кастель"),
        ("Олега  Бриля", "Олег Бриль", "Олег Бриль"),
        ("Greta\u00a0Amsel", "", "Greta Amsel"),
        ("Центробанке", "Центробанк", "Центробанк"),
    ],
)
def test_the_basic_form_of_a_name(written: str, lemma: str, expected: str) -> None:
    assert basic_form(written, lemma) == expected
