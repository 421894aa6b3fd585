"""The words of a working paper, in the reader's language: the same on a sheet and in a document."""

from __future__ import annotations

from dataclasses import dataclass

from ziping.pipeline.formats.text import message_in, slip_in
from ziping.pipeline.language import CHINESE, say
from ziping.pipeline.workpaper.paper import TICKS, TRACED, Matter, Paper

Field = tuple[str, str]  # what it is, and what it says


@dataclass(frozen=True, slots=True)
class Wording:
    """Puts papers into words.

    Attributes:
        lang: zh or en.
    """

    lang: str

    def say(self, text: str) -> str:
        """A sentence of the program in the paper's language."""
        return say(text, self.lang)

    @property
    def title(self) -> str:
        """The heading of every paper."""
        return self.say("Working paper: recomputation of a self-evaluation report")

    @property
    def headings(self) -> tuple[str, ...]:
        """Of the columns of a recomputation."""
        say = self.say
        return (
            say("No."),
            say("figure"),
            say("where it stands"),
            say("as reported"),
            say("recomputed"),
            say("difference"),
            say("tick"),
        )

    @property
    def work_headings(self) -> tuple[str, ...]:
        """Of the columns of the checks that were made."""
        say = self.say
        return say("check"), say("pass"), say("rounding"), say("unchecked"), say("fail")

    @property
    def ticks(self) -> str:
        """What the tick marks mean."""
        say = self.say
        meanings = {TRACED: say("taken from the page, see the clip"), **{t: say(name) for name, t in TICKS.items()}}
        return say("Ticks: ") + say("; ").join(f"{tick} {meaning}" for tick, meaning in meanings.items())

    @property
    def to_sign(self) -> tuple[str, ...]:
        """What is left blank, to be filled in by hand."""
        say = self.say
        return say("prepared by"), say("date"), say("reviewed by"), say("date")

    @property
    def note(self) -> str:
        """How far the paper may be relied upon."""
        return self.say(
            "Read and recomputed by a program from the published report; a finding stands when a person has held it "
            "against the page."
        )

    def about(self, paper: Paper) -> tuple[Field, ...]:
        """The head of a paper."""
        say = self.say
        return (
            (say("index"), paper.index),
            (say("unit under audit"), paper.unit),
            (say("fiscal year"), say(", ").join(map(str, paper.years))),
            (say("files examined"), say("; ").join(paper.documents)),
            (say("what was evaluated"), say("; ").join(paper.subjects)),
            (say("conclusion"), self.conclusion(paper)),
        )

    def conclusion(self, paper: Paper) -> str:
        """What came of the checks, in a sentence."""
        made = sum(sum(work.counts.values()) for work in paper.work)
        agreed, open_ = paper.count("pass") + paper.count("rounding"), paper.count("unchecked")
        counts = self.say(
            f"checks made: {made}; in agreement: {agreed}; not checked: {open_}; in doubt: {paper.count('fail')}"
        )
        if not paper.matters:
            return counts + self.say(". No findings.")
        return counts + self.say(f". Findings worked out below: {len(paper.matters)}.")

    def matter(self, matter: Matter) -> str:
        """The heading of a finding."""
        subject = matter.finding["subject"]
        return f"{matter.index}  {matter.title}" + (f"{self.say(': ')}{subject}" if subject else "")

    def before(self, matter: Matter) -> tuple[Field, ...]:
        """What stands above the recomputation."""
        say, pages = self.say, sorted({clip.page for clip in matter.clips})
        where = say(f"{matter.document}, p. {', '.join(map(str, pages))}") if pages else matter.document
        return (
            (say("matter"), f"{matter.title}{say(': ')}{matter.law.law}"),
            (say("document"), where),
            (say("identity"), matter.law.identity),
            (say("source of the rule"), matter.law.source),
        )

    def after(self, matter: Matter) -> tuple[Field, ...]:
        """What stands below the recomputation."""
        say, finding = self.say, matter.finding
        slips = say("; ").join(slip_in(self.lang, slip) for slip in finding["explanations"] or ())
        verdict = {
            "document": say("the report's figures do not agree (to be verified)"),
            "reading": say("the reading may be wrong"),
            "undecided": say("cannot be decided: look at the page"),
        }.get(finding["verdict"], "")
        fields = [
            (say("finding"), message_in(self.lang, finding)),
            (say("severity"), say(finding["severity"])),
            (say("verdict"), verdict),
            (say("possible reason (for reference, nothing was changed)"), slips),
        ]
        return (*((name, text) for name, text in fields if text), *self.review(matter))

    def review(self, matter: Matter) -> tuple[Field, ...]:
        """What a person has said of the finding."""
        say, act = self.say, matter.act
        if act is None:
            return (say("review"), say("not reviewed")), (say("remark"), "")
        judged = self.states[act.act] if act.act in self.states else say("not reviewed")
        who = f"{act.reviewer or ''} {act.at:%Y-%m-%d}".strip()
        return (say("review"), f"{judged} ({who})" if self.lang != CHINESE else f"{judged}（{who}）"), (
            say("remark"),
            act.remark or "",
        )

    @property
    def states(self) -> dict[str | None, str]:
        """Act of a reviewer → what it is called."""
        say = self.say
        return {"accept": say("confirmed"), "reject": say("unfounded"), "later": say("to be looked into")}
