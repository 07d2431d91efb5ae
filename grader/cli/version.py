"""What `grader --version` prints."""


def version_told() -> str:
    """
    Version and build, Python and platform: what a report of a defect needs, in two lines.

    A checkout has no build of its own and says that it is one.
    """
    import platform
    from importlib.metadata import PackageNotFoundError, version
    from pathlib import Path

    from ..message import Message
    from ..readers.build import build
    from .told import worded

    try:
        name = f"grader {version('interview-grader')}"
    except PackageNotFoundError:
        name = worded(Message("grader (not installed)"))
    package = Path(__file__).resolve().parent.parent
    built = build()
    if built:
        name += f" (build {built})"
    elif (package.parent / "pyproject.toml").is_file():
        name += f" (checkout in {package.parent})"
    where = f"{platform.system()} {platform.release()} {platform.machine()}"
    return f"{name}\n{platform.python_implementation()} {platform.python_version()} on {where}"
