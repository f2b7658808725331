"""A busy machine makes no test of the cleaner fail: what Hypothesis finds here does not depend on time."""

from hypothesis import settings

settings.register_profile("clean", deadline=None)
settings.load_profile("clean")
