"""Training of the verifier: `pairs` makes statements with what texts say to them, `train` learns from them."""
