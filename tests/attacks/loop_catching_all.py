# tries: loops and catches every exception
# honest: 0
# observed: 0
# incident: CPU time

while True:
    try:
        while True:
            pass
    except BaseException:
        pass
