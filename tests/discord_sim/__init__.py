"""A simulated Discord on the loopback interface: REST, gateway and people. See README.md."""

from .errors import RefusedError
from .faults import Fault
from .gateway import Intent
from .interactions import Ack, Interaction
from .permissions import EVERYONE, Permission
from .records import Channel, Guild, Kind, Message, Role, User
from .referee import MissingDescriptionError, Violation
from .server import TOKEN, DiscordSim

__all__ = [
    "EVERYONE",
    "TOKEN",
    "Ack",
    "Channel",
    "DiscordSim",
    "Fault",
    "Guild",
    "Intent",
    "Interaction",
    "Kind",
    "Message",
    "MissingDescriptionError",
    "Permission",
    "RefusedError",
    "Role",
    "User",
    "Violation",
]
