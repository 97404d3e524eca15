"""The shapes of drawn badges and the signs on them, by kind of achievement.

For `drawing.py`. Shapes are path data in a box of 512 by 512, signs in a box of 64 by 64.
"""

from dataclasses import dataclass
from math import cos, pi, sin

CENTRE = 256


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline, the rim inside it, what lies behind it, and where sign and name stand."""

    outline: str
    rim: str
    sign_middle: int
    text_middle: int
    text_width: int
    text_height: int
    behind: str = ""


def _polygon(radii: list[float], middle: int = CENTRE) -> str:
    """Path through points at these radii, clockwise from the top."""
    angles = [2 * pi * index / len(radii) for index in range(len(radii))]
    points = [
        f"{CENTRE + radius * sin(angle):.1f} {middle - radius * cos(angle):.1f}"
        for radius, angle in zip(radii, angles, strict=True)
    ]
    return f"M{'L'.join(points)}Z"


def _circle(radius: int, middle: int) -> str:
    turn = f"a{radius} {radius} 0 1 1"
    return f"M{CENTRE - radius} {middle}{turn} {2 * radius} 0{turn} {-2 * radius} 0Z"


HEXAGON = Shape(
    outline=_polygon([232.0] * 6),
    rim=_polygon([212.0] * 6),
    sign_middle=122,
    text_middle=278,
    text_width=304,
    text_height=196,
)
SEAL = Shape(
    outline=_polygon([234.0, 219.0] * 22),
    rim=_circle(192, CENTRE),
    sign_middle=128,
    text_middle=278,
    text_width=298,
    text_height=180,
)
SHIELD = Shape(
    outline="M256 22Q350 62 462 62V256Q462 414 256 492Q50 414 50 256V62Q162 62 256 22Z",
    rim="M256 46Q350 82 440 84V256Q440 396 256 468Q72 396 72 256V84Q162 82 256 46Z",
    sign_middle=120,
    text_middle=254,
    text_width=308,
    text_height=184,
)
ROSETTE = Shape(
    outline=_circle(202, 216),
    rim=_circle(182, 216),
    sign_middle=96,
    text_middle=234,
    text_width=286,
    text_height=168,
    behind="M140 340L96 500L168 470L214 512L256 400L298 512L344 470L416 500L372 340Z",
)

STAR = "M32 4L40.2 22.6L60.4 24.6L45.2 38L49.6 57.8L32 47.4L14.4 57.8L18.8 38L3.6 24.6L23.8 22.6Z"
BOOK = "M30 14Q20 8 4 9V50Q20 49 30 55ZM34 14Q44 8 60 9V50Q44 49 34 55Z"
TICK = "M32 4A28 28 0 1 1 31.9 4ZM28.5 45L48 22.5L42 17.3L28 33.5L21.5 27.5L16 33.4Z"
CAP = "M32 10L62 24L32 38L2 24ZM14 34V46Q32 58 50 46V34L32 42.5ZM57 27V45H60V26Z"

_BY_TYPE = {
    (HEXAGON, BOOK): (
        "Assessment", "Assignment", "CoCurricular", "Competency", "Course", "Fieldwork",
        "LearningProgram", "MicroCredential",
    ),
    (SEAL, TICK): (
        "ApprenticeshipCertificate", "Certificate", "CertificateOfCompletion", "Certification",
        "JourneymanCertificate", "License", "MasterCertificate", "QualityAssuranceCredential",
    ),
    (SHIELD, CAP): (
        "AssociateDegree", "BachelorDegree", "Degree", "Diploma", "DoctoralDegree",
        "GeneralEducationDevelopment", "MasterDegree", "ProfessionalDoctorate",
        "ResearchDoctorate", "SecondarySchoolDiploma",
    ),
}  # fmt: skip
_FAMILIES = {kind: family for family, kinds in _BY_TYPE.items() for kind in kinds}


def family(achievement_type: str) -> tuple[Shape, str]:
    """The shape for a kind of achievement, and path data of the sign on it."""
    return _FAMILIES.get(achievement_type, (ROSETTE, STAR))
