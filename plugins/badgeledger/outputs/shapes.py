"""The shapes of drawn badges, and which one a kind of achievement has if nobody chose.

For `drawing.py`. Shapes are path data in a box of 512 by 512.
"""

from dataclasses import dataclass
from math import cos, pi, sin

CENTRE = 256


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline, and where sign and name stand within it."""

    outline: str
    sign_middle: int
    text_middle: int
    text_width: int
    text_height: int


def _polygon(radii: list[float], turn: float = 0) -> str:
    """Path through points at these radii, clockwise; the first stands `turn` after the top."""
    angles = [turn + 2 * pi * index / len(radii) for index in range(len(radii))]
    points = [
        f"{CENTRE + radius * sin(angle):.1f} {CENTRE - radius * cos(angle):.1f}"
        for radius, angle in zip(radii, angles, strict=True)
    ]
    return f"M{'L'.join(points)}Z"


def _circle(radius: int) -> str:
    turn = f"a{radius} {radius} 0 1 1"
    return f"M{CENTRE - radius} {CENTRE}{turn} {2 * radius} 0{turn} {-2 * radius} 0Z"


SHAPES = {
    "hexagon": Shape(_polygon([236.0] * 6), 138, 296, 312, 170),
    "circle": Shape(_circle(228), 140, 294, 316, 160),
    "seal": Shape(_polygon([236.0, 219.0] * 24), 142, 294, 300, 154),
    "octagon": Shape(_polygon([240.0] * 8, pi / 8), 136, 292, 330, 170),
    "shield": Shape(
        "M256 20Q352 60 466 62V256Q466 416 256 494Q46 416 46 256V62Q160 60 256 20Z",
        144, 280, 316, 168,
    ),
    "tile": Shape(
        "M92 30H420Q482 30 482 92V420Q482 482 420 482H92Q30 482 30 420V92Q30 30 92 30Z",
        148, 320, 372, 180,
    ),
}  # fmt: skip

_BY_TYPE = {
    ("hexagon", "none", "book"): (
        "Assessment", "Assignment", "CoCurricular", "Competency", "Course", "Fieldwork",
        "LearningProgram", "MicroCredential",
    ),
    ("seal", "none", "tick"): (
        "ApprenticeshipCertificate", "Certificate", "CertificateOfCompletion", "Certification",
        "JourneymanCertificate", "License", "MasterCertificate", "QualityAssuranceCredential",
    ),
    ("shield", "none", "cap"): (
        "AssociateDegree", "BachelorDegree", "Degree", "Diploma", "DoctoralDegree",
        "GeneralEducationDevelopment", "MasterDegree", "ProfessionalDoctorate",
        "ResearchDoctorate", "SecondarySchoolDiploma",
    ),
}  # fmt: skip
_FAMILIES = {kind: family for family, kinds in _BY_TYPE.items() for kind in kinds}


def family(achievement_type: str) -> tuple[str, str, str]:
    """Shape, ribbon and sign of a kind of achievement."""
    return _FAMILIES.get(achievement_type, ("circle", "tails", "star"))
