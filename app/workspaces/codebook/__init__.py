"""The workspace in which the codebook is edited."""
