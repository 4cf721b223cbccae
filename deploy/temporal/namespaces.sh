#!/bin/sh
# Registers the namespaces of src/embedded/temporal-namespaces.ts, with the same retention, where they are missing.
set -eu

register() {
  temporal operator namespace describe --namespace "$1" >/dev/null 2>&1 && return
  temporal operator namespace create --namespace "$1" --retention "$2"
}

register yushui 8760h
register yushui-rehearsal 24h
