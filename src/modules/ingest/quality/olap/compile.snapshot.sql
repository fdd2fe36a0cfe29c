-- scan: rule-1 rule-2 rule-3 rule-4 rule-5 rule-6 rule-7 rule-8 rule-9 rule-10
SELECT count(),
  countIf(NOT d1 != ''),
  countIf(NOT (isNotNull(m1) OR JSONExtractString(_marks, 'm1') NOT IN ('', 'blank'))),
  countIf(d1 != ''),
  countIf(d1 != '' AND NOT d1 IN {p1:Array(String)}),
  countIf(d2 != ''),
  countIf(d2 != '' AND NOT match(d2, {p2:String})),
  countIf(isNotNull(m1)),
  countIf(isNotNull(m1) AND NOT ifNull((m1 >= {p3:Float64} AND m1 <= {p4:Float64}), 0)),
  countIf(d2 != ''),
  countIf(d2 != '' AND NOT (lengthUTF8(d2) >= {p5:Float64})),
  groupUniqArray(20000)(period),
  sumKahan(m1),
  countIf(isNotNull(m1))
FROM (SELECT * FROM facts);
-- {"p1":["煤炭","电力"],"p2":"^(?:[A-Z]{2}[0-9]+)$","p3":0,"p4":100,"p5":3}

-- unique: rule-11 rule-12
SELECT count(),
  uniqExact(region, period, d1),
  uniqExact(d2)
FROM (SELECT * FROM facts);
-- {}

-- reference: rule-13
SELECT countIf(d2 != ''),
  countIf(d2 != '' AND NOT (d2 IN (SELECT d1 FROM (SELECT * FROM codes) WHERE d1 != '')))
FROM (SELECT * FROM facts);
-- {}

-- reconcile: rule-14
SELECT count(), countIf(abs(whole - parts) > {p3:Float64} * abs(whole) + 1e-9 * abs(whole)), max(if(whole = 0, NULL, abs(whole - parts) / abs(whole)))
FROM (SELECT period, d1, sumIf(v, side = 0) AS whole, sumIf(v, side = 1) AS parts
   FROM (SELECT *, 0 AS side FROM (SELECT period, d1, region AS place, argMax(m2, (_batch, _row)) AS v FROM (SELECT * FROM facts)
     WHERE region IN {p1:Array(String)} AND isNotNull(m2) GROUP BY period, d1, region) UNION ALL SELECT *, 1 AS side FROM (SELECT period, d1, region AS place, argMax(m2, (_batch, _row)) AS v FROM (SELECT * FROM facts)
     WHERE region IN {p2:Array(String)} AND isNotNull(m2) GROUP BY period, d1, region))
   GROUP BY period, d1 HAVING countIf(side = 0) > 0 AND countIf(side = 1) = 2);
-- {"p1":["140000"],"p2":["140100","140200"],"p3":0.01}

-- sql: rule-15
WITH dataset AS (SELECT * FROM (SELECT * FROM facts))
SELECT count() FROM (
SELECT region, m1 FROM dataset WHERE m1 > 2 * m2 AND d1 IN ('煤炭')
) 
SETTINGS readonly = 1, max_execution_time = 10, timeout_overflow_mode = 'throw', max_memory_usage = 1000000000, max_rows_to_group_by = 20000000, group_by_overflow_mode = 'throw', output_format_json_quote_64bit_integers = 0;
-- {}
