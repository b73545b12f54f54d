"""Reads one YAML file strictly, and says where and what is wrong in one line."""

from collections import Counter
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from bot.errors import DataSetError

MAX_BYTES = 2_000_000

# The C parser reads the shipped set ten times faster; PyYAML may have been built without it.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """Refuses a key that stands twice in one mapping (YAML would keep the last without a word)."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = [key for key, count in Counter(map(str, keys)).items() if count > 1]
        if twice:
            raise yaml.constructor.ConstructorError(None, None, f"key twice: {', '.join(twice)}", node.start_mark)
        return dict(super().construct_mapping(node, deep=deep))


def read_yaml(path: Path) -> object:
    """The file's one document as plain values. Raises DataSetError that names the file and, where known, the line."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _fault(path, f"is larger than {MAX_BYTES} bytes")
        with path.open(encoding="utf-8") as stream:
            return yaml.load(stream, _Loader)  # noqa: S506  # a SafeLoader that refuses more
    except OSError as problem:
        raise _fault(path, problem.strerror or "cannot be read") from problem
    except UnicodeDecodeError:
        raise _fault(path, "is not UTF-8 text") from None
    except yaml.YAMLError as problem:
        raise _fault(path, " ".join(str(problem).split())) from None
    except (ValueError, RecursionError) as problem:
        raise _fault(path, f"cannot be read: {problem}") from None


def reason_of(problem: ValidationError) -> str:
    """The first of a model's faults as `field: what`, and how many more there are."""
    errors = problem.errors(include_url=False, include_input=False)
    shown = "; ".join(f"{_place(error['loc'])}{_message(error['msg'])}" for error in errors[:3])
    return shown if len(errors) <= 3 else f"{shown}; +{len(errors) - 3}"


def _place(loc: tuple[int | str, ...]) -> str:
    parts = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc).lstrip(".")
    return f"{parts}: " if parts else ""


def _message(message: str) -> str:
    return message.removeprefix("Value error, ")


def _fault(path: Path, what: str) -> DataSetError:
    reason = f"{path.name}: {what}"
    return DataSetError(reason, reason=reason)
