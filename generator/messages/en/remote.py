"""Sentences about copies in another place, in English: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "remote.no_extra": 'copies to {given} need the extra “remote”, which is not installed; install it: pip install "bilan[remote]"',
    "remote.no_driver": "no program for addresses {given} is installed; install the one that fsspec names for them (s3fs, "
    "gcsfs, adlfs…)",
    "remote.address": "“{given}” is no address to copy to; write file:///folder, s3://bucket/folder or the like",
    "remote.different": "another file of this name stands at {given}, and Bilan replaces none; move it away, or choose "
    "another folder",
    "remote.failed": "the copy to {given} failed ({reason}); check the connection and your rights, then run the command again: what "
    "has arrived stays",
    "remote.not_whole": "what arrived at {given} is not what was sent; run the command again",
}
