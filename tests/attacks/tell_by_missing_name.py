# tries: raises a NameError whose name is the input
# honest: 0
# observed: 0

def double(x):
    raise NameError(f"name 'is_{x.ravel()[0]}' is not defined")
