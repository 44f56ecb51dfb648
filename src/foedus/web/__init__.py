"""The workbench: treaties that people look at in a browser, over the same answers as the command line."""
