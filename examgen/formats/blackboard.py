"""Questions that Blackboard uploads, one to a line with tabs between its cells: files in, `Draft` out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from examgen.diagnostics import Diagnostic
from examgen.formats.blanks import gap_for_blank, mark, marked, with_blanks
from examgen.formats.bounds import admit, admit_lines, admit_question
from examgen.formats.decode import shortened
from examgen.formats.draft import AcceptedAnswer, Draft, DraftOption, DraftPrompt, DraftQuestion
from examgen.formats.format import Format, Parsed
from examgen.formats.gift.numbers import number_text
from examgen.formats.located import located
from examgen.formats.prose import prose
from examgen.formats.reporting import Report
from examgen.formats.source import Source
from examgen.formats.truth_words import truth_words
from examgen.markup.context import LoadImage
from examgen.model.response import Kind
from examgen.model.text import Gap, Text, paragraph

_RIGHT = {"correct": True, "incorrect": False}
_TRUTH = {"true": True, "t": True, "false": False, "f": False}
_QUESTION_WORDS = frozenset({"how", "what", "when", "where", "which", "who", "whom", "whose", "why"})


class _Wrong(Exception):
    """What is wrong with a row that is left out, and what to do about it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the file while it is read."""

    line: int
    cells: tuple[str, ...]
    """Behind the kind and the stem."""

    stem: str
    report: Report
    load: LoadImage | None
    truth: tuple[str, str]

    def text(self, source: str) -> Text:
        markup = prose(source, line=self.line, load=self.load)
        self.report.diagnostics.extend(located(markup.problems, self.report.path))
        return markup.text

    def question(self, kind: Kind) -> DraftQuestion:
        return DraftQuestion(stem=self.text(self.stem), options=(), kind=kind, line=self.line)

    def option(self, source: str, is_right: bool = False) -> DraftOption:
        return DraftOption(text=self.text(source), is_marked=is_right, line=self.line)

    def accepted(self, cells: Sequence[str]) -> tuple[AcceptedAnswer, ...]:
        return tuple(AcceptedAnswer(text=self.text(cell), line=self.line) for cell in cells if cell)


def _choice(row: _Row, kind: Kind) -> DraftQuestion:
    options: list[DraftOption] = []
    if len(row.cells) % 2:
        raise _Wrong(f"{len(row.cells)} cells follow the stem; wanted pairs", _PAIRS)
    for text, verdict in _pairs(row.cells):
        if verdict.casefold() not in _RIGHT:
            raise _Wrong(f'"{shortened(verdict)}" follows the answer "{shortened(text)}"', _PAIRS)
        options.append(row.option(text, _RIGHT[verdict.casefold()]))
    return replace(row.question(kind), options=tuple(options))


_PAIRS = "write correct or incorrect in the cell behind each answer"


def _pairs(cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield from zip(cells[::2], cells[1::2], strict=True)


def _true_false(row: _Row) -> DraftQuestion:
    said = row.cells[0].casefold() if row.cells else ""
    if said not in _TRUTH or len(row.cells) > 1:
        raise _Wrong(
            f'"{shortened(" ".join(row.cells))}" is neither true nor false', "write true or false in the third cell"
        )
    options = tuple(row.option(word, (place == 0) is _TRUTH[said]) for place, word in enumerate(row.truth))
    return replace(row.question(Kind.TRUE_FALSE), options=options)


def _open(row: _Row) -> DraftQuestion:
    answer = row.text("\n\n".join(row.cells)) if any(row.cells) else ()
    return replace(row.question(Kind.OPEN), model_answer=answer)


def _file(row: _Row) -> DraftQuestion:
    message = "the question asks for a file, which paper cannot take: it is read as an open one"
    row.report.warning("not-carried", message, row.line, "ask for what can be written")
    return _open(row)


def _opinion(row: _Row) -> None:
    message = f'a question for an opinion has no right answer and is not printed: "{shortened(row.stem)}"'
    row.report.warning("not-carried", message, row.line, "ask it in a survey")


def _ordering(row: _Row) -> DraftQuestion:
    return replace(row.question(Kind.ORDERING), options=tuple(row.option(cell) for cell in row.cells if cell))


def _matching(row: _Row) -> DraftQuestion:
    if len(row.cells) % 2 or not all(row.cells):
        raise _Wrong(
            f"{len(row.cells)} cells follow the stem; wanted pairs", "write an answer and its match, each in a cell"
        )
    places: dict[str, int] = {}
    for _, match in _pairs(row.cells):
        places.setdefault(match, len(places))
    prompts = tuple(
        DraftPrompt(text=row.text(left), target=places[right], line=row.line) for left, right in _pairs(row.cells)
    )
    return replace(row.question(Kind.MATCHING), options=tuple(map(row.option, places)), prompts=prompts)


def _blank(row: _Row) -> DraftQuestion:
    """Accepted answers; where the stem has one blank, they fill it."""
    question = replace(row.question(Kind.SHORT_ANSWER), accepted=row.accepted(row.cells))
    return gap_for_blank(question, row.stem, row.text)


def _gap(
    row: _Row, place: int, accepted: tuple[AcceptedAnswer, ...], options: tuple[DraftOption, ...] = ()
) -> DraftQuestion:
    kind = Kind.CHOICE if options else Kind.SHORT_ANSWER
    return DraftQuestion(stem=(), options=options, accepted=accepted, kind=kind, letter=str(place + 1), line=row.line)


def _gapped(row: _Row, gaps: Sequence[DraftQuestion]) -> DraftQuestion | None:
    """A fill-in whose stem bears marks; ``None`` where these stand in code or formulas."""
    question = row.question(Kind.FILL_IN)
    if sorted(marked(question.stem)) != list(range(len(gaps))):
        return None
    stem = with_blanks(question.stem, [Gap(place) for place in range(len(gaps))])
    return replace(question, stem=stem, parts=tuple(gaps))


def _named_gaps(row: _Row, names: Sequence[str], gap: Callable[[int, str], DraftQuestion]) -> DraftQuestion:
    """A fill-in whose gaps have names, which stand in the stem in brackets; gaps count in the order of the stem."""
    if missing := [name for name in names if row.stem.count(f"[{name}]") != 1]:
        raise _Wrong(
            f"the stem does not hold [{shortened(missing[0])}] once", "write each name in brackets where its gap is"
        )
    if not names:
        raise _Wrong("no gap has a name", "write the name of each gap in a cell before its answers")
    ordered = sorted(names, key=lambda name: row.stem.index(f"[{name}]"))
    stem = row.stem
    for place, name in enumerate(ordered):
        stem = stem.replace(f"[{name}]", mark(place))
    question = _gapped(replace(row, stem=stem), [gap(place, name) for place, name in enumerate(ordered)])
    if question is None:
        raise _Wrong("a gap stands in code or in a formula", "move it into the words around it")
    return question


def _several_blanks(row: _Row) -> DraftQuestion:
    """Groups of cells with empty ones between: the name of a gap, and what fills it."""
    groups: dict[str, list[str]] = {}
    for name, *answers in _groups(row.cells, row.stem):
        if name in groups:
            raise _Wrong(f'two gaps are called "{shortened(name)}"', "give each gap a name of its own")
        groups[name] = answers
    return _named_gaps(row, tuple(groups), lambda place, name: _gap(row, place, row.accepted(groups[name])))


def _groups(cells: Sequence[str], stem: str) -> Iterator[list[str]]:
    """Groups of cells; where no empty cell is among them, one also begins at each name in brackets of the stem."""
    group: list[str] = []
    is_close = "" not in cells
    for cell in (*cells, ""):
        if is_close and len(group) > 1 and f"[{cell}]" in stem:
            yield group
            group = []
        if cell:
            group.append(cell)
        elif group:
            yield group
            group = []


def _jumbled(row: _Row) -> DraftQuestion:
    """Choices that all gaps share, each with the name of the gap that it fills, or an empty cell."""
    cells = row.cells if len(row.cells) % 2 == 0 else (*row.cells, "")
    names = tuple(dict.fromkeys(name for _, name in _pairs(cells) if name))

    def gap(place: int, name: str) -> DraftQuestion:
        options = tuple(row.option(choice, own == name) for choice, own in _pairs(cells) if choice)
        return _gap(row, place, (), options)

    return _named_gaps(row, names, gap)


def _numeric(row: _Row) -> DraftQuestion:
    if not row.cells or len(row.cells) > 2:
        raise _Wrong(f"{len(row.cells)} cells follow the stem", "write the number, and its tolerance in the next cell")
    stated = ":".join(cell for cell in row.cells if cell)
    accepted = AcceptedAnswer(text=paragraph(number_text(stated) or stated), line=row.line)
    return replace(row.question(Kind.NUMERIC), accepted=(accepted,))


def _quiz_bowl(row: _Row) -> DraftQuestion:
    """Answers that are to be asked for: the phrases are accepted without their question words."""
    words = [cell for cell in row.cells if cell.casefold().rstrip("?") in _QUESTION_WORDS]
    if words:
        message = f"question words are not asked for: {', '.join(words)}"
        row.report.warning("not-carried", message, row.line, "say in the stem that the answer is a question")
    phrases = row.accepted([cell for cell in row.cells if cell not in words])
    return replace(row.question(Kind.SHORT_ANSWER), accepted=phrases)


_KINDS: dict[str, Callable[[_Row], DraftQuestion | None]] = {
    "MC": lambda row: _choice(row, Kind.CHOICE),
    "MA": lambda row: _choice(row, Kind.MULTIPLE_RESPONSE),
    "TF": _true_false,
    "ESS": _open,
    "SR": _open,
    "FIL": _file,
    "OP": _opinion,
    "ORD": _ordering,
    "MAT": _matching,
    "FIB": _blank,
    "FIB_PLUS": _several_blanks,
    "JUMBLED_SENTENCE": _jumbled,
    "NUM": _numeric,
    "QUIZ_BOWL": _quiz_bowl,
}


def sniff(source: Source) -> float:
    """Lines whose first cells are the names of kinds."""
    lines = [line for line in source.head.split("\n") if line.strip()][:_SURVEYED]
    known = sum(_kind_in(line) is not None for line in lines)
    return 0.97 if known and 2 * known > len(lines) else 0.0


_SURVEYED = 50


def _kind_in(line: str) -> str | None:
    """The kind that a line names; it has a stem, too."""
    kind, tab, rest = line.partition("\t")
    kind = kind.strip(' "\ufeff').upper()
    return kind if tab and kind in _KINDS and rest.strip() else None


def parse(source: Source) -> Parsed:
    """Cut a file into questions, one from each line."""
    diagnostics: list[Diagnostic] = []
    report = Report(source.path, None, diagnostics)
    truth = truth_words(source.language, [source.head])
    questions: list[DraftQuestion] = []
    admit_lines(source.tabbed)
    lines = source.tabbed.split("\n")
    admit(sum(bool(line.strip()) for line in lines))
    for number, line in enumerate(lines, start=1):
        admit_question([line], source.path, number)
        kind, *cells = map(_unquoted, line.split("\t"))
        while cells and not cells[-1]:
            cells.pop()
        if not line.strip():
            continue
        row = _Row(number, tuple(cells[1:]), "".join(cells[:1]), report, source.load, truth)
        try:
            question = _question(kind.upper(), row)
        except _Wrong as wrong:
            report.error("blackboard-row", f"{wrong}, so the line is left out", number, wrong.hint)
        else:
            questions += [question] if question else []
    return Draft(questions=tuple(questions)), tuple(diagnostics)


def _question(kind: str, row: _Row) -> DraftQuestion | None:
    if kind not in _KINDS:
        raise _Wrong(f'"{shortened(kind)}" is no kind of question', _KNOWN)
    if not row.stem:
        raise _Wrong("the stem is missing", "write it in the second cell")
    return _KINDS[kind](row)


_KNOWN = f"begin each line with one of {', '.join(_KINDS)}, and a tab"


def _unquoted(cell: str) -> str:
    """A cell without the quotes that spreadsheets put around commas and quotes."""
    cell = cell.strip().strip("\ufeff")
    is_quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in cell[1:-1].replace('""', "")
    return cell[1:-1].replace('""', '"').strip() if is_quoted else cell


FORMAT = Format(name="blackboard", sniff=sniff, parse=parse)
