"""What programs of quizzes save in JSON in, the same as plain entries of questions out: H5P, Google Forms, SurveyJS."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from examgen.formats.records.values import Entry, Value, words_of

_LIBRARY = re.compile(r"H5P\.(?P<type>\w+) \d")
_FORMS = {"RADIO": "choice", "DROP_DOWN": "choice", "CHECKBOX": "multiple response"}
_SURVEYS = {
    "radiogroup": "choice", "dropdown": "choice", "checkbox": "multiple response", "tagbox": "multiple response",
    "boolean": "true false", "text": "short answer", "comment": "essay", "ranking": "ordering",
}  # fmt: skip


def as_entries(value: Value) -> Value:
    """The questions of such a file; any other value as it is."""
    match value:
        case Entry(fields, _) if isinstance(fields.get("formId"), str) and isinstance(fields.get("items"), list):
            items = _list(fields["items"])
            return _file([_form(item) for item in items], fields.get("info"), map(_unread_item, items))
        case Entry(fields, _) if isinstance(fields.get("pages"), list):
            elements = [each for page in _list(fields["pages"]) for each in _list(_of(page, "elements"))]
            found = [_survey(each) for each in elements]
            return _file(found, value, map(_unread_element, elements)) if any(found) else value
        case Entry(fields, line) if _is_h5p(fields):
            return _file(list(_h5p(value, line)), None, ())
        case _:
            return value


def _file(questions: Sequence[Entry | None], titled: Value, unread: Iterable[str]) -> Entry:
    """A file with a title, its questions, and names of what else it holds."""
    found: dict[str, Value] = dict.fromkeys([name for name in unread if name], "is there")
    if words := words_of(_of(titled, "title")):
        found["title"] = words
    return Entry({**found, "questions": [each for each in questions if each is not None]}, 1)


def _unread_item(item: Value) -> str:
    """What an item is that asks nothing."""
    names = item.fields if isinstance(item, Entry) and "questionItem" not in item.fields else {}
    return next((name for name in names if name.endswith("Item")), "")


def _unread_element(element: Value) -> str:
    kind = words_of(_of(element, "type"))
    return "" if kind in _SURVEYS else kind


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []


def _of(value: Value, *names: str) -> Value:
    """The value below several names."""
    for name in names:
        value = value.fields.get(name) if isinstance(value, Entry) else None
    return value


def _marked(text: Value, name: Value, right: Sequence[Value], line: int) -> Entry:
    """An option that is right if it is called so."""
    return Entry({"text": text, "correct": words_of(name) in map(words_of, right)}, line)


def _form(item: Value) -> Entry | None:
    """One item of a Google form; ``None`` where it asks nothing."""
    question = _of(item, "questionItem", "question")
    if not isinstance(item, Entry) or not isinstance(question, Entry):
        return None
    asked = _of(question, "choiceQuestion")
    named = [_of(each, "value") for each in _list(_of(asked, "options"))]
    right = [_of(each, "value") for each in _list(_of(question, "grading", "correctAnswers", "answers"))]
    offered: list[Value] = [_marked(name, name, right, item.line) for name in named]
    is_long = _of(question, "textQuestion", "paragraph") is True
    fields: dict[str, Value] = {
        "question": item.fields.get("title"),
        "type": _FORMS.get(words_of(_of(asked, "type")), "essay" if is_long or not right else "short answer"),
        "options" if offered else "answer": offered or right,
        "points": _of(question, "grading", "pointValue"),
        "explanation": _of(question, "grading", "generalFeedback", "text"),
    }
    return Entry(fields, item.line)


def _survey(element: Value) -> Entry | None:
    """One element of a survey; ``None`` where it asks nothing."""
    kind = words_of(_of(element, "type"))
    if not isinstance(element, Entry) or kind not in _SURVEYS:
        return None
    key = element.fields.get("correctAnswer")
    right: list[Value] = [each for each in (key if isinstance(key, list) else [key]) if words_of(each)]
    options: list[Value] = [
        _marked(_of(each, "text") or _of(each, "value") or each, _of(each, "value") or each, right, element.line)
        for each in _list(element.fields.get("choices"))
    ]
    fields: dict[str, Value] = {
        "question": element.fields.get("title") or element.fields.get("name"),
        "type": _SURVEYS[kind],
        "options" if options else "answer": options or key,
    }
    return Entry(fields, element.line)


def _is_h5p(fields: dict[str, Value]) -> bool:
    questions = _list(fields.get("questions"))
    lists = any(_LIBRARY.match(words_of(_of(each, "library"))) for each in questions)
    shown = {"behaviour", "UI", "l10n", "overallFeedback"} & fields.keys()
    return lists or (bool(shown) and {"question", "questions", "textField", "choices"} & fields.keys() != set())


def _h5p(value: Value, line: int) -> Iterator[Entry]:
    """The questions of one content type, or of what is in it."""
    if not isinstance(value, Entry):
        return
    line, fields = value.line or line, value.fields
    if isinstance(fields.get("params"), Entry):
        yield from _h5p(fields["params"], line)
    elif any(isinstance(each, Entry) and "params" in each.fields for each in _list(fields.get("questions"))):
        for each in _list(fields["questions"]):
            yield from _h5p(each, line)
    elif _list(fields.get("answers")):
        yield _choice(fields.get("question"), [_answer(each, line) for each in _list(fields["answers"])], line)
    elif words_of(fields.get("correct")):
        yield Entry({"question": fields.get("question"), "answer": fields["correct"], "type": "true false",
                     "markup": "html"}, line)  # fmt: skip
    elif _list(fields.get("choices")):
        for each in _list(fields["choices"]):
            texts = _list(_of(each, "answers"))
            options: list[Value] = [
                Entry({"text": text, "correct": place == 0}, line) for place, text in enumerate(texts)
            ]
            yield _choice(_of(each, "question"), options, line)
    else:
        asked = [words_of(fields.get(name)) for name in ("text", "taskDescription", "question", "textField")]
        words = [each for each in (*asked, *map(words_of, _list(fields.get("questions")))) if each]
        yield Entry({"question": " ".join(words), "type": "gap fill", "markup": "html"}, line)


def _choice(asked: Value, options: list[Value], line: int) -> Entry:
    return Entry({"question": asked, "options": options, "markup": "html"}, line)


def _answer(answer: Value, line: int) -> Value:
    said = _of(answer, "tipsAndFeedback", "chosenFeedback")
    return Entry({"text": _of(answer, "text"), "correct": _of(answer, "correct") is True, "feedback": said}, line)
