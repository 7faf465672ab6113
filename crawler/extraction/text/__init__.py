"""The text of a notice, read once: what every later room speaks of as lines, sentences, clauses, cells and spans.

- `document`: one page prepared for reading (printed title and text, publisher, day) and the spans that prove a value.
- `folding`: the printed text with one plain form for each width and look-alike. Folding never changes the length, so
  that a place in the folded text is the place in the printed one: the map between them is the identity.
- `sentences`: where lines, sentences and clauses begin and end: one pass a text, then look-ups.
- `tables`: THE table reader: cells parted by bars, tabs or wide blanks, one a line, or turned; `find_cell` for a place.
"""
