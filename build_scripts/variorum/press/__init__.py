"""Pages -> files: what stands beside the pages in the built site, and how a site is published as a whole."""
