"""A session that notes all it says, and what is stored with it."""

from annotations.importers.draft import Draft
from annotations.progress import Progress

PERSON = ("Anna Lindqvist", "AL")


def watched(session):
    """The session, with a list of all it says."""
    session.said = []
    for name in ("changed", "project_changed", "closing", "coder_changed", "writable_changed", "failed"):
        getattr(session, name).connect(lambda *args, name=name: session.said.append((name, *args)))
    return session


def heard(session, name):
    return [said[1] for said in session.said if said[0] == name]


def add_article(project, headline="Headline"):
    return project.articles.add(Draft(f"{headline} text of an article.", headline=headline))


def long_import(count, gate=None, begun=None):
    def work(project):
        for n in range(count):
            yield Progress(n, count)
            if begun:
                begun.set()
            if gate:
                gate.wait(60)
            add_article(project, f"Article {n}")
        return count

    return work
