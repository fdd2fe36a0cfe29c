import type { OlapEngine } from '../../src/platform/olap/engine.ts';

/** A dataset table as ingest makes them, made by the engine: `rows` rows of counties, months, industries, firms. */
export async function makeTable(olap: OlapEngine, rows: number): Promise<void> {
  await olap.command('CREATE DATABASE IF NOT EXISTS ingest');
  await olap.command(`CREATE TABLE ingest.ds_bench (
    _batch UInt64, _row UInt32, _col UInt16, region String, region_name String, period String, _marks String,
    m1 Nullable(Float64), m2 Nullable(Float64), m3 Nullable(Float64), m4 Nullable(Float64), m5 Nullable(Float64),
    m6 Nullable(Float64), d1 String, d2 String, d3 String, d4 String
  ) ENGINE = MergeTree ORDER BY (_batch, _row, _col)`);
  await olap.command(`INSERT INTO ingest.ds_bench
    SELECT 1, number, 0,
      toString(if(number % 12 = 0, 140000, 140000 + (number % 12) * 100)), concat('地区', toString(number % 12)),
      concat(toString(2016 + intDiv(number, 12) % 9), '-', leftPad(toString(1 + intDiv(number, 108) % 12), 2, '0')),
      if(number % 1000 = 1, '{"m6":"停产"}', ''),
      sipHash64(number, 1) % 100000 / 7, sipHash64(number, 2) % 100000 / 7, sipHash64(number, 3) % 10000 / 100,
      sipHash64(number, 4) % 10000 / 100, if(number % 12 = 0, 550, 50), if(number % 1000 = 1, NULL, if(number % 12 = 0, 1100, 100)),
      ['煤炭', '电力', '冶金', '化工', '装备'][1 + number % 5],
      concat('91140', leftPad(toString(number), 13, '0')),
      concat('QY', toString(number % 200000)), concat('备注', toString(number % 9973))
    FROM numbers(${rows})`);
  await olap.command(`CREATE TABLE ingest.ds_codes (_batch UInt64, _row UInt32, region String, period String, d1 String)
    ENGINE = MergeTree ORDER BY (_batch, _row)`);
  await olap.command(
    "INSERT INTO ingest.ds_codes SELECT 1, number, '', '', concat('QY', toString(number)) FROM numbers(200000)",
  );
}
