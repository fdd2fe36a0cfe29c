import { Type } from 'typebox';
import { Check } from 'typebox/value';

const Wire = Type.Object({
  code: Type.String(),
  title: Type.String(),
  detail: Type.Optional(Type.String()),
  fields: Type.Optional(Type.Record(Type.String(), Type.String())),
  params: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});

interface ProblemParts {
  /** HTTP status; 0 when no reply came. */
  readonly status: number;
  /** Stable code, such as `identity.locked`; codes that begin with `web.` are made here. */
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  /** What is wrong, by name of the field. */
  readonly fields?: Readonly<Record<string, string>>;
  /** What the sentence was made of, for saying it in another language. */
  readonly params?: Readonly<Record<string, unknown>>;
}

/** A request that did not give what it was asked for: RFC 9457 problem details, or no usable reply at all. */
export class ApiProblem extends Error {
  override name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, unknown>>;

  constructor(parts: ProblemParts, cause?: unknown) {
    super(parts.detail ?? parts.title, cause === undefined ? undefined : { cause });
    this.status = parts.status;
    this.code = parts.code;
    this.title = parts.title;
    this.detail = parts.detail;
    this.fields = parts.fields ?? {};
    this.params = parts.params ?? {};
  }
}

/** No reply: the line is down, or the service is. The screen says it in the reader's language. */
export function networkProblem(cause: unknown): ApiProblem {
  return new ApiProblem({ status: 0, code: 'web.network', title: 'no reply' }, cause);
}

/** A reply that broke its contract is refused, not shown. */
export function badReplyProblem(path: string, status: number): ApiProblem {
  return new ApiProblem({ status, code: 'web.bad-reply', title: path });
}

/** Read a reply that is not a success; anything but problem details is told by its status. */
export function problemFrom(status: number, body: unknown): ApiProblem {
  if (Check(Wire, body)) return new ApiProblem({ ...body, status });
  return new ApiProblem({ status, code: `web.status-${status}`, title: `HTTP ${status}` });
}

/** The problem behind anything thrown. */
export function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem({ status: 0, code: 'web.unexpected', title: String(error) }, error);
}
