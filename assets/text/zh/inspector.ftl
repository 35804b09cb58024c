### inspector
