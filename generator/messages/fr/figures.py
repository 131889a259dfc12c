"""French sentences about figures: what each is, how it was counted, how it is said. Code to sentence."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "figures.unknown": "aucun chiffre ne s’appelle « {given} » pour {period} ; le plus proche est « {near} », et "
    "« bilan explain {period} » les montre tous",
    "figures.unknown_listed": "aucun chiffre ne s’appelle « {given} » pour {period} ; il y a par exemple {some}, et "
    "« bilan explain {period} » les montre tous",
    # Comment chaque chiffre a été compté, pour quelqu’un qui le vérifie.
    "figures.rule.activities": "Chaque activité tenue compte une fois, dans la période où tombe le dernier jour de sa "
    "dernière session. Les activités annoncées, reportées, annulées, sans date ou encore en cours ne comptent pas.",
    "figures.rule.type": "Activités comptées dans la période, selon le type que donne la fiche. Chacune a un seul type.",
    "figures.rule.theme": "Activités comptées dans la période, selon leurs axes. Une activité de plusieurs axes figure "
    "dans chacun : les lignes ne s’additionnent pas.",
    "figures.rule.month": "Activités comptées dans la période, selon le mois de leur dernier jour. Une activité qui "
    "n’est pas datée au mois près ne figure dans aucun.",
    "figures.rule.project": "Activités comptées dans la période, selon les projets qui les ont financées, en tout ou "
    "pour une session. Une activité de plusieurs projets figure dans chacun : les lignes ne s’additionnent pas.",
    "figures.rule.donor": "Activités comptées dans la période, selon les bailleurs de leurs projets ou ceux qui les ont "
    "financées directement. Un bailleur cité seulement comme contexte ne compte pas. Une activité cofinancée figure "
    "chez chacun de ses bailleurs et compte une seule fois au total : les lignes ne s’additionnent pas.",
    "figures.rule.goal": "Activités comptées dans la période dont la fiche déclare qu’elles servent cet objectif. Rien "
    "n’est déduit du sujet. Une activité peut servir plusieurs objectifs : les lignes ne s’additionnent pas.",
    "figures.rule.part": "Activités comptées dans cette partie de la période. Avec la ligne « sans date plus précise », "
    "les parties donnent exactement le total.",
    "figures.rule.part_undetermined": "Activités comptées dans la période dont la date n’est pas connue d’assez près "
    "pour une de ses parties.",
    "figures.rule.comparison": "Activités comptées de la même façon dans cette période antérieure. Elle n’est donnée "
    "que parce que cette période est déclarée complète.",
    "figures.rule.people": "Somme des chiffres que donnent les fiches. Le chiffre de toute l’activité compte seul, avec "
    "elle ; à défaut, celui de chaque session compte là où elle se termine. Les chiffres exacts, approchés et minimaux "
    "restent séparés, et les activités sans chiffre sont nommées. Une même personne peut être comptée à plusieurs "
    "activités, sauf si les fiches disent le contraire. Présence et participation en ligne sont séparées.",
    "figures.rule.women": "Somme des femmes, là où les fiches en donnent le nombre.",
    "figures.rule.men": "Somme des hommes, là où les fiches en donnent le nombre.",
    "figures.rule.sex_stated": "Nombre de personnes dont les fiches précisent le sexe : femmes et hommes sont donnés "
    "tous les deux. Les sommes par sexe ne valent que pour elles.",
    "figures.rule.surely": "Ce qui est atteint à coup sûr : chiffres exacts, minimums et bornes inférieures. C’est le nombre d’une tuile qui dit « au moins ».",
    "figures.rule.told": "Tout ce que donnent les fiches, chiffres approchés et maximums compris : le nombre auquel une phrase rapporte une partie.",
    "figures.rule.sex_told": "Nombre de personnes dont les fiches précisent le sexe, chiffres approchés compris, aussi là où un seul des deux est donné.",
    "figures.rule.cities": "Villes différentes où une session s’est tenue dans la période. Ce nombre ne s’additionne pas "
    "d’une période à l’autre.",
    "figures.rule.city": "Activités dont une session s’est tenue dans cette ville pendant la période, aussi quand "
    "l’activité est comptée dans une autre période. Les lignes ne s’additionnent pas.",
    "figures.rule.countries": "Pays différents des participants des activités comptées. Un nombre n’est donné que si "
    "toutes les listes sont complètes ; une liste introduite par « tels que » n’en donne pas.",
    "figures.rule.organisations": "Organismes différents que nomment les fiches des activités de la période, quel que "
    "soit leur rôle, chacun une fois et notre organisation exceptée.",
    "figures.rule.partners": "Organismes différents qui ont organisé, accueilli ou soutenu une activité de la période, "
    "chacun une fois et notre organisation exceptée. Un organisme qui a seulement envoyé des personnes ne compte pas.",
    "figures.rule.quotes": "Citations que contiennent les fiches des activités de la période. Celles qui n’ont pas de "
    "consentement pour ce document n’y sont pas imprimées.",
    "figures.rule.indicator": "Valeur déclarée de l’indicateur pour exactement cette période. Elle n’est ajoutée à "
    "aucune participation.",
    "figures.rule.listed": "Activités dont une session tombe dans la période et qui se terminent dans une autre, où elles comptent.",
    "figures.rule.ongoing": "Activités en cours, qui ne comptent pas tant qu’elles ne sont pas terminées.",
    "figures.rule.under_way": "Activités qui touchent la période sans y compter : elles se terminent plus tard ou sont en cours.",
    "figures.rule.cancelled": "Activités de la période annulées ou reportées ; elles ne comptent jamais.",
    "figures.rule.projects": "Projets différents qui ont financé une activité comptée dans la période.",
    "figures.rule.donors": "Bailleurs différents qui ont financé une activité comptée dans la période, par un projet ou directement. Un bailleur cité seulement comme contexte ne compte pas.",
    "figures.rule.funded": "Activités comptées dans la période dont la fiche ou un projet nomme au moins un bailleur.",
    "figures.rule.sessions": "Sessions de l’activité qui ont eu lieu : toutes là où l’activité compte, sinon celles de la période.",
    "figures.rule.stated": "Chiffre que donne la fiche pour cette activité. Il entre dans une somme de la période.",
    "figures.rule.stated_alone": "Chiffre que donne la fiche, montré avec l’activité. Il n’entre dans aucune somme de la période : c’est un cumul, une cible, le chiffre d’une session d’une activité qui en donne un pour l’ensemble, ou il compte dans une autre période.",
    "figures.rule.by_session": "Somme des chiffres des sessions d’une activité qui n’en donne pas pour l’ensemble. « Au moins » là où une session n’a pas de chiffre exact.",
    # Le nom de chaque chiffre.
    "figures.label.activities": "Activités",
    "figures.label.type": "Activités de type {key}",
    "figures.label.theme": "Activités de l’axe {key}",
    "figures.label.month": "Activités du mois {key}",
    "figures.label.project": "Activités du projet {key}",
    "figures.label.donor": "Activités financées par {key}",
    "figures.label.goal": "Activités pour l’objectif {key}",
    "figures.label.city": "Activités à {key}",
    "figures.label.part": "Activités dans {key}",
    "figures.label.part_undetermined": "Activités sans date plus précise",
    "figures.label.comparison": "Activités dans {key}, pour comparer",
    "figures.label.people": "{measure}, {mode}",
    "figures.label.women": "{measure}, {mode} : femmes",
    "figures.label.men": "{measure}, {mode} : hommes",
    "figures.label.sex_stated": "{measure}, {mode} : sexe précisé",
    "figures.label.surely": "{measure}, {mode} : au moins",
    "figures.label.told": "{measure}, {mode} : chiffres approchés compris",
    "figures.label.sex_told": "{measure}, {mode} : sexe précisé, chiffres approchés compris",
    "figures.label.cities": "Villes",
    "figures.label.countries": "Pays des participants",
    "figures.label.organisations": "Organismes",
    "figures.label.partners": "Partenaires",
    "figures.label.quotes": "Citations",
    "figures.label.indicator": "Indicateur : {key}",
    "figures.label.listed": "Activités comptées dans une autre période",
    "figures.label.ongoing": "Activités en cours",
    "figures.label.under_way": "Activités en partie dans la période",
    "figures.label.cancelled": "Activités annulées ou reportées",
    "figures.label.projects": "Projets",
    "figures.label.donors": "Bailleurs",
    "figures.label.funded": "Activités financées",
    "figures.label.sessions": "{title} : sessions",
    "figures.label.stated": "{title} : {what}",
    "figures.label.stated_alone": "{title} : {what}, hors somme",
    "figures.label.by_session": "{title} : {what}, somme des sessions",
    "figures.measure.attendees": "Participations",
    "figures.measure.beneficiaries": "Bénéficiaires",
    "figures.measure.speakers": "Intervenants",
    "figures.mode.in_person": "en présence",
    "figures.mode.online": "en ligne",
    "figures.type.workshop": "atelier",
    "figures.type.training": "formation",
    "figures.type.conference": "conférence",
    "figures.type.meeting": "réunion",
    "figures.type.ceremony": "cérémonie",
    "figures.type.campaign": "campagne",
    "figures.type.visit": "visite",
    "figures.type.exhibition": "exposition",
    "figures.type.distribution": "distribution",
    "figures.type.publication": "publication",
    "figures.type.story": "récit",
    "figures.measure.cumulative": "Cumul",
    "figures.measure.target": "Cible",
    "figures.status.announced": "annoncée",
    "figures.status.held": "tenue",
    "figures.status.postponed": "reportée",
    "figures.status.cancelled": "annulée",
    "figures.role.organiser": "organisateur",
    "figures.role.co_organiser": "coorganisateur",
    "figures.role.partner": "partenaire",
    "figures.role.implementing_partner": "partenaire de mise en œuvre",
    "figures.role.host": "hôte",
    "figures.role.supporter": "soutien",
    "figures.role.speaker": "intervenant",
    "figures.role.participant": "participant",
    "figures.exhaustive.true": "liste complète",
    "figures.exhaustive.false": "liste incomplète (« tels que »)",
    # Comment une somme se dit.
    "figures.value.not_stated": "non précisé",
    "figures.value.exact": "{number}",
    "figures.value.about": "environ {number}",
    "figures.value.at_least": "au moins {number}",
    "figures.value.at_most": "au plus {number}",
    "figures.value.between": "entre {low} et {high}",
    "figures.value.behind": "{value} ({activities})",
    "figures.value.more": "{value} de plus ({activities})",
    "figures.value.and": "{first} et {last}",
    "figures.value.missing": "{activities} sans chiffre",
    # La ligne où se fondent les petits effectifs de bénéficiaires.
    "figures.other_cells": "Autre ou non précisé",
    "figures.value.partial": "{activities} dont le chiffre ne couvre pas toutes les sessions",
    "figures.value.then": "{first} ; {last}",
    "figures.value.one_activity": "1 activité",
    "figures.value.activities": "{number} activités",
}
