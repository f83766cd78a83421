"""How passphrases are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id with 19 MiB and two passes, as OWASP has it; Django's own default takes 100 MiB a sign-in."""

    time_cost = 2
    memory_cost = 19_456  # KiB
    parallelism = 1
