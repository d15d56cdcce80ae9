# tries: writes frames without end
# honest: 0
# observed: 0
# incident: protocol

import os
import socket
import struct


def channel():
    for number in range(3, 256):
        try:
            return socket.socket(fileno=os.dup(number))
        except OSError:
            pass


def frame(text, body=b""):
    return struct.pack(">II", len(text), len(body)) + text + body

def double(x):
    sock = channel()
    while True:
        sock.sendall(frame(b'{"op": "callback"}') + bytes(65536))
