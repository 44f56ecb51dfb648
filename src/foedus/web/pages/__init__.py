"""The pages of the workbench, a module a page."""
