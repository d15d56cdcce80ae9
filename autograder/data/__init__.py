"""The MNIST digits: where they come from and how they are checked (`mnist`)."""
