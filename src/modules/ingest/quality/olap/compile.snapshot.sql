-- scan: rule-1 rule-2 rule-3 rule-4 rule-5 rule-6 rule-7 rule-8 rule-9 rule-10
SELECT count(),
  countIf(empty(d1)),
  countIf(isNull(m1) AND (empty(_marks) OR JSONExtractString(_marks, 'm1') IN ('', 'blank'))),
  countIf(notEmpty(d1)),
  countIf(d1 NOT IN {p1:Array(String)}),
  countIf(notEmpty(d2)),
  countIf(NOT match(d2, {p2:String})),
  count(m1),
  countIf(NOT (m1 >= {p3:Float64} AND m1 <= {p4:Float64})),
  countIf(notEmpty(d2)),
  countIf(notEmpty(d2) AND NOT (lengthUTF8(d2) >= {p5:Float64})),
  groupUniqArray(20000)(period),
  sumKahan(m1),
  count(m1)
FROM (SELECT * FROM facts);
-- {"p1":["煤炭","电力",""],"p2":"^(?:[A-Z]{2}[0-9]+)?$","p3":0,"p4":100,"p5":3}

-- unique: rule-11 rule-12
SELECT count(),
  uniqExact(xxh3(region, period, d1)),
  uniqExact(xxh3(d2))
FROM (SELECT * FROM facts);
-- {}

-- reference: rule-13
SELECT countIf(notEmpty(d2)),
  countIf(notEmpty(d2) AND NOT (d2 IN (SELECT d1 FROM (SELECT * FROM codes) WHERE notEmpty(d1))))
FROM (SELECT * FROM facts);
-- {}

-- reconcile: rule-14
SELECT countIf(n0 > 0 AND p0 = 2),
  countIf(n0 > 0 AND p0 = 2 AND abs(whole0 - parts0) > ({p4:Float64} + 1e-9) * abs(whole0)),
  maxIf(if(whole0 = 0, NULL, abs(whole0 - parts0) / abs(whole0)), n0 > 0 AND p0 = 2)
FROM (SELECT period, d1,
    sumIf(v0, place IN {p1:Array(String)}) AS whole0, sumIf(v0, place IN {p2:Array(String)} AND isNotNull(v0)) AS parts0,
    countIf(place IN {p1:Array(String)} AND isNotNull(v0)) AS n0, countIf(place IN {p2:Array(String)} AND isNotNull(v0)) AS p0
    FROM (SELECT period, d1, region AS place, argMax(m2, bitShiftLeft(_batch, 32) + _row) AS v0 FROM (SELECT * FROM facts)
    WHERE region IN {p3:Array(String)} GROUP BY period, d1, region)
    GROUP BY period, d1);
-- {"p1":["140000"],"p2":["140100","140200"],"p3":["140000","140100","140200"],"p4":0.01}

-- sql: rule-15
WITH dataset AS (SELECT * FROM (SELECT * FROM facts))
SELECT count() FROM (
SELECT region, m1 FROM dataset WHERE m1 > 2 * m2 AND d1 IN ('煤炭')
) 
SETTINGS readonly = 1, max_execution_time = 10, timeout_overflow_mode = 'throw', max_memory_usage = 1000000000, max_rows_to_group_by = 20000000, group_by_overflow_mode = 'throw', output_format_json_quote_64bit_integers = 0;
-- {}
