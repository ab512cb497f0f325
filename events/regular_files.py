"""Paths to regular files: nothing else is read, since to open a pipe or a device can wait forever."""

import stat

KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}


def irregularity(mode):
    """Return what is wrong with a path whose `stat` has this mode, or None where it leads to a regular file."""
    if stat.S_ISREG(mode):
        return None
    return f"is {KINDS.get(stat.S_IFMT(mode), 'not a file')}; give a regular file"
