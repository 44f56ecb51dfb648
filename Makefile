PYTHON ?= python

.PHONY: bench
bench:
	$(PYTHON) bench/lives.py
	$(PYTHON) bench/loading.py
	$(PYTHON) bench/conduct.py
	$(PYTHON) bench/importing.py
