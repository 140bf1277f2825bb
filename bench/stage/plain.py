"""The least that makes a PDF of HTML: WeasyPrint as its manual begins, in a process of its own.

Run as a program: HTML from standard input, PDF to standard output.
"""

import sys


def main() -> None:
    """Print what stands on standard input."""
    import weasyprint

    html = sys.stdin.buffer.read().decode()
    sys.stdout.buffer.write(weasyprint.HTML(string=html).write_pdf())


if __name__ == "__main__":
    main()
