"""One annotated article as a document of its own."""

from dataclasses import replace

from annotations.articles import Article
from annotations.brief.spec import BriefSpec, Part


def of_article(spec: BriefSpec, article: Article) -> BriefSpec:
    """A brief's specification restricted to one article with all its claims: its pages alone, under its headline.

    Paper, colours, names and the handling mark stay; number and version go, since it is no edition of the brief. The
    whole text is printed unless `full_text` is turned off afterwards.
    """
    plain = BriefSpec(title=article.headline or spec.title, parts=(Part.ARTICLES,), article_uids=(article.uid,))
    kept = ("organisation", "analyst", "issued", "distribution", "handling", "colour_by", "page", "names", "language")
    return replace(plain, **{name: getattr(spec, name) for name in (*kept, "template")})
