"""Charts in three steps: counts become plain geometry, and the geometry is drawn, on paper and on the screen alike.

`tallies` counts. `bars`, `diverging`, `heat` and `timeline` turn a tally into a `Chart` of boxes, lines and labels in
points, knowing neither the PDF library nor Qt. `drawing` puts a chart on a page; the window has a widget for it.
"""
