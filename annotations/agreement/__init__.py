"""Agreement between coders: what is compared, how far they agree, and where they do not.

`units.py` says what is compared, `pairing.py` which passages are the same, `disagreements.py` lists where answers
differ. The figures: `alpha.py` and `unitizing.py` (Krippendorff), `kappa.py` (Cohen), `figures.py` for all of a
project.
"""
