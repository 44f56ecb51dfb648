PYTHON ?= python

.PHONY: bench
bench: bench-treaties bench-tables bench-pages

.PHONY: bench-treaties
bench-treaties:
	$(PYTHON) bench/lives.py
	$(PYTHON) bench/loading.py
	$(PYTHON) bench/conduct.py
	$(PYTHON) bench/readings.py

.PHONY: bench-tables
bench-tables:
	$(PYTHON) bench/importing.py
	$(PYTHON) bench/opening.py
	$(PYTHON) bench/agreements.py
	$(PYTHON) bench/panels.py
	$(PYTHON) bench/streams.py

.PHONY: bench-pages
bench-pages:
	$(PYTHON) bench/pages.py

# Beside other programs on the same work: some minutes.
.PHONY: bench-peers
bench-peers:
	$(PYTHON) bench/peers/compare.py
