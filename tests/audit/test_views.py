"""What is wanted of a view is kept by all that settles it."""

from examgen.audit.views import Unit, Wanted, wanted_once


def said(*parts: str) -> tuple[Unit, ...]:
    return (Unit("the stem", parts[:1]), Unit("option A", parts[1:]))


def test_what_is_kept_is_told_apart_by_owner_and_traits():
    owner, other = object(), object()
    first = wanted_once((owner,), (0, 1), lambda: said("Which?", "one"))
    assert first == Wanted("Which?one", "Which?")
    assert wanted_once((owner,), (0, 1), lambda: said("never", "asked")) is first
    assert wanted_once((owner,), (1, 0), lambda: said("Which?", "two")).whole == "Which?two"
    assert wanted_once((other,), (0, 1), lambda: said("Other", "one")).stem == "Other"
