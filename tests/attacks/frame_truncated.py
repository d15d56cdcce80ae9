# tries: writes half a frame and stays
# honest: 0
# observed: 0
# incident: CPU time

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
    channel().send(frame(b'{"op": "result"}')[:9])
    while True:
        pass
