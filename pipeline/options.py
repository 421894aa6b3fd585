"""What a run may be told."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from ziping.pipeline.errors import UsageError

OCR_MODES = ("auto", "always", "never")
ENGINES = ("local", "ray")
LEAST_DPI, MOST_DPI = 72, 1200
MINUTES = 60.0
GIGABYTE = 1024**3


def usable_cores() -> int:
    """How many cores this process may use (a container or `taskset` may allow fewer than there are)."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS
        return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Options:
    """Options of a run.

    Attributes:
        jobs: Worker processes.
        ocr: Whether pages without text are recognised: `auto`, `always`, `never`.
        ocr_dpi: Resolution for recognition, dots an inch.
        engine: `local` (processes of this machine) or `ray`.
        force: Read again also what was read before.
        timeout: Seconds that one document may take.
        memory: Bytes of memory that one worker may hold.

    Raises:
        UsageError: for values outside their range, and for what this version cannot do.
    """

    jobs: int = field(default_factory=usable_cores)
    ocr: str = "auto"
    ocr_dpi: int = 200
    engine: str = "local"
    force: bool = False
    timeout: float = 5 * MINUTES
    memory: int = 4 * GIGABYTE

    def __post_init__(self) -> None:
        if self.jobs < 1:
            raise UsageError(f"--jobs {self.jobs}: at least one worker is needed.")
        if self.timeout <= 0:
            raise UsageError(f"--timeout {self.timeout:g}: give a number of seconds above 0.")
        if self.ocr not in OCR_MODES:
            raise UsageError(f"--ocr {self.ocr}: choose one of {', '.join(OCR_MODES)}.")
        if self.engine not in ENGINES:
            raise UsageError(f"--engine {self.engine}: choose one of {', '.join(ENGINES)}.")
        if not LEAST_DPI <= self.ocr_dpi <= MOST_DPI:
            raise UsageError(f"--ocr-dpi {self.ocr_dpi}: give a resolution from {LEAST_DPI} to {MOST_DPI}.")

    @property
    def reading(self) -> str:
        """Those options that change what is read from a document: part of the name of its result."""
        return f"ocr={self.ocr} dpi={self.ocr_dpi}"
