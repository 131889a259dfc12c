"""Sentences about the regular run, its notices and its timer, in French: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "schedule.user_and_password": "user et password_env vont ensemble : le mot de passe se lit dans la variable que password_env nomme ; écrivez les deux, ou aucun",
    "schedule.password_in_clear": "sans starttls, le mot de passe passerait en clair ; écrivez starttls: true, ou le port 465",
}
