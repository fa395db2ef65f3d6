import pytest

from annotations.importers.languages import guess_language, language_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The bank said on Thursday that it will not be bought and that the state has a plan for it.", "en"),
        ("Банк сообщил в четверг, что не будет продан.", "ru"),
        ("Банк повідомив у четвер, що не буде проданий, і її план є.", "uk"),
        ("Die Bank hat am Donnerstag gesagt, dass sie nicht verkauft wird und dass der Staat einen Plan hat.", "de"),
        ("La banque a dit jeudi que le plan est prêt et que les données sont dans le pays.", "fr"),
        ("2026 — 12 %", ""),
        ("Lorem ipsum dolor", ""),
        ("", ""),
    ],
)
def test_guess(text, code):
    assert guess_language(text) == code


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ("en-GB", "en"),
        ("en_US", "en"),
        ("RU", "ru"),
        ("English", "en"),
        ("русский", "ru"),
        ("no such language", ""),
        ("", ""),
    ],
)
def test_code(named, code):
    assert language_code(named) == code
