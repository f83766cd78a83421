"""What is kept out of every line of the log."""

import logging
import re

SECRET = re.compile(r"/[\w-]{32,}")  # no name in an address is as long; links that lead in are


class WithoutSecrets(logging.Filter):
    """Takes out of a line what could lead in: a part of an address that is long enough to be a secret."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = SECRET.sub("/…", record.getMessage()), None
        return True
