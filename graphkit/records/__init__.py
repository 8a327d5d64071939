"""Tables of records (votes, sponsors, treaty status, ...) as claims, each with its row as evidence."""
