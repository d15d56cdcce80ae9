# tries: answers for the worker that a fork is ready, and serves it itself
# honest: 0
# observed: 0

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

import gc

for item in gc.get_objects():
    if type(item).__name__ == "Worker":

        def do_fork(self, header, body):
            number = self.connection.receive_descriptor()
            self.connection.sock = socket.socket(fileno=number)
            self.connection.send({"op": "ready"})

        type(item).do_fork = do_fork

memory = []


def double(x):
    memory.append(repr(x))
    raise ValueError(str(memory))
