"""The commands joined, and what each error becomes: one line and an exit code."""

import io
import sys
import traceback
from typing import Annotated

import typer

from ..errors import (
    AnswersError,
    DefectError,
    GraderError,
    InputError,
    JudgeStopped,
    StoreError,
)
from ..message import Message
from . import (
    audit,
    calibrate,
    compare,
    config,
    doctor,
    explain,
    feedback,
    grade,
    init,
    notice,
    practice,
    purge,
    report,
    review,
    rubric,
    verify,
)
from . import options as o
from .command_line import command_of
from .language import check_spoken, language_asked
from .misuse import Misuse, UsageError, check_dashes, misuse
from .told import harmless, resume_command, say, say_lines, speak

app = typer.Typer(
    name="grader",
    help="Grade written interview answers with a rubric and a language model, with reasons.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # drawing help with rich costs more than all else of --help
)
app.command("grade")(grade.grade)
app.command("feedback")(feedback.feedback)
app.command("practice")(practice.practice)
app.command("purge")(purge.purge)
app.command("report")(report.report)
app.command("review")(review.review)
app.command("calibrate")(calibrate.calibrate)
app.command("compare")(compare.compare)
app.command("audit")(audit.audit)
app.command("explain")(explain.explain)
app.command("notice")(notice.notice)
app.command("verify")(verify.verify)
app.command("doctor")(doctor.doctor)
app.command("init")(init.init)
app.command("config")(config.config)
app.add_typer(rubric.app, name="rubric")

EXIT_INPUT, EXIT_STOPPED, EXIT_STORE, EXIT_DEFECT, EXIT_INTERRUPTED = 2, 3, 4, 70, 130


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it with the flag
    if wanted:
        from .version import version_told

        typer.echo(version_told())
        raise typer.Exit


@app.callback()
def root(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
    lang: o.SpokenIn = "",
) -> None:
    """Options before the command."""
    check_spoken(lang)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    command = sys.argv[1:] if arguments is None else arguments
    speak(language_asked(command))
    try:
        return _run(command)
    except InputError as error:
        _tell(error)
        return EXIT_INPUT
    except JudgeStopped as error:
        say_lines(error.message)
        resume_command(command)
        return EXIT_STOPPED
    except StoreError as error:
        say_lines(error.message)
        resume_command(command)
        return EXIT_STORE
    except DefectError as error:
        say_lines(error.message)
        return EXIT_DEFECT
    except GraderError as error:
        say_lines(error.message)
        return 1
    except KeyboardInterrupt:
        resume_command(command)
        return EXIT_INTERRUPTED
    except BrokenPipeError:  # whoever read the output has gone
        return EXIT_STORE
    except Exception:  # noqa: BLE001 - a defect of ours: the traceback is for its report
        traceback.print_exc()
        say_lines(Message("this is a defect of grader, please report it with the lines above"))
        return EXIT_DEFECT


def run() -> None:
    """The `grader` command."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal or pipe that lacks a character shows its code instead of ending the run.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(main())


def _run(command: list[str]) -> int:
    for each in command:
        if not each.isascii() and each != each.encode("utf-8", "replace").decode():
            raise InputError(
                "{each!r}: not UTF-8; rename the file, or type the option again", each=each
            )
    whole = command_of(app)
    check_dashes(whole, command)
    try:
        done = whole(args=command, prog_name="grader", standalone_mode=False, obj=command)
    except UsageError as error:
        if type(error).__name__ != "NoArgsIsHelpError":
            raise misuse(error, whole, command) from None
        print(harmless(str(error)), file=sys.stderr)
        return EXIT_INPUT
    except typer.Abort:
        return EXIT_INTERRUPTED
    return done if isinstance(done, int) else 0


def _tell(error: InputError) -> None:
    if isinstance(error, Misuse):
        say(error.message)
        return
    if not isinstance(error, AnswersError):
        say_lines(error.message)
        return
    for each in error.shown:
        say(each)
    say_lines(error.remedy)
