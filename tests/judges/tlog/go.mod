module badgeledger/tests/judges/tlog

go 1.17

require golang.org/x/mod v0.0.0

// Debian's package golang-golang-x-mod-dev: nothing is downloaded.
replace golang.org/x/mod => /usr/share/gocode/src/golang.org/x/mod
