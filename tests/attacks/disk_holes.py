# tries: makes files of holes, which take no room until they are copied
# honest: 8
# observed: any
# incident: wrote more than 12 MiB of files

for number in range(5):
    with open(f"hole-{number}", "wb") as file:
        file.truncate(8 << 20)
