# kijun: one Makefile for everything.
#
#   make            builds build/kijun, build/libkijun.a and build/packs.kj
#   make demo       from nothing to a report: samples/ministry-agency, and why one verdict is what it is
#   make test       every test; ends with one line `N passed, N failed`
#   make deps       installs the Debian packages the build needs, deps-dev those of lint and fuzzing
#   make lint       formatting, static analysis, the floors of the engine, faults in the shipped packs
#   make format     clang-format over all C
#   make bench      the speed figures of doc/performance.md
#   make soak       what takes long: fuzzing (SOAK_SECONDS each), failing allocations, rebuilds
#   make doc        what the program says about itself: doc/coverage.md, and as text under build/doc
#   make install    PREFIX=/usr/local DESTDIR=; make uninstall takes it away again
#   make clean
#
# CC=clang, SAN=address,undefined and CFLAGS=… vary the build. Compilers and sanitizers build in
# folders of their own (build/clang, build/san-address-undefined), so that they do not mix. V=1
# shows the commands.

ifeq ($(origin CC),default)
CC := gcc
endif
CFLAGS ?=
SAN ?=
PREFIX ?= /usr/local
SOAK_SECONDS ?= 600

comma := ,
empty :=
space := $(empty) $(empty)
variant := $(strip $(filter-out gcc,$(notdir $(CC))) $(if $(SAN),san-$(subst $(comma),-,$(SAN))))
BUILD := build$(addprefix /,$(subst $(space),-,$(variant)))

# As many jobs as processors, unless the caller says otherwise with -j.
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += --jobs=$(shell nproc)
endif

# ---- what is needed -----------------------------------------------------------------------------

LIBRARIES := lua5.4 lua5.4-lpeg yaml-0.1 libutf8proc libsodium libseccomp libzip expat xlsxwriter \
	sqlite3 libedit
PACKAGES := gcc libc6-dev make pkg-config lua5.4 liblua5.4-dev lua-lpeg lua-lpeg-dev libyaml-dev \
	libutf8proc-dev libsodium-dev libseccomp-dev libzip-dev libexpat1-dev libxlsxwriter-dev libsqlite3-dev \
	libedit-dev
DEV_PACKAGES := clang libclang-rt-dev clang-format cppcheck lua-check git minisign time tmux

# pkg-config is asked at the first compilation and once: before `make deps` it may not be there.
pkg = $(or $(shell pkg-config $(1) $(LIBRARIES)),$(error libraries are missing: run `make deps`))
PKG_CFLAGS = $(eval PKG_CFLAGS := $(call pkg,--cflags))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $(call pkg,--libs) -lm)$(PKG_LIBS)

# ---- how C is compiled --------------------------------------------------------------------------

# Results are the same bits everywhere: no fused multiply-add, never -ffast-math. The prefix map
# keeps the name of this folder out of the binary: the same sources give the same bytes anywhere.
OPTIMIZE := -O2 -ftree-vectorize
SANITIZE := $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer)
COMPILE = $(CC) -std=c11 -D_GNU_SOURCE -I. $(OPTIMIZE) -g -ffp-contract=off \
	-ffile-prefix-map='$(CURDIR)=.' -Wall -Wextra -Werror $(SANITIZE) $(PKG_CFLAGS) $(CFLAGS)
LINK = $(CC) $(SANITIZE) $(CFLAGS) $(LDFLAGS)
quiet = $(if $(V),,@echo '$(1)' && )

SOURCES := $(sort $(wildcard engine/*/*.c))
MODULES := $(sort $(wildcard stdlib/*.lua stdlib/*/*.lua))
LIBRARY_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(filter-out engine/cli/main.c,$(SOURCES)))
UNIT_TESTS := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/unit/*_test.c)))
FUZZ_TESTS := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/fuzz/*_fuzz.c)))
SOAK_TESTS := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/soak/*_test.c)))
BENCHES := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/bench/*_bench.c)))

.PHONY: all deps deps-dev demo test lint format bench bench-peers soak soak-tests fuzzers doc install \
	uninstall clean
.SECONDARY:
.DELETE_ON_ERROR:

all: $(BUILD)/kijun $(BUILD)/packs.kj
	@:

$(BUILD)/kijun: $(BUILD)/engine/cli/main.o $(BUILD)/libkijun.a
	@rm -f $(BUILD)/packs.kj
	$(call quiet,link    $@)$(LINK) $^ $(PKG_LIBS) -o $@

# What loading the packs in rules/ gives, so that the program need not load them at every start. Packs
# with problems are told of and loaded as ever.
$(BUILD)/packs.kj: $(BUILD)/kijun $(wildcard rules rules/* rules/*/*.lua)
	$(call quiet,compile rules)$(BUILD)/kijun rules compile -o $@ || rm -f $@

# So does the style sheet of pages.
$(BUILD)/style.c: engine/output/embed_style.lua engine/output/html.css
	@mkdir -p $(@D)
	$(call quiet,embed   html.css)lua5.4 $^ > $@

$(BUILD)/style.o: $(BUILD)/style.c engine/output/html.h
	$(call quiet,compile $<)$(COMPILE) -c $< -o $@

$(BUILD)/libkijun.a: $(LIBRARY_OBJECTS) $(BUILD)/stdlib.o $(BUILD)/style.o
	$(call quiet,archive $@)rm -f $@ && $(AR) rcsD $@ $^

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(call quiet,compile $<)$(COMPILE) -MMD -MP -c $< -o $@

$(BUILD)/engine/eval/kernels%.o: OPTIMIZE := -O3

# stdlib goes into the program, compiled.
$(BUILD)/stdlib.c: engine/lua/embed.lua $(MODULES)
	@mkdir -p $(@D)
	$(call quiet,embed   stdlib)lua5.4 $< stdlib $(MODULES) > $@

$(BUILD)/stdlib.o: $(BUILD)/stdlib.c engine/lua/lua_modules.h engine/lua/lua_state.h
	$(call quiet,compile $<)$(COMPILE) -c $< -o $@

$(UNIT_TESTS) $(SOAK_TESTS) $(BENCHES): $(BUILD)/%: $(BUILD)/%.o $(BUILD)/libkijun.a
	$(call quiet,link    $@)$(LINK) $(filter %.o,$^) $(filter %.a,$^) $(PKG_LIBS) -o $@

$(BENCHES): $(BUILD)/tests/bench/flat.o

# The program with a fault built in: today "segv" and the like, for tests of what becomes of workers.
CRASHER := $(BUILD)/tests/kijun-crash
$(BUILD)/tests/crash_run.o: engine/lua/lua_run.c tests/tools/misbehave.h engine/lua/lua_parts.h Makefile
	@mkdir -p $(@D)
	$(call quiet,compile $< with a fault)$(COMPILE) -DKJ_TEST_CRASH -include tests/tools/misbehave.h -c $< -o $@

$(CRASHER): $(BUILD)/engine/cli/main.o $(BUILD)/tests/crash_run.o $(BUILD)/libkijun.a
	$(call quiet,link    $@)$(LINK) $^ $(PKG_LIBS) -o $@

# A fuzz target is linked with our driver, which replays its corpus in every test run …
$(FUZZ_TESTS): $(BUILD)/%: $(BUILD)/%.o $(BUILD)/tests/fuzz/driver.o $(BUILD)/libkijun.a
	$(call quiet,link    $@)$(LINK) $^ $(PKG_LIBS) -o $@

# … and with libFuzzer for `make soak`.
fuzzers: $(FUZZ_TESTS:%_fuzz=%_fuzzer)
	@:
%_fuzzer: %_fuzz.o $(BUILD)/libkijun.a
	$(call quiet,link    $@)$(LINK) -fsanitize=fuzzer $^ $(PKG_LIBS) -o $@

-include $(wildcard $(BUILD)/engine/*/*.d $(BUILD)/tests/*/*.d)

# ---- what one does with it ----------------------------------------------------------------------

deps:
	@$(call install,$(PACKAGES))

deps-dev: deps
	@$(call install,$(DEV_PACKAGES))

# Installs the packages of the list that are missing; without the right to, says what it would do.
define install
missing=; for package in $(1); do \
    dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || \
    missing="$$missing $$package"; done; \
[ -n "$$missing" ] || exit 0; \
if [ "$$(id -u)" = 0 ]; then sudo=; elif sudo -n true 2>/dev/null; then sudo='sudo -n'; else \
    echo "These packages are missing:$$missing"; echo "This would install them:"; \
    echo "    sudo apt-get install --no-install-recommends$$missing"; exit 1; fi; \
echo "Installing$$missing"; export DEBIAN_FRONTEND=noninteractive; \
$$sudo apt-get update -qq </dev/null; \
$$sudo apt-get install -y -qq --no-install-recommends $$missing </dev/null >/dev/null
endef

# Exit code 1 says that kijun found something, which is what the sample is for. It is judged on the day
# for which it was written: on a later one other deadlines have passed.
define show_demo
show() { printf '\n== %s\n   %s\n\n' "$$1" "$$2"; eval "$$2" || [ $$? -eq 1 ]; }; \
sample='samples/ministry-agency --as-of 2026-11-20'; \
show '架空の独立行政法人を、すべての基準パックで判定する (an invented agency, judged by all packs)' \
    "$(BUILD)/kijun assess $$sample" && \
show 'そのうちの一つの理由を聞く (why one of these verdicts is what it is)' \
    "$(BUILD)/kijun explain 'it-continuity/2.5.2(1)-3' system:records $$sample" && \
printf '\n%s\n%s\n' \
    '次は架空の省を (next, a whole ministry): $(BUILD)/kijun assess samples/ministry --as-of 2026-11-20' \
    '使い方は README.ja.md に (in English: README.md, and the option --lang en)'
endef

demo: deps
	@$(MAKE) --no-print-directory all
	@$(show_demo)

test: all $(UNIT_TESTS) $(FUZZ_TESTS) $(CRASHER)
	@BUILD=$(BUILD) CC='$(CC)' SAN='$(SAN)' CFLAGS='$(CFLAGS)' tests/run

FORMATTED = $(sort $(wildcard engine/*/*.[ch] tests/*/*.[ch]))

format:
	@clang-format -i $(FORMATTED)

# What cppcheck is told to leave out it gets wrong where a struct of pointers goes by value and
# where a buffer is filled by another argument of the same call; compilers and sanitizers see both.
lint: all
	@echo clang-format && clang-format --dry-run -Werror $(FORMATTED)
	@mkdir -p build/cppcheck
	@echo cppcheck && cppcheck --quiet --std=c11 --language=c -I. --inline-suppr \
	    --enable=warning,performance,portability --error-exitcode=1 \
	    --suppress=returnDanglingLifetime --suppress=uninitvar --suppress=ctuuninitvar \
	    --suppress=nullPointer:tests/unit/mem_test.c \
	    --cppcheck-build-dir=build/cppcheck engine tests
	@echo luacheck && luacheck --quiet --no-color $(wildcard stdlib rules samples tests)
	@echo floors && tests/structure_test
	@echo packs && $(BUILD)/kijun rules lint

bench: all $(BENCHES)
	@for bench in $(BENCHES) $(wildcard tests/bench/*_bench); do \
	    KIJUN='$(CURDIR)/$(BUILD)/kijun' $$bench || exit 1; done

# The same rules and records through other programs, which are installed into build/peers.
bench-peers: all $(BUILD)/tests/bench/conditions_bench
	@tests/bench/peers/run

# Everything here runs under the sanitizers; the fuzzers start from the corpus in the repository
# and keep what they find in build/corpus.
soak:
	@$(MAKE) --no-print-directory fuzzers \
	    CC=clang SAN=fuzzer-no-link,address,undefined
	@$(MAKE) --no-print-directory soak-tests SAN=address,undefined
	@SOAK_SECONDS=$(SOAK_SECONDS) tests/soak/run

soak-tests: all $(SOAK_TESTS)
	@:

doc: all
	@mkdir -p $(BUILD)/doc
	$(BUILD)/kijun help > $(BUILD)/doc/commands.txt
	$(BUILD)/kijun rules list > $(BUILD)/doc/rules.txt
	$(BUILD)/kijun rules list --format json | lua5.4 tests/tools/coverage.lua > $(BUILD)/doc/coverage.md
	mv $(BUILD)/doc/coverage.md doc/coverage.md

# ---- where it goes ------------------------------------------------------------------------------

SHARE := $(DESTDIR)$(PREFIX)/share/kijun
DOC := $(DESTDIR)$(PREFIX)/share/doc/kijun

install: all
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(SHARE)' '$(DOC)'
	install -m 755 $(BUILD)/kijun '$(DESTDIR)$(PREFIX)/bin/kijun'
	rm -rf '$(SHARE)'/* '$(DOC)'/*
	cp -R stdlib rules templates '$(SHARE)'
	[ ! -e $(BUILD)/packs.kj ] || cp $(BUILD)/packs.kj '$(SHARE)'
	cp -R $(wildcard README*.md LICENSE doc) '$(DOC)'
	chmod -R u=rwX,go=rX '$(SHARE)' '$(DOC)'

uninstall:
	rm -rf '$(DESTDIR)$(PREFIX)/bin/kijun' '$(SHARE)' '$(DOC)'

clean:
	rm -rf build
