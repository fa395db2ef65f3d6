"""PDF pages drawn with a font made for them, whose glyphs mean whatever letters a test needs.

So no font of the computer is needed for Arabic and Hebrew.
"""

import io
from collections.abc import Sequence

import pikepdf

_SIZE = 12


def page_of(texts: Sequence[tuple[float, float, str]]) -> bytes:
    """A page with each text at its place (x, y), drawn from left to right as its letters stand in `texts`.

    All glyphs are half as wide as they are high.
    """
    letters = sorted({letter for _, _, text in texts for letter in text})
    codes = {letter: number for number, letter in enumerate(letters, start=33)}
    document = pikepdf.new()
    glyph = document.make_stream(b"500 0 0 0 400 700 d1 0 0 400 700 re f")
    names = [f"/g{code}" for code in codes.values()]
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type3,
        FontBBox=[0, -200, 500, 800],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=pikepdf.Dictionary(dict.fromkeys(names, glyph)),
        Encoding=pikepdf.Dictionary(Type=pikepdf.Name.Encoding, Differences=[33, *map(pikepdf.Name, names)]),
        FirstChar=33,
        LastChar=32 + len(letters),
        Widths=[500] * len(letters),
        ToUnicode=document.make_stream(_meanings(codes)),
    )
    shown = "\n".join(
        f"BT /F {_SIZE} Tf 1 0 0 1 {x} {y} Tm <{''.join(f'{codes[letter]:02x}' for letter in text)}> Tj ET"
        for x, y, text in texts
    )
    page = document.add_blank_page(page_size=(595, 842))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=document.make_indirect(font)))
    page.Contents = document.make_stream(shown.encode())
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _meanings(codes: dict[str, int]) -> bytes:
    lines = "\n".join(f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{lines}\nendbfchar\nendcmap end end"
    ).encode()
