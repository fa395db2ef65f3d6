"""Press files in: one module per format, each turning a file into article drafts."""
