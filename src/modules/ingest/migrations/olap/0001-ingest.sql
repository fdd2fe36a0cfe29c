CREATE DATABASE IF NOT EXISTS ingest;

-- Rows in quarantine beyond those that the ledger keeps.
CREATE TABLE IF NOT EXISTS ingest.quarantine_rest (
  batch  UInt64,
  line   UInt32,
  cells  String,
  reason String,
  col    Nullable(UInt16)
) ENGINE = MergeTree ORDER BY (batch, line);
