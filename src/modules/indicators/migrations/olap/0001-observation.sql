CREATE DATABASE IF NOT EXISTS indicators;

-- Append-only: a figure that changes is a further row with a later `at`. Sorted as screens read it: few indicators, the
-- regions of one place, runs of periods. A screen touches some forty short runs, so granules are small (2,048 rows are
-- about a third of an indicator with 102 regions and five years); the cost is a larger index, some 6,000 marks for 12
-- million rows. `batch` has its own small index because a publication is purged by its number alone.
CREATE TABLE IF NOT EXISTS indicators.observation
(
    indicator  LowCardinality(String),
    region     LowCardinality(String),
    basis      LowCardinality(String),
    period     LowCardinality(String),
    value      Nullable(Float64),
    growth     Nullable(Float64),
    mark       LowCardinality(String),
    stage      LowCardinality(String),
    at         DateTime64(3, 'UTC') CODEC(Delta, LZ4),
    batch      UInt64 CODEC(Delta, LZ4),
    source_row UInt32 CODEC(Delta, LZ4),
    source_col UInt16 CODEC(LZ4),
    INDEX by_batch batch TYPE minmax GRANULARITY 8
)
ENGINE = MergeTree
ORDER BY (indicator, region, basis, period, at, batch)
SETTINGS index_granularity = 2048, non_replicated_deduplication_window = 100;
