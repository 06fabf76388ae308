"""A small web on 127.0.0.1, friendly (`server`) and hostile (`hostile`), and names without DNS (`network`)."""
