/** Text in the two languages of the product; `{name}` is replaced from the problem's parameters. */
export interface Wording {
  zh: string;
  en: string;
}

export interface FieldFault {
  /** Where: dotted path into the body or query, such as `lines.3.phone`. */
  path: string;
  code: string;
  message: Wording;
  params?: Record<string, unknown>;
}

export interface ProblemOptions {
  detail?: Wording | string;
  params?: Record<string, unknown>;
  errors?: FieldFault[];
  /** What the log line of it is; by default `warn` below status 500 and `error` from there on. */
  severity?: 'info' | 'warn' | 'error';
  cause?: unknown;
}

/** An error that a person sees: one filter turns it into RFC 9457 problem+json in the reader's language and one log line. */
export class Problem extends Error {
  readonly detail: Wording;
  readonly params: Record<string, unknown>;
  readonly errors: FieldFault[];
  readonly severity: 'info' | 'warn' | 'error';

  constructor(
    readonly code: string,
    readonly status: number,
    options: ProblemOptions = {},
  ) {
    const detail = options.detail ?? code;
    const wording = typeof detail === 'string' ? { zh: detail, en: detail } : detail;
    super(fill(wording.en, options.params ?? {}), { cause: options.cause });
    this.name = 'Problem';
    this.detail = wording;
    this.params = options.params ?? {};
    this.errors = options.errors ?? [];
    this.severity = options.severity ?? (status >= 500 ? 'error' : 'warn');
  }
}

export const fill = (text: string, params: Record<string, unknown>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole));

type Catalogue = Record<string, { status: number } & Wording>;

/** A library's problems in one place; the result makes one of them: `problems('need.below_promised', { promised: 12 })`. */
export const defineProblems =
  <C extends Catalogue>(catalogue: C) =>
  (code: keyof C & string, params: Record<string, unknown> = {}, errors: FieldFault[] = []): Problem => {
    const entry = catalogue[code] as C[string];
    return new Problem(code, entry.status, { detail: entry, params, errors });
  };

const common = defineProblems({
  not_found: { status: 404, zh: '没有找到：可能已经删除，或不在您的范围内', en: 'Not found: it may be gone, or not be yours to see' },
  conflict: { status: 409, zh: '数据已被他人修改，请刷新后重试', en: 'It has changed meanwhile; reload and try again' },
  'request.invalid': { status: 422, zh: '有 {count} 处填写有误', en: 'Fields that need correction: {count}' },
  'access.denied': { status: 403, zh: '您没有权限进行此操作', en: 'You may not do this' },
  'access.sign_in': { status: 401, zh: '请先登录', en: 'Please sign in' },
});

export const notFound = (what: string, id: string): Problem => common('not_found', { what, id });
export const conflict = (code = 'conflict', detail?: Wording, params?: Record<string, unknown>): Problem =>
  detail ? new Problem(code, 409, { detail, params: params ?? {} }) : new Problem(code, 409, { detail: common('conflict').detail });
export const invalid = (errors: FieldFault[]): Problem => common('request.invalid', { count: errors.length }, errors);
export const forbidden = (): Problem => common('access.denied');
export const signInFirst = (): Problem => common('access.sign_in');
