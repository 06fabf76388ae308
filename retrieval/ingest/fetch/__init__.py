"""One bounded, careful HTTP GET: which addresses may be fetched, how, and what their answers say."""
