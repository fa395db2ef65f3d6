"""Writing that the shipped faces lack: its direction, the font of this machine that has it, its shaped glyphs.

Arabic letters join, Hebrew runs from right to left, Devanagari changes its order, pictures are made of several
characters. The PDF library knows none of that, so the glyphs are chosen by HarfBuzz and written by their numbers.
"""
