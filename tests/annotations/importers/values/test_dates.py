"""Dates are read where they can be read in one way, and left alone where not."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.importers.values.calendar_names import month_of, weekday_of
from annotations.importers.values.dates import ANY_ORDER, is_stored_form, read_date, shared_orders


@pytest.mark.parametrize(
    ("printed", "language", "iso"),
    [
        ("2026-03-12", "", "2026-03-12"),
        ("2026-03-12T09:30:00+03:00", "", "2026-03-12T09:30"),
        ("2026-03-12T09:30:00.123Z", "", "2026-03-12T09:30"),
        ("2026-03-12T00:00:00Z", "", "2026-03-12"),
        ("20260312", "", "2026-03-12"),
        ("2026-03", "", "2026-03"),
        ("2026", "", "2026"),
        ("March 2026", "", "2026-03"),
        ("12 March 2026", "", "2026-03-12"),
        ("12th of March, 2026", "", "2026-03-12"),
        ("Thursday, 12 March 2026", "", "2026-03-12"),
        ("March 12, 2026", "", "2026-03-12"),
        ("March 12, 2026 at 2:05 p.m.", "", "2026-03-12T14:05"),
        ("Thu, 12 Mar 2026 09:30:00 GMT", "", "2026-03-12T09:30"),
        ("Thu Mar 12 2026 10:00:00 GMT+0300 (Moscow Standard Time)", "", "2026-03-12T10:00"),
        ("12 марта 2026 года", "", "2026-03-12"),
        ("12 марта 2026 г., 14:05", "", "2026-03-12T14:05"),
        ("четверг, 12 марта 2026", "", "2026-03-12"),
        ("12. März 2026", "", "2026-03-12"),
        ("le 12 mars 2026", "", "2026-03-12"),
        ("12 de marzo de 2026", "", "2026-03-12"),
        ("13.03.2026", "", "2026-03-13"),
        ("03/13/2026", "", "2026-03-13"),
        ("03/03/2026", "", "2026-03-03"),
        ("12.03.2026", "ru", "2026-03-12"),
        ("12.03.2026 14:05", "de", "2026-03-12T14:05"),
        ("12/03/2026", "en-GB", "2026-03-12"),
        ("03/12/2026", "en-US", "2026-03-12"),
        ("3/14/26, 10:15 AM", "", "2026-03-14T10:15"),
        ("3/14/26, 10:15\u202fPM", "ru", "2026-03-14T22:15"),
        ("3/4/26, 10:15 AM", "en_US", "2026-03-04T10:15"),
        ("\u200e14/\u200e03/\u200e2026, 10:15", "", "2026-03-14T10:15"),
        ("12.03.26", "ru", "2026-03-12"),
        ("14.03.26, 10:15", "de", "2026-03-14T10:15"),
        ("14. 3. 2026 10:15", "cs", "2026-03-14T10:15"),
        ("12.03.2026 kl. 10.15", "da", "2026-03-12T10:15"),
        ("12-MAR-26", "", "2026-03-12"),
        ("12 Mar ’98", "", "1998-03-12"),
        ("Friday, 03/04/2026", "", "2026-04-03"),
        ("Wednesday 03/04/2026", "en", "2026-03-04"),
        ("12 de março de 2026 às 10h15", "pt", "2026-03-12T10:15"),
        ("Quinta-feira, 12 de março de 2026", "pt", "2026-03-12"),
        ("giovedì 12 marzo 2026 alle ore 10.15", "it", "2026-03-12T10:15"),
        ("donderdag 12 maart 2026 om 10:15 uur", "nl", "2026-03-12T10:15"),
        ("czwartek, 12 marca 2026 r., godz. 10:15", "pl", "2026-03-12T10:15"),
        ("12 Mart 2026 Perşembe, 10:15", "tr", "2026-03-12T10:15"),
        ("12 ARALIK 2026", "tr", "2026-12-12"),
        ("п’ятниця, 13 березня 2026 року о 10:15", "uk", "2026-03-13T10:15"),
        ("10:15, 12 марта 2026", "ru", "2026-03-12T10:15"),
        ("10.15 Uhr, 12. März 2026", "de", "2026-03-12T10:15"),
        ("12. März 2026, 10 Uhr", "de", "2026-03-12T10:00"),
        ("1er août 2026 à 10h", "fr", "2026-08-01T10:00"),
        ("jeudi 12 mars 2026 à 14h05", "fr", "2026-03-12T14:05"),
        ("12 de marzo de 2026 a las 2:05 p. m.", "es", "2026-03-12T14:05"),
        ("March 12, 2026 | 10:15 a.m. Eastern Time", "en", "2026-03-12T10:15"),
        ("Thu Mar 12 10:00:00 +0000 2026", "", "2026-03-12T10:00"),
        ("2026年3月12日 10:15", "ja", "2026-03-12T10:15"),
        ("12 listopada 2026", "pl", "2026-11-12"),
        ("12 listopada 2026", "hr", "2026-10-12"),
    ],
)
def test_readable_dates(printed, language, iso):
    assert read_date(printed, language) == iso


@pytest.mark.parametrize(
    ("printed", "language"),
    [
        ("12.03.2026", ""),
        ("12/03/2026", "en"),
        ("31 February 2026", ""),
        ("2026-13-01", ""),
        ("12 Foo 2026", ""),
        ("12.03.26", ""),
        ("3/4/26, 10:15 AM", ""),
        ("3/4/26, 10:15 AM", "ru"),
        ("12.03.55", "ru"),
        ("26-03-14", "sv"),
        ("12.03 2026", "de"),
        ("12 March 2026 5", ""),
        ("12 March 2026 PARIS", ""),
        ("12 listopada 2026", ""),
        ("yesterday", "en"),
        ("on 12 March 2026 the bank said", "en"),
        ("13/13/2026", "de"),
        ("", ""),
        ("9" * 100_000, ""),
    ],
)
def test_what_cannot_be_read_for_certain_stays_empty(printed, language):
    assert read_date(printed, language) == ""


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_written_out_dates_come_back(day):
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%A, %d %b %Y"):
        assert read_date(day.strftime(form)) == day.isoformat()


@given(st.text(max_size=60), st.sampled_from(["", "ru", "en", "en-US", "de"]))
def test_whatever_is_read_is_a_real_date_in_stored_form(printed, language):
    iso = read_date(printed, language)
    assert iso == "" or is_stored_form(iso)


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2099, 12, 31)))
def test_the_stored_form_is_read_as_itself(moment):
    iso = moment.strftime("%Y-%m-%dT%H:%M")
    assert is_stored_form(iso)
    assert read_date(iso) == iso.removesuffix("T00:00")


@pytest.mark.parametrize("value", ["", "12.03.2026", "2026-02-30", "2026-3-1", "2026-03-12T25:00", "2026-03-12 14:05"])
def test_other_forms_are_not_stored(value):
    assert not is_stored_form(value)


def test_months_of_twelve_languages():
    printed = {
        "en": "January February March April May June July August September October November December",
        "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "nl": "januari februari maart april mei juni juli augustus september oktober november december",
        "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
        "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
        "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
        "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    }
    for language, names in printed.items():
        assert [month_of(name, language) for name in names.split()] == list(range(1, 13)), language
        assert [month_of(name.upper(), language) for name in names.split()] == list(range(1, 13)), language
    assert [weekday_of(name) for name in ("Montag", "среда", "PAZAR", "mars")] == [0, 2, 6, -1]


def test_the_other_dates_of_a_source_settle_the_order():
    settled = shared_orders(["13/04/2026", "03/04/2026", "March 12, 2026"])
    assert read_date("03/04/2026", "en", settled) == "2026-04-03"
    assert read_date("03/04/2026", "", shared_orders(["04/13/2026"])) == "2026-03-04"
    assert read_date("03/04/26", "", shared_orders(["4/31/26"])) == ""  # no order makes a day of that
    assert shared_orders(["13/04/2026", "04/13/2026"]) == shared_orders(["12 March 2026"]) == ANY_ORDER


@given(
    st.dates(min_value=date(1970, 1, 1), max_value=date(2049, 12, 31)), st.sampled_from(["", "en", "de", "en-US", "zh"])
)
def test_three_numbers_are_never_read_as_another_day_of_their_language(day, language):
    us, german, short = day.strftime("%m/%d/%Y"), day.strftime("%d.%m.%Y"), day.strftime("%d.%m.%y")
    if language != "de":
        assert read_date(us, language) in ("", day.isoformat())
    if language != "en-US":
        assert read_date(german, language) in ("", day.isoformat())
        assert read_date(short, language) in ("", day.isoformat())
