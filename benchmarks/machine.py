"""The machine something was measured on, told without a name or an address."""

import os
import platform

from django.db import connection


def machine() -> str:
    """Cores, memory and versions."""
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        server = cursor.fetchone()[0].split()[0]
    return (f"{os.cpu_count()} cores, {gigabytes:.0f} GB, PostgreSQL {server} with its own defaults on the same machine, "
            f"Python {platform.python_version()}; load {os.getloadavg()[2]:.1f} in the quarter of an hour before the end")
