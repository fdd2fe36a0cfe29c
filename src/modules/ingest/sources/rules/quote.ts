/** How a source's own SQL writes names and texts. Names may hold any character but NUL. */
export interface Dialect {
  name(text: string): string;
  text(value: string): string;
}

/** PostgreSQL, Oracle, 达梦: a quote within a name is doubled. */
export const ANSI: Dialect = {
  name: (text) => `"${plain(text).replaceAll('"', '""')}"`,
  text: (value) => `'${plain(value).replaceAll("'", "''")}'`,
};

/** MySQL and MariaDB; a backslash escapes within texts. */
export const MYSQL: Dialect = {
  name: (text) => `\`${plain(text).replaceAll('`', '``')}\``,
  text: (value) => `'${plain(value).replaceAll('\\', '\\\\').replaceAll("'", "''")}'`,
};

/** The warehouse's own. */
export const CLICKHOUSE: Dialect = {
  name: (text) => `\`${plain(text).replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``,
  text: (value) => `'${plain(value).replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
};

/** @throws {RangeError} for a NUL, which no engine takes in a name or text. */
function plain(text: string): string {
  if (text.includes('\0')) throw new RangeError('a name or text holds NUL');
  return text;
}
