"""A frozen page as plain text, in the form in which a letter is printed: headings and points."""

from typing import Any

Content = dict[str, Any]


def title(content: Content) -> str:
    return f"Assurance: {content['name']}, {content['label']}"


def head(content: Content, digest: str) -> list[str]:
    """The lines above the title: what it is for, when it was made, and by what it can be told."""
    meeting = [f"For the meeting of the governing body on {content['meeting']}"] if content["meeting"] else []
    return [*meeting, f"Made on {content['made']}, and not changed since", f"Fingerprint {digest[:16]}"]


def text(content: Content) -> str:
    """Every section with its lines, then what they mean."""
    parts = [f"Published on {content['published']}, and shown here as it stood then."]
    if content["together"]:
        parts.append(f"Small academies are shown together. The figures are those of {content['together']}.")
    return "\n\n".join([*parts, *(_section(one) for one in content["sections"])])


def _section(section: Content) -> str:
    lines = "\n".join(f"- {_line(section['head'], row)}" for row in section["rows"])
    return "\n\n".join([f"# {section['title']}", lines, *section["means"]])


def _line(heads: list[str], row: list[str]) -> str:
    """The line's heading, then each of its values; which column it is of only where there are several."""
    first, *values = row
    if len(values) == 1:
        return f"{first}: {values[0]}"
    return f"{first}. " + "; ".join(f"{name}: {value}" for name, value in zip(heads[1:], values, strict=True))
