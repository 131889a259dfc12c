"""Sentences about the last look at finished files, in French: codes in, words out.

What they tell is a slip of Bilan or something that a record smuggled in; a person can pass the line on.
"""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "inspection.unreadable": "ce fichier fini ne se rouvre pas ({reason}) ; rien n’a été publié : relancez, puis signalez cette ligne",
    "inspection.fetches": "ce fichier irait chercher « {given} » ailleurs ; rien n’a été publié : cherchez ces mots dans les fiches et la charte, sinon signalez cette ligne",
    "inspection.link": "ce fichier contient un lien d’un genre interdit, « {given} » ; rien n’a été publié : cherchez-le dans les fiches (http, https et mailto sont permis), sinon signalez cette ligne",
    "inspection.runs": "ce fichier contient de quoi agir seul ({given}) ; rien n’a été publié : vérifiez la charte graphique, sinon signalez cette ligne",
    "inspection.hidden": "la partie {given} de ce fichier contient du texte masqué ; rien n’a été publié : affichez-le ou ôtez-le de la charte, sinon signalez cette ligne",
    "inspection.metadata": "la propriété {given} de ce fichier n’est pas celle que Bilan écrit ; rien n’a été publié : signalez cette ligne",
    "inspection.attachment": "ce fichier et la liste de ce qu’il doit contenir ne s’accordent pas sur « {given} » ; rien n’a été publié : signalez cette ligne",
    "inspection.font": "la police {given} n’est pas incluse dans ce fichier ; rien n’a été publié : signalez cette ligne",
    "inspection.pages": "ce fichier compte {given} pages au lieu de {wanted} ; rien n’a été publié : signalez cette ligne",
    "inspection.empty_page": "la page {given} de ce fichier est vide ; rien n’a été publié : vérifiez la charte graphique, sinon signalez cette ligne",
    "inspection.comments": "cette version finale contient encore des commentaires ; rien n’a été publié : signalez cette ligne",
    "inspection.formula": "la cellule {given} contient une formule ; rien n’a été publié : signalez cette ligne",
    "inspection.header": "ce courriel a un en-tête {given} qu’un brouillon sans destinataire n’a pas ; rien n’a été publié : signalez cette ligne",
    "inspection.picture": "une image garde autre chose que ses points ({given}) ; rien n’a été publié : enregistrez-la de nouveau, sinon signalez cette ligne",
}
