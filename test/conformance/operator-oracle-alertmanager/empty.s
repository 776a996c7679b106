// An assembly file, however empty, lets the package declare functions without a body (see linkname in main.go).
