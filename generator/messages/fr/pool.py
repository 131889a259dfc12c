"""Sentences about the processes that make documents, in French: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "pool.limit": "ce document a demandé plus de {seconds} secondes ou {megabytes} Mo de mémoire, et a été arrêté ; réduisez "
    "sa période, ses tableaux ou ses images",
    "pool.worker_died": "le processus qui faisait ce document s’est arrêté net ({signal}), au second essai aussi ; le plus souvent, la "
    "machine manque de mémoire : demandez moins de --workers, puis relancez la commande",
    "pool.no_extra": 'une grappe Dask demande l’extra « cluster », qui n’est pas installé ; installez-le : pip install "bilan[cluster]"',
    "pool.scheduler": "aucun ordonnanceur Dask n’a répondu à l’adresse {given} en {seconds} secondes ; vérifiez l’adresse, et que "
    "« dask scheduler » y tourne",
    "pool.no_workers": "l’ordonnanceur Dask à l’adresse {given} n’a aucun ouvrier ; lancez « dask worker {given} » sur les machines "
    "qui partagent ce dossier",
}
