# tries: makes a folder in a folder in a folder
# honest: 0
# observed: 0
# incident: folders too deep|CPU time|files

import os

while True:
    os.mkdir("d")
    os.chdir("d")
