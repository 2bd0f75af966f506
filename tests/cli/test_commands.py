"""The command line: what it takes, what it refuses, and what it says where."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from examgen.cli.app import app, guarded
from examgen.diagnostics import Diagnostic, Severity
from examgen.errors import BankError, ExamgenError, ExitCode, RequestError

COMMANDS = ("build", "practice", "preview", "check", "history", "export", "convert", "new")

BANK = """\
1. First?
A. yes
B. no
Answer: A

2. Second?
A. one
B. two
C. three
Answer: C
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "quiz.txt"
    path.write_text(BANK, encoding="utf-8")
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_command_has_help_with_an_example(command: str) -> None:
    """Each command says what it does, with an example that begins with its own name."""
    result = run(command, "--help")

    assert result.exit_code == 0
    assert f"Example:\n    examgen {command} " in result.stdout


def test_help_names_every_command() -> None:
    """The list of commands is complete, and each has its line uncut."""
    listed = run("--help").stdout.split("Commands:")[1].split("Example:")[0]

    assert [line.split()[0] for line in listed.strip().splitlines()] == list(COMMANDS)
    assert "..." not in listed


def test_version() -> None:
    """The version is printed alone."""
    assert run("--version").stdout.startswith("examgen ")


@pytest.mark.parametrize("command", ["build", "practice"])
def test_documented_flags_are_there(command: str) -> None:
    """Build and practice have the flags that the manual names."""
    shared = (
        "--exam --questions --seed --out --no-shuffle-questions --no-shuffle-options --title --paper --landscape "
        "--columns --font --size --language "
        "--jobs --template --encoding --format --skip-unresolved --skip-errors --no-audit --no-bundles"
    )
    own = {
        "build": "--variants --key --from --audit --access --one-per-page",
        "practice": "--sheets --answers --not-in",
    }
    text = run(command, "--help").stdout

    assert [flag for flag in f"{shared} {own[command]}".split() if f"{flag} " not in text] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("build",), "give a bank, e.g. examgen build quiz.txt"),
        (("build", "q.txt", "--variants", "0"), "--variants"),
        (("build", "q.txt", "--variants", "-1"), "--variants"),
        (("build", "q.txt", "--questions", "many"), "--questions"),
        (("build", "q.txt", "--paper", "a3"), "--paper"),
        (("build", "q.txt", "--columns", "3"), "--columns"),
        (("build", "q.txt", "--size", "large"), '"large" is no size of type from 7pt to 36pt'),
        (("practice", "q.txt", "--size", "6pt"), '"6pt" is no size of type from 7pt to 36pt'),
        (("build", "q.txt", "--no-audit", "--audit", "full"), "opposite things"),
        (("build", "q.txt", "--audit", "some"), '--audit takes "on" or "full", not "some"'),
        (("build", "q.txt", "--from", "manifest.json"), "leave out banks and settings"),
        (("build", "--variants", "3", "--from", "manifest.json"), "leave out banks and settings"),
        (("build", "--skip-unresolved", "--from", "manifest.json"), "leave out banks and settings"),
        (("practice",), "give a bank, e.g. examgen practice quiz.txt"),
        (("practice", "q.txt", "--answers", "never"), "--answers"),
        (("preview",), "give a bank, e.g. examgen preview quiz.txt"),
        (("preview", "q.txt", "--pages", "3-1"), '--pages: "3-1" names no pages'),
        (("preview", "q.txt", "--pages", "1,,2"), '--pages: "1,,2" names no pages'),
        (("preview", "q.txt", "--question", "a", "--keys"), "leave out --pages and --keys"),
        (("preview", "q.txt", "--from", "manifest.json"), "leave out banks and settings"),
        (("check",), "BANK"),
        (("new", "quiz.docx"), "no quiz.md, no exam.yaml"),
        (("new", "template"), "say where"),
        (("new", "quiz.md", "folder"), "no folder is needed"),
        (("grade",), "grade"),
    ],
)
def test_wrong_usage_is_refused(arguments: tuple[str, ...], message: str) -> None:
    """A command line that cannot be meant ends with code 2 and says what to write; nothing is read."""
    result = run(*arguments)

    assert result.exit_code == ExitCode.USAGE
    assert message in " ".join(result.stderr.split())
    assert result.stdout == ""


def test_build_prints_its_summary(bank: Path, tmp_path: Path) -> None:
    """A build prints what to do with it on standard output."""
    result = run("build", bank, "--variants", "2", "--seed", "7", "--out", tmp_path / "out")

    assert result.exit_code == 0, result.output
    assert "2 questions" in result.stdout
    assert (tmp_path / "out/exam-02.pdf").exists()


def test_flags_reach_the_build(bank: Path, tmp_path: Path) -> None:
    """Flags decide what is printed."""
    flags = ("--variants", "1", "--questions", "1", "--title", "Short", "--no-bundles", "--key", "brief", "--no-audit")
    result = run("build", bank, *flags, "--seed", "7", "--out", tmp_path / "out")
    pdfs = {path.name for path in (tmp_path / "out").glob("*.pdf")}

    assert result.exit_code == 0, result.output
    assert pdfs == {"exam-01.pdf", "key-01.pdf", "overview.pdf"}
    assert '"title":"Short"' in (tmp_path / "out/manifest.json").read_text(encoding="utf-8")


def test_practice_prints_sheets(bank: Path, tmp_path: Path) -> None:
    """Practice sheets go where they are asked for."""
    result = run("practice", bank, "--sheets", "2", "--answers", "none", "--seed", "7", "--out", tmp_path / "sheets")

    assert result.exit_code == 0, result.output
    assert {path.name for path in (tmp_path / "sheets").glob("sheet-*.pdf")} == {"sheet-01.pdf", "sheet-02.pdf"}


def test_check_lists_what_is_found(bank: Path) -> None:
    """A check prints messages and a summary, and ends with code 1 for errors only."""
    sound = run("check", bank)
    bank.write_text(BANK.replace("Answer: C", ""), encoding="utf-8")
    unsound = run("check", bank)

    assert (sound.exit_code, unsound.exit_code) == (ExitCode.OK, ExitCode.BANK)
    assert "2 questions · 2 points" in sound.stdout
    assert f"{bank}:6: error: " in unsound.stdout
    assert "1 without a known answer" in unsound.stdout
    assert "1 error · " in unsound.stdout


def test_convert_and_new_write_files(bank: Path, tmp_path: Path) -> None:
    """Convert writes the bank in another format; new writes starters that can be used at once."""
    assert run("convert", bank, tmp_path / "quiz.md").exit_code == 0
    assert run("convert", bank, tmp_path / "quiz.md").exit_code == ExitCode.OUTPUT
    assert run("convert", bank, tmp_path / "quiz.md", "--force").exit_code == 0

    for what in (tmp_path / "new.md", tmp_path / "new.yaml"):
        assert run("new", what).exit_code == 0
        assert run("new", what).exit_code == ExitCode.OUTPUT
    assert run("new", "template", tmp_path / "mine").exit_code == 0
    assert run("check", tmp_path / "new.md").exit_code == 0
    assert (tmp_path / "mine/labels/en.toml").exists()


def test_refused_request_has_its_code_and_remedy(bank: Path, tmp_path: Path) -> None:
    """What cannot be had is said on standard error, with the exit code of its kind; nothing is written."""
    result = run("build", bank, "--questions", "3", "--out", tmp_path / "out")

    assert result.exit_code == ExitCode.REQUEST
    assert "error: 3 questions were asked for, but there are only 2\nremedy: ask for at most 2" in result.stderr
    assert not (tmp_path / "out").exists()


def test_refusal_shows_diagnostics_first() -> None:
    """The messages about files come before the error that sums them up."""
    found = Diagnostic(severity=Severity.ERROR, rule="no-key", message="no answer", path="q.txt", line=3)

    @guarded
    def refuse() -> None:
        raise BankError("1 error", remedy="correct it", diagnostics=[found])

    program = typer.Typer()
    program.command()(refuse)
    result = CliRunner().invoke(program, [])

    assert result.stderr == f"{found}\nerror: 1 error\nremedy: correct it\n"
    assert result.exit_code == ExitCode.BANK


@pytest.mark.parametrize(
    ("raised", "code"), [(KeyboardInterrupt(), ExitCode.INTERRUPTED), (RequestError("no"), ExitCode.REQUEST)]
)
def test_exit_codes(raised: BaseException, code: ExitCode) -> None:
    """An interrupt and a refusal end with their own codes."""

    @guarded
    def fail() -> None:
        raise raised

    with pytest.raises(typer.Exit) as ended:
        fail()
    assert ended.value.exit_code == code


def test_bugs_keep_their_traceback() -> None:
    """An exception that is no refusal is a bug, and is not dressed up."""

    @guarded
    def broken() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    assert not issubclass(ZeroDivisionError, ExamgenError)


def seconds(*command: str) -> float:
    """The shortest of a few runs: what is left is the work, not the neighbours'."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, *command], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return min(times)


def test_help_is_quick() -> None:
    """Help costs at most a quarter of a second more than a bare interpreter."""
    assert seconds("-m", "examgen", "--help") - seconds("-c", "pass") < 0.25


def test_help_loads_no_stage() -> None:
    """The command line alone imports neither stages nor their libraries."""
    code = "import sys, examgen.cli.app; print(*(n for n in sys.modules if n.startswith('examgen.') or '.' not in n))"
    loaded = set(
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    )

    assert not loaded & {"reportlab", "pypdf", "jinja2", "uharfbuzz", "markdown_it", "yaml", "pypdfium2", "rich"}
    assert {name for name in loaded if name.startswith("examgen.pipeline.")} <= {"examgen.pipeline.request"}


def test_closed_pipe_is_no_error(bank: Path) -> None:
    """When the reader of a pipe goes away, the command ends without a traceback."""
    command = [sys.executable, "-m", "examgen", "check", str(bank)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stderr
        process.stdout.close()

        assert "Traceback" not in process.stderr.read()


def test_narrow_console_is_no_error(bank: Path) -> None:
    """A console that lacks the characters of a message prints others in their place."""
    bank.write_text(BANK + "\n3. Σ?\nA. σ\nB. μ\n", encoding="utf-8")
    command = [sys.executable, "-m", "examgen", "check", str(bank)]
    done = subprocess.run(command, capture_output=True, env={"PYTHONIOENCODING": "shift_jis"}, check=False)

    assert done.returncode == ExitCode.BANK
    assert b"3 questions ? 3 points" in done.stdout


def test_an_interrupt_before_all_modules_are_there_shows_no_traceback() -> None:
    """a Ctrl-C in the first moment ends the command as a later one does."""
    code = (
        "import sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, *rest):\n"
        "        if name == 'examgen.cli.app': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "from examgen.__main__ import main\n"
        "main()\n"
    )

    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stderr) == (ExitCode.INTERRUPTED, "interrupted: nothing is left half done\n")
