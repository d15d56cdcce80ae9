"""The `chalkgrad` command: `main` reads the arguments and runs the module of the command."""
