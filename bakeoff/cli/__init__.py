"""The command line: the same comparison as the page's, on a terminal or in a script."""
