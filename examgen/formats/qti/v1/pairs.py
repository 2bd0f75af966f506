"""An item of QTI 1.2 with several choices in, a matching question out, or one in parts where they share nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from string import ascii_lowercase

from examgen.formats.draft import DraftOption, DraftPrompt, DraftQuestion
from examgen.formats.qti.v1.best import partner, partners
from examgen.formats.qti.v1.item import Item
from examgen.formats.qti.v1.options import label_text, options_of
from examgen.formats.qti.v1.presentation import Label, Response, Way, material_source
from examgen.formats.xml import Element
from examgen.model.response import Kind
from examgen.model.text import Text, wording


def pairs(item: Item) -> DraftQuestion:
    """Prompts and the options that belong to them."""
    responses = [response for response in item.responses if response.way is Way.CHOICE]
    shown = _right_column(item)
    sources = [{_key(label, shown, place) for place, label in enumerate(each.labels)} for each in responses]
    if item.metadata.type != "pairs" and not set.intersection(*sources):
        return _parts(item, responses)
    if groups := _groups(item, responses):
        return _in_groups(item, responses, groups)
    places: dict[str, int] = {}
    options: list[DraftOption] = []
    for response in responses:
        for place, label in enumerate(response.labels):
            key = _key(label, shown, place)
            if key not in places:
                places[key] = len(options)
                text = item.text(shown[place], label.line) if place < len(shown) else label_text(item, label)
                options.append(DraftOption(text=text, line=label.line))
    prompts = [
        prompt for response in responses if (prompt := _prompt(item, response, places, shown, options)) is not None
    ]
    return _without_empty(replace(item.draft(item.plain_stem(), Kind.MATCHING)), options, prompts)


def _groups(item: Item, responses: Sequence[Response]) -> dict[str, int]:
    """The group that each thing belongs to, where things are put into groups; nothing for plain pairs."""
    members = [partners(response, item.scoring) for response in responses]
    if not any(len(each) > 1 for each in members) or len(frozenset.union(*members)) < sum(map(len, members)):
        return {}
    return {name: place for place, each in enumerate(members) for name in each}


def _in_groups(item: Item, responses: Sequence[Response], groups: dict[str, int]) -> DraftQuestion:
    """Things on the left, the groups that they belong to on the right."""
    labels = {label.ident: label for response in responses for label in response.labels}
    left_out = [label for name, label in labels.items() if name not in groups]
    if left_out:
        message = f"{len(left_out)} things that belong to no group are left out"
        item.report.warning("not-carried", message, left_out[0].line, "make a group for them")
    prompts = tuple(
        DraftPrompt(text=label_text(item, label), target=groups[name], line=label.line)
        for name, label in labels.items()
        if name in groups
    )
    options = tuple(DraftOption(text=_asked(item, response), line=response.line) for response in responses)
    return replace(item.draft(item.plain_stem(), Kind.MATCHING), prompts=prompts, options=options)


def _key(label: Label, shown: Sequence[str], place: int) -> str:
    """What tells an option from others: what it says."""
    return shown[place] if place < len(shown) else label.source.strip() or label.ident


def _right_column(item: Item) -> list[str]:
    """The HTML of the options where one system writes them in a block of their own, by place."""
    flows = () if item.presentation is None else item.presentation.iter("{*}flow")
    block = next((flow for flow in flows if flow.get("class") == "RIGHT_MATCH_BLOCK"), None)
    return [] if block is None else [material_source(flow, item.file, lambda _: "") for flow in block]


def _prompt(
    item: Item, response: Response, places: dict[str, int], shown: Sequence[str], options: Sequence[DraftOption]
) -> DraftPrompt | None:
    text = item.text(response.prompt or _around(item, response), response.line)
    chosen = partner(response, item.scoring)
    target = next(
        (places[_key(label, shown, place)] for place, label in enumerate(response.labels) if label.ident == chosen),
        None,
    )
    if not text and (target is None or not options[target].text):
        return None
    if target is None:
        message = f'it is not stated what belongs to "{wording(text)}"'
        item.report.error("unresolved-key", message, response.line, "state it where the file comes from")
        return None
    return DraftPrompt(text=text, target=target, line=response.line)


def _around(item: Item, response: Response) -> str:
    """The words beside a response, in the block that holds it alone."""
    element: Element = response.element.getparent()
    return "" if element is item.presentation else material_source(element, item.file, lambda _: "")


def _without_empty(draft: DraftQuestion, options: list[DraftOption], prompts: list[DraftPrompt]) -> DraftQuestion:
    """The question without options that say nothing and that nothing belongs to."""
    targets = {prompt.target for prompt in prompts}
    kept = [place for place, option in enumerate(options) if option.text or place in targets]
    moved = {place: new for new, place in enumerate(kept)}
    return replace(
        draft,
        options=tuple(options[place] for place in kept),
        prompts=tuple(replace(prompt, target=moved[prompt.target]) for prompt in prompts),
    )


def _parts(item: Item, responses: Sequence[Response]) -> DraftQuestion:
    parts = tuple(
        DraftQuestion(
            stem=_asked(item, response),
            options=options_of(item, response, is_several=response.cardinality == "multiple"),
            kind=Kind.MULTIPLE_RESPONSE if response.cardinality == "multiple" else Kind.CHOICE,
            letter=letter,
            line=response.line,
        )
        for letter, response in zip(ascii_lowercase, responses, strict=False)
    )
    if len(responses) > len(parts):
        item.report.error("parts", f"{len(responses)} parts, more than letters", item.line, "make it several questions")
    return replace(item.draft(item.plain_stem(), Kind.MULTI_PART), parts=parts)


def _asked(item: Item, response: Response) -> Text:
    return item.text(response.prompt or _around(item, response), response.line)
