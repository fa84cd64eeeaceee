"""The small set of parts that every view is made of."""

from podcast_studio.desktop.widgets.buttons import IconButton, LinkButton, PrimaryButton, QuietButton, RoundButton, Tag
from podcast_studio.desktop.widgets.empty_state import EmptyState
from podcast_studio.desktop.widgets.fields import Choice, Number
from podcast_studio.desktop.widgets.info_bar import InfoBar
from podcast_studio.desktop.widgets.labels import ElidedLabel, SectionTitle, StatusText, Text, Title
from podcast_studio.desktop.widgets.menu_choice import MenuChoice
from podcast_studio.desktop.widgets.progress_line import ProgressLine
from podcast_studio.desktop.widgets.segmented import SegmentedControl
from podcast_studio.desktop.widgets.speaker_badge import SpeakerBadge
from podcast_studio.desktop.widgets.surfaces import Card, Line, column, row

__all__ = [
    "Card",
    "Choice",
    "ElidedLabel",
    "EmptyState",
    "IconButton",
    "InfoBar",
    "Line",
    "LinkButton",
    "MenuChoice",
    "Number",
    "PrimaryButton",
    "ProgressLine",
    "QuietButton",
    "RoundButton",
    "SectionTitle",
    "SegmentedControl",
    "SpeakerBadge",
    "StatusText",
    "Tag",
    "Text",
    "Title",
    "column",
    "row",
]
