"""What all tests share: laws are not timed, for a busy machine is slow now and then."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
