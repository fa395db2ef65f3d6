"""Names of months and weekdays in the languages of the press, as papers print them: in full, inflected, shortened."""

import unicodedata

_MONTHS = {
    1: "january januar jan janvier janv enero ene gennaio gen janeiro januari styczeń stycznia sty января январь янв"
    " січня січень січ студзеня студзень қаңтар јануар ocak oca leden ledna jänner",
    2: "february februar feb février févr fév febrero febbraio fevereiro fev februari luty lutego lut"
    " февраля февраль фев февр лютого лютий лют лютага ақпан фебруар şubat şub únor února feber",
    3: "march mar märz maerz mrz mars marzo março maart mrt marzec marca марта март мар березня березень бер"
    " сакавіка сакавік наурыз mart marts březen března",
    4: "april apr avril avr abril abr aprile kwiecień kwietnia kwi апреля апрель апр квітня квітень квіт кві"
    " красавіка красавік сәуір април nisan nis duben dubna",
    5: "may mai mayo maggio mag maio mei maj maja май мая травня травень трав тра мамыр мај mayıs květen května",
    6: "june jun juni juin junio giugno giu junho czerwiec czerwca cze июня июнь июн червня червень черв чер"
    " чэрвеня чэрвень маусым јун haziran haz červen června",
    7: "july jul juli juillet juil julio luglio lug julho lipiec lipca lip июля июль июл липня липень лип"
    " ліпеня ліпень шілде јул temmuz tem červenec července",
    8: "august aug août agosto ago augustus augusti sierpień sierpnia sie августа август авг серпня серпень серп сер"
    " жніўня жнівень тамыз ağustos ağu avgust srpen srpna",
    9: "september sept sep septembre septiembre setiembre settembre set setembro wrzesień września wrz"
    " сентября сентябрь сент сен вересня вересень вер верасня верасень қыркүйек септембар eylül eyl septembar září",
    10: "october oct oktober okt octobre octubre ottobre ott outubro out październik października paź"
    " октября октябрь окт жовтня жовтень жовт жов кастрычніка кастрычнік қазан октобар ekim eki oktobar říjen října",
    11: "november nov novembre noviembre novembro listopad listopada lis ноября ноябрь нояб ноя"
    " листопада листопад лист лис лістапада лістапад қараша новембар kasım kas novembar",
    12: "december dec dezember dez décembre déc diciembre dic dicembre dezembro grudzień grudnia gru"
    " декабря декабрь дек грудня грудень груд гру снежня снежань желтоқсан децембар aralık ara decembar"
    " prosinec prosince",
}
_DAYS = (
    "monday montag lundi lunes lunedì segunda segunda-feira maandag poniedziałek понедельник понеділок pazartesi mon"
    " пн",
    "tuesday dienstag mardi martes martedì terça terça-feira dinsdag wtorek вторник вівторок salı tue tues вт",
    "wednesday mittwoch mercredi miércoles mercoledì quarta quarta-feira woensdag środa среда середа çarşamba wed ср",
    "thursday donnerstag jeudi jueves giovedì quinta quinta-feira donderdag czwartek четверг четвер perşembe thu thurs"
    " чт",
    "friday freitag vendredi viernes venerdì sexta sexta-feira vrijdag piątek пятница п'ятниця cuma fri пт",
    "saturday samstag sonnabend samedi sábado sabato zaterdag sobota суббота субота cumartesi sat сб",
    "sunday sonntag dimanche domingo domenica zondag niedziela воскресенье неділя pazar sun вс нд",
)
_IN_DOUBT = {"listopad", "listopada"}
_OCTOBER = 10


def _bare(word: str) -> str:
    """In small letters without accents: capitals are often printed without them, and Turkish has an i without dot."""
    parts = unicodedata.normalize("NFKD", word.replace("’", "'").casefold().replace("ı", "i"))
    return "".join(char for char in parts if not unicodedata.combining(char))


_MONTH_OF = {_bare(name): number for number, names in _MONTHS.items() for name in names.split()}
_DAY_OF = {_bare(name): number for number, names in enumerate(_DAYS) for name in names.split()}


def month_of(name: str, language: str = "") -> int:
    """Return the number of the month with this name, in whatever case; 0 if it is none.

    `language` matters for the one name that means different months: "listopad" is November in Polish and Czech, but
    October in Croatian, and 0 where the language is not known.
    """
    bare = _bare(name)
    if bare in _IN_DOUBT and language[:2] in ("", "hr"):
        return _OCTOBER if language else 0
    return _MONTH_OF.get(bare, 0)


def weekday_of(name: str) -> int:
    """Return the number of a weekday, Monday being 0; -1 if the word is the name of none."""
    return _DAY_OF.get(_bare(name), -1)
