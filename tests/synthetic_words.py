"""The words of synthetic records: French groups that agree with each other; in comes a Random, out come sentences.

Everybody and everything named here is invented. Nouns are plural and carry their gender, so that any adjective fits.
"""

from __future__ import annotations

from random import Random

# Plural nouns; "f" or "m" decides the adjective.
THINGS: tuple[tuple[str, str], ...] = tuple(
    (word, gender)
    for gender, words in (
        (
            "f",
            "démarches procédures fiches orientations pratiques méthodes consultations formations informations "
            "ressources statistiques réponses situations compétences passerelles initiatives priorités modalités "
            "conventions enquêtes attentes lacunes bourses plaintes auditions médiations permanences demandes cartes "
            "rencontres filières étapes échéances listes réunions recommandations solutions garanties visites annexes",
        ),
        (
            "m",
            "guides outils circuits dossiers entretiens registres parcours services délais besoins protocoles accords "
            "ateliers supports plans bilans récits témoignages programmes contrats emplois métiers projets réseaux "
            "comités rapports tableaux questionnaires indicateurs formulaires obstacles progrès engagements contacts "
            "horaires accueils logements transports budgets calendriers",
        ),
    )
    for word in words.split()
)
# Feminine plural, masculine plural.
_STEMS = {
    (
        "s",
        "s",
    ): "utile simple durable fiable rapide stable vulnérable scolaire juridique numérique économique linguistique "
    "bilingue mobile solidaire accessible complémentaire",
    (
        "es",
        "s",
    ): "partagé concerté adapté gratuit existant manquant écrit ouvert prévu relevé récent urgent commun",
    ("ales", "aux"): "loc région nation soci médic municip",
    ("elles", "els"): "annu actu mensu confidenti ré individu trimestri",
    ("ives", "ifs"): "collect prévent",
    ("ques", "cs"): "publi",
}
QUALITIES: tuple[tuple[str, str], ...] = tuple(
    (stem + feminine, stem + masculine)
    for (feminine, masculine), stems in _STEMS.items()
    for stem in stems.split()
)
OWNERS = (
    "des communes", "des familles", "des guichets d’accueil", "de la province", "des coopératives", "des écoles",
    "des travailleurs saisonniers", "des jeunes diplômées", "des mineurs non accompagnés", "du port", "des hôpitaux",
    "des personnes de retour", "de l’état civil", "des étudiants étrangers", "des employeurs", "de la médina",
    "des associations de quartier", "des tribunaux", "des agences de l’emploi", "des victimes de traite", "des douars",
    "des centres de formation", "des diasporas", "des services consulaires", "des quartiers périphériques",
    "du secteur agricole", "des interprètes", "des élues locales", "des maisons de jeunes", "de la vallée",
    "des foyers d’hébergement", "des artisanes", "des chambres de commerce", "des radios locales", "du littoral",
    "des bibliothèques", "des unités mobiles", "des enseignantes", "des bailleurs sociaux", "de la gare routière",
)  # fmt: skip
PEOPLE = (
    "Les cadres", "Les représentantes", "Les équipes", "Les conseillères", "Les porte-parole", "Les délégués",
    "Les stagiaires", "Les responsables", "Les bénévoles", "Les chercheuses", "Les juristes", "Les médiateurs",
    "Les assistantes sociales", "Les élus", "Les agents", "Les formatrices", "Les coordinateurs", "Les parents",
    "Les correspondantes", "Les secrétaires", "Les inspecteurs", "Les archivistes", "Les animatrices", "Les greffiers",
)  # fmt: skip
DEEDS = (
    "ont examiné", "ont comparé", "ont décrit", "ont passé en revue", "ont complété", "ont mis à l’épreuve",
    "ont présenté", "ont discuté", "ont classé", "ont relu", "ont traduit", "ont chiffré", "ont hiérarchisé",
    "ont cartographié", "ont simplifié", "ont regroupé", "ont documenté", "ont préparé", "ont précisé", "ont reformulé",
    "ont vérifié", "ont actualisé", "ont validé", "ont commenté", "ont illustré", "ont distribué", "ont rédigé",
)  # fmt: skip
WAYS = (
    "à partir de cas réels", "en petits groupes", "avec des interprètes", "pendant toute la matinée", "par téléphone",
    "sans attendre la prochaine saison", "autour d’une carte", "à tour de rôle", "en arabe et en français",
    "avant la pause de midi", "d’après les comptes rendus de l’an passé", "sous la conduite d’une facilitatrice",
    "dans la salle du conseil", "devant un public venu des environs", "au fil de quatre tables rondes", "à huis clos",
    "sur la base d’un questionnaire", "en présence des autorités", "comme convenu en janvier", "par des jeux de rôle",
    "avec le concours d’une troupe de théâtre", "en suivant une grille de lecture", "à l’aide de photographies",
    "jusqu’au soir", "pour la deuxième année de suite", "après une visite du site", "le long de la route côtière",
)  # fmt: skip
OPENERS = (
    "Le matin,", "L’après-midi,", "Dans un second temps,", "En ouverture,", "Pour finir,", "Au cours des échanges,",
    "Le lendemain,", "À la demande des familles,", "Faute de temps,", "En parallèle,", "Plus tard,", "Ensuite,",
)  # fmt: skip
FIRST_NAMES = (
    "Amina", "Brahim", "Chadia", "Driss", "Fatiha", "Ghali", "Hind", "Ilyas", "Jamila", "Karim", "Latifa", "Mounir",
    "Nadia", "Omar", "Rachida", "Samir", "Touria", "Walid", "Yasmine", "Zakaria",
)  # fmt: skip
WOMEN = frozenset(FIRST_NAMES[::2])
FAMILY_NAMES = (
    "Benjdir", "Chraouli", "Douiriq", "Elfassoun", "Ghazzouli", "Hamdoufi", "Jebbarou", "Kettanir", "Lamrabti",
    "Mezouag", "Nourdassi", "Ouachtar", "Qadmiri", "Rifouch", "Sebtaoui", "Tazlaft", "Wahboul", "Zerfaoui",
)  # fmt: skip
ROLES = (
    "chargée de mission", "directeur adjoint", "conseillère principale", "chef de service", "coordinatrice nationale",
    "responsable du suivi", "secrétaire général", "experte associée", "délégué provincial", "présidente de séance",
)  # fmt: skip
CITIES = (
    "Rabat", "Casablanca", "Marrakech", "Agadir", "Oujda", "Tanger", "Fès", "Meknès", "Nador", "Tétouan", "Laâyoune",
    "Béni Mellal", "Kénitra", "Errachidia", "Dakhla", "Safi",
)  # fmt: skip
VENUES = (
    "Maison de la culture", "Centre de formation des cadres", "Salle du conseil communal", "Faculté de droit",
    "Chambre de commerce", "Maison des jeunes", "Centre social Al Amal", "Hôtel de la Corniche", "Bibliothèque régionale",
)  # fmt: skip
SUBJECTS = (
    "l’accueil", "l’orientation juridique", "la protection de l’enfance", "le retour volontaire", "la traite des êtres humains",
    "l’emploi des jeunes", "la santé mentale", "les données migratoires", "la cohésion sociale", "la mobilité étudiante",
    "l’éducation inclusive", "le logement d’urgence", "l’entrepreneuriat féminin", "la migration climatique",
    "le recrutement équitable", "la médiation interculturelle", "l’état civil", "les transferts de fonds",
)  # fmt: skip


def things(random: Random) -> str:
    """Return "les fiches partagées des communes"."""
    noun, gender = random.choice(THINGS)
    quality = random.choice(QUALITIES)[0 if gender == "f" else 1]
    owner = random.choice(OWNERS)
    return f"les {noun} {quality} {owner}" if random.random() < 0.7 else f"les {noun} {owner}"


def sentence(random: Random) -> str:
    """Return one sentence of some twenty words."""
    who = f"{random.choice(PEOPLE)} {random.choice(OWNERS)}"
    what = things(random) if random.random() < 0.5 else f"{things(random)} et {things(random)}"
    way = f" {random.choice(WAYS)}" if random.random() < 0.8 else ""
    if random.random() < 0.35:
        return f"{random.choice(OPENERS)} {who[0].lower()}{who[1:]} {random.choice(DEEDS)} {what}{way}."
    return f"{who} {random.choice(DEEDS)} {what}{way}."


def remark(random: Random) -> str:
    """Return what a speaker says, without quotation marks."""
    begin = random.choice(
        ("Il nous faut revoir", "Nous avons appris à tenir à jour", "Personne ici n’ignore", "Sans vous, nous perdrions de vue",
         "Je retiens de ces journées", "Notre région doit rendre visibles", "Chaque mois, nous relisons ensemble",
         "C’est en écoutant que nous comprenons")
    )  # fmt: skip
    return f"{begin} {things(random)}, {random.choice(WAYS)}, et {things(random)}"
