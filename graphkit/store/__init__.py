"""The on-disk graph: generations, readers, one writer."""
