"""The web place: asked as a browser would, without one."""
