"""The embedded queue: files in a folder. Kombu's own transport lets a worker read a file that is still being written, and then ends."""

import os
import uuid
from time import monotonic

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.encoding import str_to_bytes
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    def _put(self, queue, payload, **kwargs):
        """Write the message beside the queue and move it in whole: a reader sees all of it or nothing."""
        name = os.path.join(self.data_folder_out, f"{round(monotonic() * 1000)}_{uuid.uuid4()}")
        with open(f"{name}.part", "wb") as file:
            file.write(str_to_bytes(dumps(payload)))
        os.replace(f"{name}.part", f"{name}.{queue}.msg")


class Transport(filesystem.Transport):
    Channel = Channel


def use() -> None:
    """From now on `filesystem://` addresses mean this transport."""
    TRANSPORT_ALIASES["filesystem"] = f"{__name__}:{Transport.__name__}"
