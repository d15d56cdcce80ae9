"""The MNIST digits: their sources and their checks (`mnist`)."""
