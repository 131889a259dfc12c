"""English sentences about publishing: code to "what is wrong; what to do"."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "publishing.disk_full": "the disk is full, nothing was published; free some space, then run the command again",
    "publishing.too_large": "the file is over the size allowed, nothing was published; raise the limit (ulimit -f) or "
    "use lighter pictures",
    "publishing.no_permission": "you may not write here, nothing was published; ask for the right to write in this "
    "folder",
    "publishing.read_only": "this disk is read-only, nothing was published; make it writable or work on a copy of the "
    "workspace",
    "publishing.cannot_write": "this cannot be written ({reason}), nothing was published; check the disk, then run the "
    "command again",
    "publishing.lock_held": "another run is at work (process {pid} on {host}, since {since}); wait until it ends, then "
    "run the command again",
    "publishing.lock_held_unnamed": "another run is at work; wait until it ends, then run the command again",
    "publishing.link": "this is a link to another place, and Bilan never publishes through a link; put a real folder "
    "in its place",
    "publishing.not_a_folder": "a file stands where a folder is needed; move that file away",
    "publishing.bad_name": "the name “{name}” does not suit a file; use at most 120 letters without accents, digits, "
    "dots and hyphens",
    "publishing.edited": "this file was edited by hand; it stays as it is, the new version stands beside it",
    "publishing.missing": "this published file is gone; the new version stands beside it, restore it if you miss it",
    "publishing.unreadable": "this published file cannot be read; the new version stands beside it, check who may read "
    "it",
    "publishing.unknown_edition": "this folder has no readable manifest.json; it stays as it is, the new version "
    "stands beside it",
}
