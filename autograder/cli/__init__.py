"""The `chalkgrad` command: `main` reads the arguments, then a module for each command."""
