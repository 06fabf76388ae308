"""Training of the reader: data, hard negatives, the loop. `dateline eval` judges what comes out."""
