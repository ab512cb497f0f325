"""Files compared with the texts of their articles, before anything is loaded."""

from events.loading.check.uncoded import uncoded
from events.loading.export.canonical import out_of_order
from events.loading.problem import DATABASE, Problem
from events.loading.texts.verify import Passage, verify
from events.models import Article
from events.models.spans import pointing


def compare(entries, texts, articles=()):
    """Return (problems, warnings) of entries that have no other problems.

    `texts` is a Texts, and `articles` are the values of those articles that are only in the database. A span that is
    not what was coded is a problem. A text that is not held, a field that is not coded, and a list or record that is
    not in its canonical place are warnings.
    """
    rows = {id(entry.values): entry.row for entry in entries}
    own = {entry.values["slug"]: entry for entry in entries if entry.row.model is Article}
    verified = verify(
        [
            *((Article, values) for values in articles),
            *((e.row.model, e.values) for e in entries if e.row.model in (Article, *pointing())),
        ],
        texts,
    )
    problems = []
    for at, message in verified.faults:
        if isinstance(at, Passage):
            problems.append(rows[id(at.values)].problem(at.names[0], message))
        elif at in own:
            problems.append(own[at].row.problem("sha256", message))
        else:
            label = Article._meta.label_lower
            problems.append(Problem(DATABASE, message, None, label, at, "sha256"))
    if problems:
        return problems, ()
    found = {
        slug: text
        for slug, sha256 in (
            *((values["slug"], values["sha256"]) for values in articles),
            *((slug, entry.values["sha256"]) for slug, entry in own.items()),
        )
        if (text := texts.find(sha256)) is not None
    }
    return [], (*verified.remarks, *uncoded(entries, found), *out_of_order(entries))


def articles_elsewhere(entries):
    """Return the values of the articles that entries refer to, and that only the database holds."""
    own = {entry.values["slug"] for entry in entries if entry.row.model is Article}
    named = {entry.values["article"] for entry in entries if "article" in entry.values}
    articles = Article.objects.filter(slug__in=named - own).order_by("slug")
    return list(articles.values("slug", "characters", "sha256"))
