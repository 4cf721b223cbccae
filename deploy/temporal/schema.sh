#!/bin/sh
# Brings Temporal's databases to the schema of this tool's version; the same schemas as src/embedded/temporal-schema.ts.
# Where to, as whom: SQL_HOST, SQL_PORT, SQL_PLUGIN, SQL_USER, SQL_PASSWORD.
set -eu

bring_up() {
  # An update fails on a database that has no version table yet.
  temporal-sql-tool --database "$1" update-schema --schema-name "$2" && return
  temporal-sql-tool --database "$1" setup-schema -v 0.0
  temporal-sql-tool --database "$1" update-schema --schema-name "$2"
}

bring_up temporal postgresql/v12/temporal
bring_up temporal_visibility postgresql/v12/visibility
