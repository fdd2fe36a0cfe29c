/**
 * Whether a query that a person wrote may be handed to the engine. It is let through only when every word of it is
 * known: keywords of a SELECT, pure functions, columns of the dataset, names that the query itself gives. There is so no
 * way to name another table, a table function, a file, a dictionary or a setting. The engine's own bounds come on top.
 * @returns what speaks against it, in Chinese; null when nothing does.
 */
export function refusalOfSql(query: string, columns: ReadonlySet<string>): string | null {
  const tokens = tokensOf(query);
  if (typeof tokens === 'string') return tokens;
  if (!/^(select|with)$/i.test(tokens[0]?.text ?? '')) return '只能写一条 SELECT 查询';
  if (!tokens.some(({ text }) => text.toLowerCase() === 'dataset')) return '查询须取自 dataset';
  const names = namesGiven(tokens);
  if (typeof names === 'string') return names;
  return first(tokens, (_, i) => refusalAt(tokens, i, columns, names));
}

interface Token {
  readonly kind: 'word' | 'number' | 'string' | 'sign';
  readonly text: string;
}

const TOKEN =
  /\s+|([A-Za-z_][A-Za-z0-9_]*)|(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|('(?:[^'\\]|\\.|'')*')|(<=|>=|!=|<>|\|\||==|[-+*/%(),.=<>[\]])/y;

function tokensOf(query: string): Token[] | string {
  if (/--|\/\*|#/.test(query)) return '查询中不能有注释';
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < query.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(query);
    if (!found) return `查询中有不认识的符号“${query.slice(at, at + 1)}”`;
    const [, word, number, string, sign] = found;
    if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (string !== undefined) tokens.push({ kind: 'string', text: string });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
  }
  return tokens;
}

interface Names {
  /** After AS: columns that the query makes, and its tables. */
  readonly aliases: ReadonlySet<string>;
  /** WITH x AS (…): tables of the query itself. */
  readonly tables: ReadonlySet<string>;
}

/** Names that the query gives. They are lower case, and none is a word that means something else. */
function namesGiven(tokens: readonly Token[]): Names | string {
  const aliases = new Set<string>();
  const tables = new Set<string>(['dataset']);
  for (const [i, { text }] of tokens.entries()) {
    if (text.toLowerCase() !== 'as') continue;
    const [before, next, after] = [tokens[i - 1], tokens[i + 1], tokens[i + 2]];
    if (next?.text === '(' && before?.kind === 'word' && isTableName(tokens, i - 1)) tables.add(before.text);
    else if (next?.kind === 'word' && after?.text !== '(') aliases.add(next.text);
    else return '“AS”之后须是一个名称';
  }
  for (const name of [...aliases, ...tables].filter((name) => name !== 'dataset'))
    if (!/^[a-z][a-z0-9_]{0,30}$/.test(name) || isKnownWord(name) || RESERVED.has(name)) return `不能用“${name}”作名称`;
  return { aliases, tables };
}

/** WITH x AS (, or , x AS ( behind an earlier one. */
function isTableName(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1]?.text.toLowerCase();
  return before === 'with' || (before === ',' && tokens[i - 2]?.text === ')');
}

function refusalAt(tokens: readonly Token[], i: number, columns: ReadonlySet<string>, names: Names): string | null {
  const token = tokens[i];
  if (token?.kind !== 'word') return null;
  const word = token.text.toLowerCase();
  const [previous, next] = [tokens[i - 1], tokens[i + 1]];
  if (word === 'from' || word === 'join') return refusalOfTable(tokens, i, names);
  if (word === 'in') return refusalOfIn(previous, next);
  if (next?.text === '(' && !KEYWORDS.has(word) && !isNewTable(tokens, i, names))
    return FUNCTIONS.has(word) ? null : `不能使用函数“${token.text}”`;
  if (previous?.text === '.') return columns.has(token.text) ? null : `没有“${token.text}”这一列`;
  if (next?.text === '.' && !names.aliases.has(token.text) && !names.tables.has(token.text))
    return `不能访问“${token.text}”`;
  if (isKnownWord(word) || columns.has(token.text)) return null;
  if (names.aliases.has(token.text) || names.tables.has(token.text)) return null;
  return `没有“${token.text}”这一列，也不能使用这个词`;
}

function isNewTable(tokens: readonly Token[], i: number, names: Names): boolean {
  return names.tables.has(tokens[i]?.text ?? '') && tokens[i + 1]?.text.toLowerCase() === 'as';
}

/** After FROM and JOIN stands the dataset, a table of the query or a subquery; never two with a comma. */
function refusalOfTable(tokens: readonly Token[], i: number, names: Names): string | null {
  const [source, ...behind] = tokens.slice(i + 1, i + 5);
  if (source?.text === '(') return null;
  if (source?.kind !== 'word' || !names.tables.has(source.text)) return '只能从 dataset 取数';
  const end = behind[0]?.text.toLowerCase() === 'as' ? 2 : 0;
  return behind[end]?.text === ',' || behind[end]?.text === '.' ? '只能从 dataset 取数' : null;
}

/** `x IN (…)`, never `x IN table` nor the function of that name. */
function refusalOfIn(previous: Token | undefined, next: Token | undefined): string | null {
  const behindValue =
    previous !== undefined &&
    (previous.kind === 'string' ||
      previous.kind === 'number' ||
      previous.text === ')' ||
      previous.text === ']' ||
      (previous.kind === 'word' && (!KEYWORDS.has(previous.text.toLowerCase()) || /^not$/i.test(previous.text))));
  return behindValue && next?.text === '(' ? null : '“IN”须写作：列 IN (…)';
}

function first<T>(items: readonly T[], look: (item: T, i: number) => string | null): string | null {
  for (const [i, item] of items.entries()) {
    const found = look(item, i);
    if (found !== null) return found;
  }
  return null;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

const KEYWORDS = words(
  `select distinct from where group by having order asc desc limit offset with as and or not in is null between like
   ilike case when then else end join inner left right full outer on using union all except intersect over partition
   rows preceding following unbounded current row true false interval day month year`,
);

const FUNCTIONS = words(
  `count countif sum sumif avg avgif min minif max maxif any anyif argmin argmax uniq uniqexact median quantile
   stddevpop stddevsamp varpop varsamp grouparray groupuniqarray abs round floor ceil greatest least if multiif ifnull
   nullif coalesce isnull isnotnull assumenotnull length lengthutf8 lower upper lowerutf8 upperutf8 trim substring
   substringutf8 left right concat position positionutf8 startswith endswith match replaceall replaceone like
   tostring tofloat64 tofloat64ornull tofloat64orzero toint64 toint64ornull todate todateornull todatetimeornull
   toyear tomonth todayofmonth datediff adddays addmonths addyears sqrt exp log log10 pow power sign mod intdiv empty
   notempty isnan isfinite jsonextractstring row_number rank dense_rank lag lead laginframe leadinframe sumkahan`,
);

/** Names of databases: no query may call anything of its own so. */
const RESERVED = words(
  'system information_schema default platform identity catalogue ingest indicators exchange portal',
);

function isKnownWord(word: string): boolean {
  return KEYWORDS.has(word.toLowerCase());
}
