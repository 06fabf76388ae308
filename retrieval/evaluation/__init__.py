"""How good the answers are: sets of questions asked of a real library, judged, and put into figures."""
