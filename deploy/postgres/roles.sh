#!/bin/sh
# Runs once, when the database is first made: the roles and databases of src/embedded/postgres-roles.ts.
set -eu
# The passwords go by variables of psql, which quotes them.
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set owner_password="$YUSHUI_OWNER_PASSWORD" \
  --set app_password="$YUSHUI_APP_PASSWORD" \
  --set temporal_password="$TEMPORAL_DB_PASSWORD" <<'SQL'
CREATE ROLE yushui_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE yushui_app LOGIN PASSWORD :'app_password';
CREATE ROLE temporal LOGIN PASSWORD :'temporal_password';
CREATE DATABASE yushui OWNER yushui_owner;
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
REVOKE ALL ON DATABASE yushui FROM PUBLIC;
REVOKE ALL ON DATABASE temporal FROM PUBLIC;
REVOKE ALL ON DATABASE temporal_visibility FROM PUBLIC;
GRANT CONNECT ON DATABASE yushui TO yushui_app;
SQL
