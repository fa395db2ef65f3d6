"""Reviewed briefs, read back."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotations.commands.briefs import stored_brief
from annotations.commands.tools import AS_JSON, CODER, PROJECT, complain, print_rows, progress, reported, writing

if TYPE_CHECKING:
    from annotations.project import Project

_COLUMNS = ("claim", "judgement", "part", "page", "author", "kind", "text", "quote", "new")


@click.command()
@PROJECT
@click.argument("reviewed", type=click.Path(path_type=Path))
@click.option("--name", default="", help="Which of the project's briefs was reviewed; the first if left out.")
@CODER
@AS_JSON
@reported
def review(project: Path, reviewed: Path, name: str, coder: str, as_json: bool) -> None:
    """Read a reviewer's comments back from REVIEWED, a PDF of a brief of PROJECT, and keep them in the project.

    They are listed with the claim or the judgement they touch. A file may be read again: what is there already is
    not stored twice.
    """
    from annotations.brief.read_back import read_back
    from annotations.brief.reviews import placed
    from annotations.progress import drive

    with writing(project, coder) as opened:
        brief = stored_brief(opened, name)
        with progress() as tell:
            found = drive(read_back(reviewed), tell)
        comments = placed(found, opened.claims.uids_by_number())
        before = len(opened.reviews.of_brief(brief.id))
        opened.step("Read review", lambda p: p.reviews.add(brief.id, reviewed.name, comments))
        rows = _rows(opened, brief.id, before)
    print_rows(rows, _COLUMNS, as_json)
    if found.left_out:
        complain(f"{reviewed}: {found.left_out} comments more than one file may have were left out")


def _rows(project: "Project", brief_id: int, before: int) -> list[dict[str, Any]]:
    from annotations.brief.spec import stated

    numbers = {uid: number for number, uid in project.claims.uids_by_number().items()}
    judgements = stated(project.briefs.get(brief_id).spec.judgements)
    rows = []
    for row, stored in enumerate(project.reviews.of_brief(brief_id)):
        comment = stored.comment
        label = f"C{numbers[comment.claim_uid]}" if comment.claim_uid in numbers else comment.claim_uid
        values = {name: getattr(comment, name) for name in ("part", "page", "author", "text", "quote", "made_at")}
        place = comment.place_among(judgements)
        judgement = "gone" if place is None and comment.judgement else "" if place is None else place + 1
        told = {"claim": label, "judgement": judgement, "kind": comment.kind.value, **values}
        rows.append({**told, "state": stored.state.value, "answer": stored.answer, "new": row >= before})
    return rows
