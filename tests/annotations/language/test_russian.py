"""Names in Russian texts. People and places are invented but for countries."""

import subprocess
import sys

import pytest

from annotations.language.engine import RUSSIAN, Ability, choose, load_engine
from annotations.language.russian import installed_folders

pytestmark = pytest.mark.skipif(not installed_folders(), reason="the extra [russian] is not installed")

SENTENCES = [
    ("Об этом заявила Марина Кольцова.", {"Марина Кольцова": ("person", "Марина Кольцова")}),
    ("Слова Марины Кольцовой подтвердили.", {"Марины Кольцовой": ("person", "Марина Кольцова")}),
    ("Президент встретился с Олегом Рудиным.", {"Олегом Рудиным": ("person", "Олег Рудин")}),
    ("Сказали П. А. Рудину.", {"П. А. Рудину": ("person", "П. А. Рудин")}),
    ("По словам Кольцовой, это ошибка.", {"Кольцовой": ("person", "Кольцова")}),
    ("Об этом сообщили в Саудовской Аравии.", {"Саудовской Аравии": ("place", "Саудовская Аравия")}),
    (
        "Так решили в Соединённых Штатах Америки.",
        {"Соединённых Штатах Америки": ("place", "Соединённые Штаты Америки")},
    ),
    (
        "Ответили Министерству иностранных дел.",
        {"Министерству иностранных дел": ("organisation", "Министерство иностранных дел")},
    ),
    ("Об этом рассказали в МИДе.", {"МИДе": ("organisation", "МИД")}),
    ("Поезда из Санкт-Петербурга отменили.", {"Санкт-Петербурга": ("place", "Санкт-Петербург")}),
    ("Вчера было холодно и дождливо.", {}),
]


@pytest.fixture(scope="module")
def reader():
    engine = load_engine(RUSSIAN)
    assert engine.label == "natasha 1.6.0"
    assert engine.abilities == {Ability.NAMES}
    assert not engine.note
    return engine.pipeline


@pytest.mark.parametrize(("sentence", "names"), SENTENCES)
def test_names_have_their_basic_forms(reader, sentence, names):
    assert {name.span.of(sentence): (name.kind, name.lemma) for name in reader.names(sentence)} == names


def test_places_are_those_of_the_whole_text(reader):
    text = "\n\n".join(sentence for sentence, _ in SENTENCES)
    expected = [written for _, names in SENTENCES for written in names]
    assert [name.span.of(text) for name in reader.names(text)] == expected


def test_a_part_of_a_name_that_only_looks_declined_stays(reader):
    accusative = {"Case": "Acc", "Gender": "Masc", "Number": "Sing"}
    assert reader._nominative("Ростмех", accusative, person=False) == "Ростмех"


def test_damaged_weights_are_not_used_and_that_is_told(tmp_path):
    (tmp_path / "emb").mkdir()
    (tmp_path / "emb/navec_news_v1_1B_250K_300d_100q.tar").write_bytes(b"no weights")
    engine = load_engine(RUSSIAN, [tmp_path])
    assert engine.abilities == frozenset()
    assert "is not the file of version 1.6.0" in engine.note
    assert choose(RUSSIAN, [tmp_path]).key == engine.key


def test_without_the_extra_the_note_says_what_to_install():
    engine = load_engine(RUSSIAN, [])
    assert engine.abilities == frozenset()
    assert "pip install 'pressmark[russian]'" in engine.note


def test_no_code_of_natasha_runs():
    program = (
        "import sys; from annotations.language.engine import load_engine;"
        "list(load_engine('ru').pipeline.names('Об этом сказал Олег Рудин.'));"
        "print([name for name in ('natasha', 'pymorphy2', 'pkg_resources', 'spacy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
