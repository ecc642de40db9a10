"""Makes the Windows installer and the portable folder; knows the program only as distributions."""
