"""A code that a phone's camera reads, drawn as part of the page: nothing inline but shapes, nothing to fetch."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M


def qr(text: str, alt: str) -> SafeString:
    """The picture of `text`, as SVG, with the quiet edge scanners need. `alt`: what those read who do not see it."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(text)
    rows = code.get_matrix()
    dark = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, cell in enumerate(row) if cell)
    return format_html(
        '<svg class="tmt-code" role="img" aria-label="{}" viewBox="0 0 {} {}" width="240" height="240" shape-rendering="crispEdges">'
        '<rect width="100%" height="100%" fill="#fff"></rect><path d="{}" fill="#000"></path></svg>', alt, len(rows), len(rows), dark)
