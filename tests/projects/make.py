"""Write the project file of the present version of the format, if there is none yet."""

from collections.abc import Generator
from pathlib import Path

from annotations.articles import Batch, Status
from annotations.brief.reviews import CommentKind, ReviewComment
from annotations.brief.spec import BriefSpec
from annotations.importers.draft import Draft
from annotations.importers.files.originals import Original
from annotations.progress import Progress
from annotations.project import Project
from annotations.spans import Span
from annotations.store.format.schema import VERSION
from annotations.text import digest

ENGLISH = "The minister answered 😀\n\nShe said: “We begin late”, and then she went."
RUSSIAN = "Министр ответил\n\nОна сказала: «Мы начинаем поздно» – и ушла."


def fill(project: Project) -> None:
    """A little of everything the format can hold, with steps to undo and one to redo."""
    english, russian = project.step("Import", _articles).value
    first, *_ = project.step("Code", lambda p: _claims(p, english, russian)).value
    gone = ENGLISH.index("She said")
    project.step("Cut passage", lambda p: p.cuts.add(english, Span(gone, gone + len("She said"))))
    project.step("Correct text", lambda p: _correction(p, russian))
    project.step("Keep", lambda p: p.triage.keep([russian]))
    project.step("Create tag", _codebook)
    project.step("Add brief", lambda p: p.briefs.add("Weekly", BriefSpec(title="Week 11", bottom_line="Late.")))
    project.step("Save filter", _saved_filter)
    project.step("Read review", _review)
    project.step("Name older version", lambda p: _older(p, russian))
    project.step("Delete article", lambda p: p.articles.delete([max(p.articles.ids())]))
    project.step("Edit note", lambda p: p.claims.update(first, note="ask her"))
    project.step("Delete claim", lambda p: p.claims.delete([first]))
    project.undo()


def _articles(p: Project) -> Generator[Progress, None, list[int]]:
    drafts = [
        Draft(
            text=ENGLISH,
            headline="The minister answered 😀",
            outlet="The Courier",
            published="2026-03-09",
            section="Politics",
            origin_file="minister.txt",
            origin_digest=digest(ENGLISH),
        ),
        Draft(text=RUSSIAN, headline="Министр ответил", outlet="Вести", published="2026-03-10", language="ru"),
    ]
    p.origins.add(digest(ENGLISH), Original("minister.txt", ENGLISH.encode()))
    ids = list((yield from p.articles.add_all(drafts, Batch(origin="Index", search="AI"))))
    p.outlets.update(p.outlets.ensure("The Courier"), aliases=("Courier Online",), ownership="private")
    p.articles.update(ids[:1], status=Status.DONE)
    return ids


def _claims(p: Project, english: int, russian: int) -> list[int]:
    tags = {tag.key: tag.id for tag in p.codebook.read().tags}
    made = []
    for article, text, quote in (
        (english, ENGLISH, "We begin late"),
        (english, ENGLISH, "and"),
        (russian, RUSSIAN, "Мы начинаем поздно"),
    ):
        start = text.index(quote)
        made.append(p.claims.add(article, Span(start, start + len(quote))))
    p.claims.delete([made[1]])
    for key, role in (("catching-up", ""), ("mixed", ""), ("unnamed", "speaker")):
        p.claims.tag(made[0], tags[key], role)
    p.claims.tag(made[0], tags["neutral"], coder_id=p.coders.ensure("Boris Okafor", "BO"))
    p.claims.update(made[2], translation="We begin late", translation_by="AL")
    return made


def _correction(p: Project, russian: int) -> None:
    places = {claim.id: claim.span for claim in p.claims.of_article(russian)}
    p.corrections.correct(russian, f"{RUSSIAN}\n\nКонец.", places)


def _older(p: Project, russian: int) -> None:
    older = p.articles.add(Draft(text="Министр не ответил", outlet="Вести"))
    p._store.update("articles", [russian], replaces_id=older)


def _codebook(p: Project) -> None:
    framing = p.codebook.read().by_key("framing")
    assert framing
    p.codebook.add_tag(framing.id, "Moral panic", aliases=("Alarm",))


def _saved_filter(p: Project) -> None:
    p._store.insert("saved_filters", name="Not checked", kind="claims", definition='{"check_state": "open"}')


def _review(p: Project) -> None:
    uid = p.claims.all()[0].uid
    comment = ReviewComment(CommentKind.REPLY, 2, "Who says so?", author="Rita Moss", claim_uid=uid)
    p.reviews.answer(p.reviews.add(p.briefs.all()[0].id, "reviewed.pdf", [comment])[0], "She does.")


def main() -> None:
    """Never overwrites: a file of a released version stays as it is."""
    path = Path(__file__).parent / f"version-{VERSION}.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as project:
        fill(project)


if __name__ == "__main__":
    main()
