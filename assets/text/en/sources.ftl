### sources
