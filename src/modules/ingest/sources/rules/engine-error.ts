/** What went wrong between the node and a source, as a user can act on it. */
export type Trouble =
  | 'wrong-password'
  | 'unreachable'
  | 'unknown-database'
  | 'no-permission'
  | 'no-such-object'
  | 'dropped'
  | 'timeout'
  | 'bad-value'
  | 'other';

const PATTERNS: readonly (readonly [pattern: RegExp, trouble: Trouble])[] = [
  [
    /28P01|28000|password authentication failed|no pg_hba\.conf entry|role "[^"]*" does not exist|Access denied for user(?!.* to database)|ERROR 1045|ORA-01017|ORA-1017|NJS-516|用户名或密码|-2501\b|-2506\b|SASL|Not authorized|Bad User Name or Password|\b401\b|InvalidAccessKeyId|SignatureDoesNotMatch/i,
    'wrong-password',
  ],
  [
    /3D000|database "[^"]*" does not exist|Unknown database|ERROR 1049|ERROR 1044|ORA-12514|ORA-12505|NJS-518|NJS-517|NoSuchBucket/i,
    'unknown-database',
  ],
  [
    /42501|permission denied|command denied|ERROR 114[23]|ORA-01031|ORA-00942.*privilege|\b403\b|AccessDenied|TOPIC_AUTHORIZATION|-5504\b/i,
    'no-permission',
  ],
  [
    /42P01|does not exist|doesn't exist|ERROR 1146|ORA-00942|\b404\b|NoSuchKey|UNKNOWN_TOPIC|-2106\b/i,
    'no-such-object',
  ],
  [/timeout|timed out|ETIMEDOUT|NJS-510|statement timeout|57014/i, 'timeout'],
  [
    /Connection refused|ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|could not translate host|Unknown MySQL server host|Can't connect|ERROR 200[2-5]|NJS-503|NJS-501|Host not found|DNS error|getaddrinfo|EAI_AGAIN|Cannot resolve/i,
    'unreachable',
  ],
  [
    /closed the connection|server closed|terminating connection|57P01|broken.connection|Lost connection|ECONNRESET|EPIPE|gone away|ERROR 2013|ERROR 2006|ERROR 1927|Connection reset|NJS-500|socket hang up|SSL SYSCALL|no connection to the server|invalid response/i,
    'dropped',
  ],
  [
    /CANNOT_CONVERT_TYPE|out of range|DECIMAL_OVERFLOW|CANNOT_PARSE|Cannot parse|cannot be safely converted|BAD_ARGUMENTS.*convert|ARGUMENT_OUT_OF_BOUND/i,
    'bad-value',
  ],
];

/** What an engine's or driver's error amounts to. Its text is never shown: it may name accounts and addresses. */
export function troubleOf(error: unknown): Trouble {
  const text = textOf(error);
  return PATTERNS.find(([pattern]) => pattern.test(text))?.[1] ?? 'other';
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  const inner = error instanceof AggregateError ? error.errors.map(textOf).join(' ') : '';
  return `${code} ${error.message} ${inner} ${error.cause === undefined ? '' : textOf(error.cause)}`;
}

/** An error's text with secrets struck out, for the log of the operators. */
export function cleaned(error: unknown, secrets: readonly string[]): string {
  const struck = secrets
    .filter((secret) => secret !== '')
    .reduce((text, secret) => text.replaceAll(secret, '[已隐去]'), textOf(error));
  return struck.replaceAll(/\/\/[^/@\s]*@/g, '//[已隐去]@').slice(0, 500);
}
