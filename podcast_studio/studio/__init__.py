"""The application that every shell calls: `open_studio` builds it, `Studio` is the facade."""

from podcast_studio.studio.bootstrap import open_studio
from podcast_studio.studio.changes import Change, Topic
from podcast_studio.studio.facade import Installed, Studio
from podcast_studio.studio.home import Home

__all__ = ["Change", "Home", "Installed", "Studio", "Topic", "open_studio"]
