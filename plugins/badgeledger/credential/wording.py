"""The words that Badge Ledger itself adds to what it signs.

Open Badges has no term for hours of learning, the outcomes or the assessment; they join the
criteria's narrative under these labels, in the achievement's language, or in English where the
table lacks it. All of it is frozen with log format 1: a changed letter would change the log's past.
A language can be added only with the next format.
"""

from badgeledger.model import Achievement

ASSESSMENT = {
    "de": "Leistungsnachweis",
    "en": "Assessment",
    "es": "Evaluación",
    "fr": "Évaluation",
    "pt": "Avaliação",
}
OUTCOMES = {
    "de": "Lernergebnisse",
    "en": "Learning outcomes",
    "es": "Resultados del aprendizaje",
    "fr": "Acquis d’apprentissage",
    "pt": "Resultados da aprendizagem",
}
HOURS = {
    "de": "Lernstunden:",
    "en": "Hours of learning:",
    "es": "Horas de aprendizaje:",
    "fr": "Heures d’apprentissage\u00a0:",
    "pt": "Horas de aprendizagem:",
}


def criteria_narrative(achievement: Achievement, language: str) -> str:
    """The criteria in Markdown, with outcomes, assessment and hours below them where given."""
    primary = language.partition("-")[0]
    parts = [trimmed(achievement.criteria)]
    if achievement.outcomes:
        label = OUTCOMES.get(primary, OUTCOMES["en"])
        items = "\n".join(f"- {outcome}" for outcome in achievement.outcomes)
        parts.append(f"**{label}**\n\n{items}")
    if achievement.assessment:
        label = ASSESSMENT.get(primary, ASSESSMENT["en"])
        parts.append(f"**{label}**\n\n{trimmed(achievement.assessment)}")
    if achievement.hours is not None:
        parts.append(f"**{HOURS.get(primary, HOURS['en'])}** {achievement.hours}")
    return "\n\n".join(parts)


def trimmed(text: str) -> str:
    """`text` without the line breaks and spaces that a YAML block leaves at its end."""
    return text.rstrip(" \t\n")
