"""Which tags may fit a claim: learnt from the codebook's words and from what the analyst has tagged."""
