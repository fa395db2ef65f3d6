"""Where sentences end, case by case: beside each text that is not cut stands a like one that is, and the other way."""

import pytest

from annotations.language.sentences import sentences

LONG = "It was a road for people who had nowhere else to go, and there were many of them on it, by day and by night. "

CASES = {
    "closing marks": [
        ("en", "“We go home.”|Then she left."),
        ("en", "He said so.)|Then he left."),
        ("en", "It is over!\"|Then he left. "),
        ("en", "He said: “No”, and left."),
        ("en", "Anna’s “plan B.”|It failed.|Nobody came."),
        ("ru", "Он сказал: «Да!», и ушёл.|«Да!»|Он ушёл."),
        ("zh", "『好。』|然后走了。"),
    ],
    "a speaker behind a quotation with a stop of its own": [
        ("en", "“Why?” he asked.|“Because!” she said."),
        ("en", "“Why?” Anna Holm asked on Monday."),
        ("en", "“Never!”|The minister left."),
        ("en", "“It is over!” Kolt said."),
        ("en", "“It is over!”|Kolt said that prices fell."),
        ("ru", "«Нет!» — крикнул он.|«Почему?»|Никто не ответил."),
        ("zh", "“好。”他说。|“好。”|然后他们都走了。"),
        ("ja", "「行こう。」と彼は言った。|「はい。」|彼は去った。"),
    ],
    "quotations of several sentences": [
        ("en", "He said: “It is over. We go home.”|Nobody spoke."),
        ("en", f"“{LONG.strip()}|{LONG.strip()}|It will stay,” she said.|She left."),
        ("en", "“This is open.|It goes on.|And it never ends"),
        ("ru", "«Нет. Мы не пойдём», — заявил Далмат.|Потом он ушёл."),
    ],
    "numbers": [
        ("en", "See No. 5 of the list.|No. 12 was cut."),
        ("en", "“No.”|No.|Then he left."),
        ("en", "See Vol. 3 and Fig. 4.|It is large."),
        ("en", "It costs 1.5 crowns.|Version 3.2.1 costs 2."),
        ("en", "He loves art.|He won 5.|She won 6."),
        ("de", "Der 2. Weltkrieg begann am 1. September.|Es waren 5.|Er ging."),
        ("de", "Es waren 500.|Wagen standen dort."),
        ("ru", "См. стр. 5 и рис. 3.|Он ушёл."),
    ],
    "initials and titles": [
        ("en", "J. R. Kolt and Anna K. Holm met Lt. Col. Veld.|It was late."),
        ("en", "Dr. Roth came down from Mt. Ossel.|It rained on the mount.|Nobody cared."),
        ("en", "It is 5 ft.|He left."),
        ("ru", "А. С. Далмат и И.И. Корст встретились на ул. Новой.|Потом они ушли."),
        ("ru", "Завод им. Корста закрыт.|Далмат верит им всем."),
        ("fr", "M. Holm et Mme. Roth parlent.|Puis ils partent."),
        ("fr", "Il mesure 5 m.|Puis il part."),
        ("es", "Dña. Ana llegó.|Luego se fue."),
        ("ar", "قال د. أحمد.|ثم ذهب."),
    ],
    "abbreviations": [
        ("en", "The U.S. Congress met.|He lives in the U.S.|It is large."),
        ("en", "Kolt Inc. said so.|He works for Kolt Inc.|The firm grew."),
        ("en", "Wood, iron, etc. were sold, e.g. here."),
        ("ru", "Это, т. е. план, т.н. план, стоит 5 млрд. рублей."),
        ("ru", "Их 5 млн. человек и т. д.|Потом их стало 6 тыс.|Все ушли."),
        ("ru", "Цена 5 долл. за кг.|Она растёт."),
        ("fr", "J.-C. naquit.|Puis il partit."),
    ],
    "years": [
        ("ru", "В 2024 г. Россия подписала договор."),
        ("ru", "Договор подписан в 2024 г.|Потом он был забыт."),
        ("ru", "Он живёт в г. Тарн с 2024 г. и работает."),
        ("ru", "Как сказал г. Далмат, в XX в. Европа росла."),
    ],
    "times": [
        ("en", "It starts at 5 p.m. on Monday.|It starts at 5 p.m.|The doors open at 4 a.m. and close."),
        ("en", "It opens at 5 p.m. Monday.|It opens at 5 p.m. EST."),
        ("ru", "В 10 час. 30 мин. он ушёл."),
    ],
    "dots": [
        ("en", "We waited ... and left.|And then...|He left."),
        ("en", "And… so on.|It ended…|Then it rained."),
        ("ru", "И вот… он.|Он ушёл…|Потом дождь."),
    ],
    "brackets": [
        ("en", "(It rained. It poured.)|Then the sun came."),
        ("en", "He left (as ever. Yes).|All was well."),
        ("en", "His uncle (really?) Jones came."),
        ("en", "All left.|[See p. 5.]|It is over."),
        ("ja", "（雨だ。）|終わり。"),
    ],
    "lists and dialogue": [
        ("en", "1. The first item is here.|It goes on."),
        ("en", "3) Third.|More of it."),
        ("en", "• First point.|More of it."),
        ("en", "(iv) Fourth.|More of it."),
        ("en", "It was number 1.|Then came the second."),
        ("en", "– Where?|– Home."),
        ("ru", "— Куда? — спросил он.|— Домой."),
        ("ru", "1. Первое.|Второе."),
    ],
    "speakers": [
        ("en", "HOLM: Minister.|You did it.|ORLIN: No."),
        ("en", "HOLM: Mr. Orlin, why?"),
    ],
    "small letters": [
        ("en", "prices fell.|they rose."),
        ("en", "Prices fell!|iPhone sales rose."),
        ("ka", "ის წავიდა.|ის მოვიდა."),
        ("hi", "वह गया।|वह आई।"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "marked"),
    [pytest.param(*case, id=f"{kind}-{n}") for kind in CASES for n, case in enumerate(CASES[kind])],
)
def test_sentences_end_at_the_bars_and_nowhere_else(language: str, marked: str) -> None:
    text, expected = "", []
    for piece in marked.split("|"):
        text += ("" if not text or language in {"zh", "ja"} else " ") + piece
        expected.append(piece.strip())
    assert [span.of(text) for span in sentences(text, language)] == expected


@pytest.mark.parametrize("end", ["", ".", "!”", " —", "…"])
def test_a_heading_is_a_sentence_of_its_own_however_it_ends(end: str) -> None:
    text = f"Prices fall in Tarn{end}\nthe town is small. It is old."
    assert [span.of(text) for span in sentences(text)] == [
        f"Prices fall in Tarn{end}",
        "the town is small.",
        "It is old.",
    ]


def test_region_and_case_of_a_language_do_not_matter() -> None:
    text = "Завод им. Корста закрыт. Он стар."
    assert sentences(text, "ru") == sentences(text, "ru-RU") == sentences(text, "RU")


@pytest.mark.parametrize("unit", ["«", " “a", "“a. ", "т. е. ", "A. ", "(a.) ", "No. ", "… ", '."', "1. "])
def test_a_hundred_thousand_of_the_same_are_read_to_the_end(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    for language in ("en", "ru"):
        assert sentences(text, language)[-1].end == len(text.rstrip())


def test_a_line_longer_than_is_split_at_once_has_the_same_sentences_throughout() -> None:
    text = "The minister spoke of Dr. Kolt at 5 p.m. Monday. Nobody listened. " * 1_000
    assert {span.of(text) for span in sentences(text)} == {
        "The minister spoke of Dr. Kolt at 5 p.m. Monday.",
        "Nobody listened.",
    }
    assert len(sentences(text)) == 2_000
