# Each target installs what it lacks into .tools/, says so, and does nothing twice.
# `make` alone lists them.

.DEFAULT_GOAL := help
.PHONY: help serve build test lint deps docs fuzz test-core test-web test-e2e test-replay test-plain bench bench-size bench-layers bench-typing bench-native shots clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

serve: ## the page at http://127.0.0.1:8080, rebuilt on every change (PORT=… for another)
	@tests/tools/setup.sh rust trunk bindgen
	@tests/tools/serve.sh

build: ## the release page in dist/, ready for any static host
	@tests/tools/setup.sh rust std trunk bindgen optimizer npm
	@tests/tools/build.sh

test: ## every check there is
	@tests/tools/check.sh lint deps docs core fuzz web build e2e replay

lint: ## rustfmt, and clippy for the core and for the page
	@tests/tools/check.sh lint

deps: ## licences, sources, versions and known vulnerabilities of what this is made of
	@tests/tools/check.sh deps

docs: ## the crate's documentation, warnings refused
	@tests/tools/check.sh docs

test-core: ## the core, natively: what AWS accepts, when it runs, what is said
	@tests/tools/check.sh core

test-web: ## the page's parts, in a headless browser
	@tests/tools/check.sh web

test-e2e: ## the release page: a person's journeys in a real browser
	@tests/tools/check.sh build e2e

test-replay: ## what the page emits, run by the real AWS CLI and boto3
	@tests/tools/check.sh replay

test-plain: ## the first journeys on a page built without unstable options (it replaces dist/)
	@tests/tools/check.sh plain

fuzz: ## changed inputs for everything that reads what a stranger wrote (FUZZ_SECONDS=600 for longer)
	@tests/tools/check.sh fuzz

bench: bench-size bench-native bench-typing ## size against its budget, speed of the core, speed of typing

bench-size: build ## bytes of the first load, per file, against the budget
	@node tests/bench/size.mjs

bench-layers: ## what each library costs in bytes (several small builds, minutes)
	@tests/tools/setup.sh rust bindgen optimizer
	@tests/bench/layers.sh

bench-typing: build ## time from a key to the finished page, on a four times slower processor
	@tests/tools/setup.sh browser npm
	@tests/tools/with-browser.sh node tests/bench/typing.mjs

bench-native: ## speed of the core, natively: the programs examples/bench_*.rs
	@tests/tools/setup.sh rust
	@for program in examples/bench_*.rs; do \
		name=$$(basename $$program .rs); echo "── $$name"; \
		cargo run --quiet --locked --profile bench --example $$name || exit 1; \
	done

shots: build ## screenshots of the release page, into target/screenshots/
	@tests/tools/setup.sh browser npm
	@tests/tools/with-browser.sh node tests/e2e/shots.mjs

clean: ## what the builds left (the installed tools stay)
	rm -rf dist target
