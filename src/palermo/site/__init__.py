"""Front door: joined pages, routes, base templates, components, one stylesheet."""
