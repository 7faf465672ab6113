"""THE table of fields: each defined once, as an attribute with its definition; everything published derives from it."""
