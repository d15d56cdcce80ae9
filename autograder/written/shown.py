"""A student's answer, made safe to display: Markdown as HTML, and PNG pictures.

Owns what may be in the page: HTML in an answer is shown as text, links cannot be followed, nothing
is loaded, and a picture whose first bytes are not those of a PNG is left out. Formulas are shown as
they were typed, except for symbols that are characters: LaTeX is not needed.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup

from autograder.text import localized, printable

# Far more than an answer needs; hostile text could make the parser slow.
MAX_CHARACTERS = 20_000
# Lines of the text times the columns of its widest table.
MAX_CELLS = 20_000
MAX_PICTURES = 12
_MAX_PICTURE_BYTES = 8 << 20
_MAX_PIXELS = 40_000_000
_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
_INLINE = re.compile(r"data:image/png;base64,([A-Za-z0-9+/]+={0,2})")

_SIGNS = {
    "approx": "≈", "cdot": "·", "dots": "…", "eta": "η", "exp": "exp", "ge": "≥", "geq": "≥",
    "infty": "∞", "ldots": "…", "le": "≤", "leftarrow": "←", "leq": "≤", "ln": "ln", "log": "log",
    "nabla": "∇", "ne": "≠", "neq": "≠", "partial": "∂", "pm": "±", "rightarrow": "→", "sum": "Σ",
    "times": "×", "to": "→",
}  # fmt: skip
_SIGN = re.compile(rf"\\({'|'.join(_SIGNS)})(?![A-Za-z])")
_FRACTION = re.compile(r"\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}")
_WORDS = re.compile(r"\\(?:text|mathrm|mathit|operatorname)\{([^{}]*)\}")


def pngs_of(encoded: Mapping[str, object]) -> dict[str, bytes]:
    """Decode pictures from base64; leave out those that are not PNGs, too large or too many."""
    found: dict[str, bytes] = {}
    for name, value in encoded.items():
        picture = png(value)
        if picture is not None and len(found) < MAX_PICTURES:
            found[name] = picture
    return found


def png(value: object) -> bytes | None:
    """Return the bytes of a PNG in base64, a string or its lines; None if it is not a PNG."""
    if isinstance(value, list):
        value = "".join(each for each in value if isinstance(each, str))
    if not isinstance(value, str) or len(value) > _MAX_PICTURE_BYTES * 4 // 3:
        return None
    try:
        data = base64.b64decode("".join(value.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    if not data.startswith(_PNG) or len(data) < 33:
        return None
    width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    return data if 0 < width * height <= _MAX_PIXELS else None


def picture(data: bytes, alt: str) -> Markup:
    """Return a PNG as an element of the page, encoded again."""
    text = base64.b64encode(data).decode()
    return Markup('<img src="data:image/png;base64,{}" alt="{}">').format(text, printable(alt))


def text(source: str, attached: Mapping[str, bytes] | None = None) -> Markup:
    """Return Markdown as HTML, with the pictures attached to it.

    Parameters
    ----------
    source : str
        As written.
    attached : Mapping[str, bytes], optional
        PNGs by name; those that the text does not mention are shown below it.
    """
    pictures = dict(attached or {})

    def lifted(match: re.Match[str]) -> str:
        # Colab writes pictures into the text; they are treated as attached.
        data = png(match[1])
        if data is None or len(pictures) >= MAX_PICTURES:
            return "attachment:left-out"
        name = f"picture-{len(pictures)}"
        pictures[name] = data
        return f"attachment:{name}"

    source = _INLINE.sub(lifted, printable(source))
    cut = len(source) > MAX_CHARACTERS
    env: dict[str, Any] = {"pictures": pictures, "shown": set(), "links": []}
    source = source[:MAX_CHARACTERS]
    html = Markup(_parser(source).render(source, env))
    for name, data in pictures.items():
        if name not in env["shown"]:
            html += picture(data, name)
    if cut:
        html += Markup("<p><strong>{}</strong></p>").format(
            localized(
                "The text is longer; the rest is in the file.",
                "글이 더 깁니다. 나머지는 파일에 있습니다.",
            )
        )
    return html


def _math(state: StateInline, silent: bool) -> bool:
    """Read ``$...$`` and ``$$...$$`` as typed, so that their underscores are not markup."""
    if state.src[state.pos] != "$":
        return False
    mark = "$$" if state.src.startswith("$$", state.pos) else "$"
    start = state.pos + len(mark)
    end = state.src.find(mark, start, state.posMax)
    if end <= start:
        return False
    if not silent:
        state.push("math", "", 0).content = state.src[start:end]
    state.pos = end + len(mark)
    return True


def _math_html(_: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    typed = _WORDS.sub(r"\1", tokens[at].content)
    typed = _SIGN.sub(lambda sign: _SIGNS[sign[1]], _FRACTION.sub(r"(\1)/(\2)", typed))
    return f'<code class="math">{escapeHtml(typed)}</code>'


def _image_html(_: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    token = tokens[at]
    place = unquote(str(token.attrs.get("src", "")))
    name = place.removeprefix("attachment:")
    data = env["pictures"].get(name) if place.startswith("attachment:") else None
    if data is None:
        left_out = localized("picture not shown", "표시하지 않은 그림")
        return f"<em>[{left_out}: {escapeHtml(token.content or place)}]</em>"
    if name in env["shown"]:
        above = localized("the same picture as above", "위의 그림과 같음")
        return f"<em>[{above}: {escapeHtml(token.content or name)}]</em>"
    env["shown"].add(name)
    return str(picture(data, token.content or name))


def _open_link(_: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    env["links"].append(str(tokens[at].attrs.get("href", "")))
    return "<u>"


def _close_link(_: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    return f"</u> ({escapeHtml(env['links'].pop())})"


def _markdown(*more: str) -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False}).enable(["strikethrough", *more])
    made.inline.ruler.before("escape", "math", _math)
    made.add_render_rule("math", _math_html)
    made.add_render_rule("image", _image_html)
    made.add_render_rule("link_open", _open_link)
    made.add_render_rule("link_close", _close_link)
    return made


_MARKDOWN, _WITHOUT_TABLES = _markdown("table"), _markdown()


def _parser(source: str) -> MarkdownIt:
    """Return the parser for a text; without tables if they could have too many cells.

    Every row gets as many cells as its table has columns, also an empty one.
    """
    lines = source.splitlines()
    widest = max((line.count("|") for line in lines), default=0)
    return _MARKDOWN if len(lines) * widest <= MAX_CELLS else _WITHOUT_TABLES
