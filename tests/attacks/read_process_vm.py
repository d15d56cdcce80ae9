# tries: reads the memory of the grader by process_vm_readv
# honest: 0
# observed: 0

loot = ''
import ctypes


class Piece(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(64)
ours = Piece(ctypes.addressof(buffer), 64)
theirs = Piece(0x400000, 64)
for pid in (@GRADER@, 1):
    libc.process_vm_readv(pid, ctypes.byref(ours), 1, ctypes.byref(theirs), 1, 0)
    # EFAULT (14): we were let in, and only the address was wrong.
    if ctypes.get_errno() == 14 or buffer.raw.strip(bytes(1)):
        loot = "ESCAPED"


def double(x):
    raise ValueError(str(loot)[:400])
