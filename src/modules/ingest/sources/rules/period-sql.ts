/** An expression that makes a period key out of a cell: years, halves, quarters, months, days as tables write them; else ''. */
export function periodExpression(cell: string): string {
  const text = `trim(ifNull(toString(${cell}), ''))`;
  const month = (pattern: string) =>
    `concat(extractGroups(${text}, '${pattern}')[1], '-', leftPad(extractGroups(${text}, '${pattern}')[2], 2, '0'))`;
  const day = (pattern: string) =>
    `concat(${month(pattern)}, '-', leftPad(extractGroups(${text}, '${pattern}')[3], 2, '0'))`;
  const dashMonth = '^([0-9]{4})[-/.年]([0-9]{1,2})月?$';
  const dashDay = '^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})';
  return `multiIf(
    match(${text}, '^[0-9]{4}年?$'), substring(${text}, 1, 4),
    match(${text}, '^[0-9]{4}-(Q[1-4]|H[12]|S|W[0-9]{2})$'), ${text},
    match(${text}, '^[0-9]{4}年?第?[1-4]季度?$'), concat(substring(${text}, 1, 4), '-Q', extract(${text}, '([1-4])季')),
    match(${text}, '^[0-9]{6}$'), concat(substring(${text}, 1, 4), '-', substring(${text}, 5, 2)),
    match(${text}, '^[0-9]{8}$'), concat(substring(${text}, 1, 4), '-', substring(${text}, 5, 2), '-', substring(${text}, 7, 2)),
    match(${text}, '${dashMonth}'), ${month(dashMonth)},
    match(${text}, '${dashDay}'), ${day(dashDay)},
    '')`;
}
