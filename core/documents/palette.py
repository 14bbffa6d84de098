"""The house's colours, for light and dark grounds; what they say is always said by a word or a sign too."""

from dataclasses import dataclass

from core.pictures import Tone


@dataclass(frozen=True)
class Palette:
    """Colours by what they are for."""

    ground: str
    text: str
    muted: str
    grid: str
    line: str
    soft: str
    accent: str
    accent_soft: str
    alarm: str
    alarm_soft: str
    amber: str
    amber_soft: str
    categorical: tuple[str, ...]

    def series(self, position: int, tone: Tone = Tone.PLAIN) -> str:
        """The colour of a series: its tone's, or the next of the categorical ones."""
        return self.categorical[position % len(self.categorical)] if tone is Tone.PLAIN else self.strong(tone)

    def strong(self, tone: Tone) -> str:
        """The full colour of a tone."""
        return {Tone.ACCENT: self.accent, Tone.WARNING: self.amber, Tone.ALARM: self.alarm, Tone.MUTED: self.line}.get(tone, self.muted)

    def soft_of(self, tone: Tone) -> str:
        """A ground of that tone for text."""
        return {Tone.ACCENT: self.accent_soft, Tone.WARNING: self.amber_soft, Tone.ALARM: self.alarm_soft}.get(tone, self.soft)


LIGHT = Palette(
    ground="#ffffff",
    text="#17211f",
    muted="#55635f",
    grid="#dde4e2",
    line="#a9b7b3",
    soft="#f4f6f5",
    accent="#0b6e69",
    accent_soft="#dceceb",
    alarm="#b5485d",
    alarm_soft="#f6e4e8",
    amber="#e0903a",
    amber_soft="#fbeddc",
    categorical=("#0b6e69", "#e0903a", "#5b6fb5", "#b5485d", "#6a9a3b", "#8a6fa8", "#3f8fb0", "#a08a4a"),
)
DARK = Palette(
    ground="#101716",
    text="#e9efed",
    muted="#a9b7b3",
    grid="#2b3835",
    line="#5f706b",
    soft="#1c2724",
    accent="#3fb3ab",
    accent_soft="#173936",
    alarm="#e27f92",
    alarm_soft="#43232b",
    amber="#edac63",
    amber_soft="#42301b",
    categorical=("#3fb3ab", "#edac63", "#8f9fe0", "#e27f92", "#9bc96c", "#b9a0d6", "#74bddb", "#cdb878"),
)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mixed(low: str, high: str, share: float) -> str:
    """The colour `share` of the way from `low` to `high`."""
    share = min(max(share, 0.0), 1.0)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(_channels(low), _channels(high), strict=True))


def _luminance(colour: str) -> float:
    parts = [c / 255 for c in _channels(colour)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG counts it: 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ink_on(ground: str) -> str:
    """Dark or white, whichever reads better on that ground."""
    return max("#060a09", "#ffffff", key=lambda ink: contrast(ink, ground))
