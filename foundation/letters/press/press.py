"""Makes the PDF of one letter, in a process of its own: data on standard input, the PDF on standard output, a fault on standard error.

It is started by `printing.py` with no environment of the house, so it holds no key, and with limits of its own; what it is given is put on
the page as text and never read as source. It imports nothing of the house.
"""

import resource
import sys
from pathlib import Path

import typst

HERE = Path(__file__).resolve().parent
SECONDS, MEMORY = 10, 2 * 1024**3  # of processor time; of address space, most of which is never touched
FAULT = 3


def limit() -> None:
    most = {resource.RLIMIT_CPU: SECONDS, resource.RLIMIT_FSIZE: 0, resource.RLIMIT_CORE: 0}
    if sys.platform == "linux":
        most[resource.RLIMIT_AS] = MEMORY
    for what, amount in most.items():
        resource.setrlimit(what, (amount, amount))


def main() -> int:
    limit()
    data = sys.stdin.buffer.read().decode()
    try:
        made = typst.compile(
            str(HERE / "letter.typ"),
            root=str(HERE),
            format="pdf",
            font_paths=[str(HERE)],
            ignore_system_fonts=True,  # the same letter on every machine
            sys_inputs={"data": data},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as fault:
        sys.stderr.write(str(fault))
        return FAULT
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
