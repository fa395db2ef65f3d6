"""The type a new actor likely has: by the words of its name and the title before it. A guess, offered as one."""

from annotations.language.word_forms import keys_of, tokens

_BY_WORD = {
    "research-institute": keys_of(
        "university institute academy college laboratory laboratories lab faculty observatory research "
        "университет институт академия лаборатория вуз нии обсерватория"
    ),
    "media": keys_of(
        "times herald courier gazette tribune daily journal post observer newspaper broadcaster television tv radio "
        "news channel газета вестник канал телеканал радио журнал курьер новости ведомости"
    ),
    "government": keys_of(
        "ministry agency department bureau inspectorate parliament senate congress cabinet court commission "
        "directorate secretariat army police customs treasury regulator ministers "
        "министерство агентство департамент бюро парламент сенат суд комиссия управление служба дума полиция"
    ),
    "firm": keys_of(
        "inc ltd llc plc corp corporation company holding holdings group bank industries systems technologies "
        "semiconductors motors airlines ventures capital gmbh chamber "
        "ооо пао оао зао ао компания корпорация холдинг группа банк завод концерн"
    ),
    "civil-society": keys_of(
        "association union foundation society church movement alliance campaign federation council charity trust "
        "ассоциация союз фонд общество церковь движение профсоюз"
    ),
}
_TITLES = {
    "leader": keys_of("president premier chancellor king queen emperor президент премьер премьер-министр канцлер"),
    "government": keys_of(
        "minister ministers governor mayor senator deputy secretary ambassador commissioner general colonel judge "
        "prosecutor congressman congresswoman lawmaker "
        "министр губернатор мэр сенатор депутат посол генерал судья прокурор "
        "министра министру губернатора мэра сенатора депутата"
    ),
    "research-institute": keys_of(
        "professor dr doctor academician researcher scientist rector "
        "профессор доктор академик исследователь учёный ректор"
    ),
    "media": keys_of(
        "editor columnist reporter journalist correspondent редактор журналист обозреватель корреспондент"
    ),
    "firm": keys_of("chairman chief executive founder banker ceo entrepreneur предприниматель гендиректор основатель"),
    "civil-society": keys_of(
        "activist campaigner bishop archbishop patriarch priest pastor rabbi imam unionist активист правозащитник "
        "епископ патриарх"
    ),
}
_SUBORDINATE = keys_of("vice deputy former ex aide spokesman spokeswoman adviser бывший экс вице помощник советник")
_LOOKED_BACK = 3
_CHARACTERS_BACK = 80


def type_of_organisation(name: str) -> str:
    """Key of an actor type of the default codebook that an organisation of such a name has, empty if it says nothing.

    The words that tell the most come first: a university of technologies is a university.
    """
    said = {token.key for token in tokens(name)}
    return next((type_ for type_, words in _BY_WORD.items() if said & words), "")


def type_of_person(before: str) -> str:
    """Key of an actor type that a person has behind these words, of the same sentence; empty if they say nothing."""
    nearest = tokens(before[-_CHARACTERS_BACK:])[-_LOOKED_BACK:]
    said = {token.key for token in nearest}
    for token in reversed(nearest):
        for type_, words in _TITLES.items():
            if token.key not in words:
                continue
            if said & _SUBORDINATE:  # the president's aide is no head of state, a former minister no minister
                return ""
            foreign = type_ == "leader" and token.key in {"президент", "president"} and before.rstrip()[-1:] == ","
            return "" if foreign else type_
    return ""
