PYTHON ?= python

.PHONY: bench
bench:
	$(PYTHON) bench/lives.py
	$(PYTHON) bench/loading.py
	$(PYTHON) bench/conduct.py
	$(PYTHON) bench/opening.py
	$(PYTHON) bench/agreements.py
	$(PYTHON) bench/panels.py

.PHONY: bench-tables
bench-tables:
	$(PYTHON) bench/opening.py
	$(PYTHON) bench/agreements.py
	$(PYTHON) bench/panels.py
