"""What an operator sees of a running bot from outside: its health and its figures."""
