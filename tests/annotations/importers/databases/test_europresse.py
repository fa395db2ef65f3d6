"""Quirks of Europresse downloads beyond what the composed downloads have."""

import pytest

from annotations.importers.registry import read_file

TABLE = """<html><body><table><tbody><tr><td>
<span class="DocPublicationName">Le Courrier du No, no. 24123</span><br>
<span class="DocHeader">Politique, </span>
<span class="DocHeader">jeudi, </span>
<span class="DocHeader">12 mars 2026, </span>
<span class="DocHeader">p. 7</span><br>
<span class="TitreArticleVisu">La banque d’État présente un modèle</span><br>Anna Auteur; Ben Autre<br>
<p>La banque a présenté jeudi un <span style="color:red">modèle</span> qui a été formé <i>à la maison</i>.</p>
<p>Ses critiques répondent que personne n’a rien demandé aux ministères.</p><span>news·20260312·CX·0001</span>
</td></tr></tbody></table></body></html>"""

ARTICLE = """<html><body><article><header>
<div class="rdp__DocPublicationName"><span class="DocPublicationName">Le Courrier (site web)</span></div>
<div class="rdp__DocHeader"><span class="DocHeader">France, vendredi 13 mars 2026</span></div>
<p class="sm-margin-bottomNews">Société</p>
<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">Un titre du vendredi</p>
<p class="sm-margin-TopNews rdp__subtitle">Un chapeau en une phrase.</p></div>
<p class="sm-margin-bottomNews">Par Zoé Plume et Max Encre</p></header>
<section><div class="docOcurrContainer">Un paragraphe sans balise, écrit comme les autres.<br><br>Le deuxième.
<ul><li><p>un point de la liste</p></li></ul><p>La dernière phrase de l’article. <a href="https://a.example/b">Lire</a></p>
<div>Cet article est paru dans <a href="https://courrier.example/titre">Le Courrier (site web)</a></div>
<div class="apd-wrapper">Aussi paru dans<table><tr><td class="apd-sources-date">14 mars 2026</td></tr></table></div>
</div></section><footer><div class="Doc-LegalInfo"><small>© 2026 Le Courrier. Tous droits réservés.</small></div>
<div class="publiC-lblNodoc">web·20260313·CX·0002</div></footer></article></body></html>"""


@pytest.fixture
def read(tmp_path):
    def found(page):
        path = tmp_path / "a.html"
        path.write_text(page, encoding="utf-8")
        return read_file(path).drafts

    return found


def test_the_table_without_a_mark_around_its_text(read):
    (draft,) = read(TABLE)
    assert draft.text.split("\n") == [
        "La banque d’État présente un modèle",
        "La banque a présenté jeudi un modèle qui a été formé à la maison.",
        "Ses critiques répondent que personne n’a rien demandé aux ministères.",
    ]
    assert (draft.outlet, draft.author, draft.section) == ("Le Courrier du No", "Anna Auteur; Ben Autre", "Politique")
    assert (draft.published, draft.language, draft.warnings) == ("2026-03-12", "fr", ())


def test_a_short_first_paragraph_is_no_author(read):
    (draft,) = read(
        TABLE.replace("<br>Anna Auteur; Ben Autre<br>", "").replace("<p>La banque a", "<p>Trois mots ici.</p><p>La")
    )
    assert draft.author == ""
    assert draft.text.split("\n")[1] == "Trois mots ici."


def test_the_article_element_with_subtitle_section_list_link_and_other_outlets(read):
    (draft,) = read(ARTICLE)
    assert draft.text.split("\n") == [
        "Un titre du vendredi",
        "Un chapeau en une phrase.",
        "Un paragraphe sans balise, écrit comme les autres.",
        "Le deuxième.",
        "un point de la liste",
        "La dernière phrase de l’article. Lire",
    ]
    assert (draft.outlet, draft.type, draft.section) == ("Le Courrier", "web", "France")
    assert (draft.author, draft.published) == ("Zoé Plume et Max Encre", "2026-03-13")
    assert draft.url == "https://courrier.example/titre"


@pytest.mark.parametrize(
    ("header", "section"),
    [
        ("Thursday, December 22, 2022 13887 mots, p. 819(40)", ""),
        ("Actualité ; Société, jeudi 22 décembre 2022 512 mots, p. 7", "Actualité ; Société"),
        ("22 décembre 2022, Monde", "Monde"),
        ("ACTU, Donnerstag, 22. Dezember 2022, S. 4", "ACTU"),
        ("Política, jueves, 22 de diciembre de 2022", "Política"),
    ],
)
def test_dates_and_sections_in_headers_of_any_order(read, header, section):
    (draft,) = read(ARTICLE.replace("France, vendredi 13 mars 2026", header))
    assert (draft.published, draft.section) == ("2022-12-22", section)
    assert "published" not in draft.guessed


def test_the_date_is_told_from_the_number_where_no_header_has_it(read):
    (draft,) = read(ARTICLE.replace("France, vendredi 13 mars 2026", "France"))
    assert draft.published == "2026-03-13"
    assert "published" in draft.guessed


def test_without_header_and_number_the_date_stays_empty_and_is_told(read):
    page = ARTICLE.replace("France, vendredi 13 mars 2026", "France").replace("web·20260313·CX·0002", "")
    (draft,) = read(page)
    assert (draft.published, draft.warnings) == ("", ("No date was found.",))


def test_the_same_article_twice_is_found_twice(read):
    drafts = read(
        ARTICLE.replace("</article>", "</article>" + ARTICLE[ARTICLE.index("<article>") : ARTICLE.index("</body>")])
    )
    assert len(drafts) == 2
    assert drafts[0].text == drafts[1].text


def test_an_empty_article_costs_only_itself(read):
    empty = "<article><span class='DocPublicationName'>Le Courrier</span></article>"
    (draft,) = read(ARTICLE.replace("<body>", f"<body>{empty}"))
    assert draft.headline == "Un titre du vendredi"
    assert draft.warnings == ("Left out: 1 article without any text.",)
