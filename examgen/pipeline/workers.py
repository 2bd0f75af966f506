"""A plan in, its printed variants out in order, by one process or by any executor; results do not depend on which."""

from __future__ import annotations

import os
import pickle
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.process import BaseProcess
from signal import SIG_DFL, SIG_IGN, SIGINT, SIGTERM, signal
from threading import Thread

from examgen.errors import ExamgenError, OutputError
from examgen.model.bank import Question
from examgen.pipeline.plan import PrintPlan
from examgen.pipeline.printing import Printed, print_variants

CHUNK = 8
"""Variants in one task: enough to hide the cost of sending it, few enough to keep workers even."""

WORTH_A_POOL = 48
"""Builds of fewer variants take less time than starting a pool."""

MOST_WORKERS = 61
"""Windows can wait for no more processes at once, and beyond that more are no faster."""

IN_FLIGHT = 3
"""Tasks given out for each worker: bounds what waits in memory."""


def print_all(key: str, plan: PrintPlan, jobs: int | None, executor: Executor | None = None) -> Iterator[Printed]:
    """Print every variant of the plan, in order."""
    last = plan.blueprint.variants
    chunks = [range(first, min(first + CHUNK, last + 1)) for first in range(1, last + 1, CHUNK)]
    if len(plan.lots) > 1:
        chunks = list(plan.lots)
    sealed = pickle.dumps(plan)
    count = min(jobs or _default_jobs(last), len(chunks), MOST_WORKERS)
    if executor is not None:
        yield from _spread(executor, key, sealed, chunks, IN_FLIGHT * count)
    elif count == 1:
        for chunk in chunks:
            yield from print_variants(key, sealed, chunk)
    else:
        try:
            with _pool(count) as pool:
                yield from _spread(pool, key, sealed, chunks, IN_FLIGHT * count)
        except BrokenProcessPool:
            raise _ended() from None


def realise_ahead(plan: PrintPlan, jobs: int | None, executor: Executor | None = None) -> None:
    """Have several processes realise the questions of all variants, where each has values of its own.

    Processes are forked for it: elsewhere to start them costs as much as they save.
    """
    if len(plan.lots) == 1 or plan.kept:
        return
    tasks = partial(_realised, pickle.dumps(plan))
    count = min(jobs or _default_jobs(plan.blueprint.variants), len(plan.lots), MOST_WORKERS)
    if executor is not None:
        _expect(plan, executor.map(tasks, plan.lots))
    elif count > 1 and _can_fork():
        try:
            with _pool(count) as pool:
                _expect(plan, pool.map(tasks, plan.lots))
        except BrokenProcessPool:
            raise _ended() from None


def _expect(plan: PrintPlan, found: Iterable[list[tuple[Question, ...]]]) -> None:
    for lot, each in zip(plan.lots, found, strict=True):
        for number, questions in zip(lot, each, strict=False):
            plan.expect(number, questions)


def _realised(sealed: bytes, numbers: Sequence[int]) -> list[tuple[Question, ...]]:
    """The questions of some variants; none where there is a mistake, which is met again, and told, without workers."""
    plan: PrintPlan = pickle.loads(sealed)
    try:
        return [plan.realised(number) for number in numbers]
    except ExamgenError:
        return []


def _spread(executor: Executor, key: str, sealed: bytes, chunks: list[range], in_flight: int) -> Iterator[Printed]:
    waiting: deque[Future[list[Printed]]] = deque()
    try:
        for chunk in chunks:
            if len(waiting) == in_flight:
                yield from waiting.popleft().result()
            waiting.append(executor.submit(print_variants, key, sealed, chunk))
        while waiting:
            yield from waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def _pool(count: int) -> ProcessPoolExecutor:
    """Forked workers inherit the open shop; elsewhere each opens its own."""
    method = "fork" if _can_fork() else None
    return ProcessPoolExecutor(count, mp_context=get_context(method), initializer=_follow_parent)


def _can_fork() -> bool:
    return "fork" in get_all_start_methods() and os.name == "posix"


def _ended() -> OutputError:
    return OutputError(
        "a process that was printing variants was ended from outside, perhaps because memory ran out",
        remedy="close other programs, or use fewer processes with --jobs",
    )


def _follow_parent() -> None:
    """Let a worker end when the build that it works for is killed, instead of waiting for tasks for ever.

    Ctrl-C reaches all processes of a terminal; the build alone answers, and gives no more tasks.
    """
    signal(SIGINT, SIG_IGN)
    signal(SIGTERM, SIG_DFL)
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _default_jobs(variants: int) -> int:
    return 1 if variants < WORTH_A_POOL else os.cpu_count() or 1
