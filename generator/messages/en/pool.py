"""Sentences about the processes that make documents, in English: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "pool.limit": "making this document took more than {seconds} seconds or {megabytes} MB of memory, and was ended; shorten "
    "its period, tables or pictures",
    "pool.worker_died": "the process that made this document ended abruptly ({signal}), also when it was tried again; most "
    "often the machine lacks memory: take fewer --workers, then run the command again",
    "pool.no_extra": 'a Dask cluster needs the extra “cluster”, which is not installed; install it: pip install "bilan[cluster]"',
    "pool.scheduler": "no Dask scheduler answered at {given} within {seconds} seconds; check the address, and that “dask scheduler” runs "
    "there",
    "pool.no_workers": "the Dask scheduler at {given} has no worker; start “dask worker {given}” on the machines that share this "
    "folder",
}
