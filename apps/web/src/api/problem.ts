/** One fault of one field, its path as in the request body ("contactPhone", "lines.3.idNumber"). */
export interface FieldError {
  path: string;
  code: string;
  message: string;
}

/** An RFC 9457 answer of the server, or `network` when there was no answer at all. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string | undefined,
    readonly errors: FieldError[],
    readonly requestId: string | undefined,
    readonly params: Record<string, unknown>,
  ) {
    super(detail ?? title);
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const fieldErrors = (value: unknown): FieldError[] =>
  Array.isArray(value)
    ? value.map((one: Partial<FieldError>) => ({ path: one.path ?? '', code: one.code ?? '', message: one.message ?? '' }))
    : [];

/** Asking the same again cannot help: it is not there, or not this person's. */
export const isFinal = ({ status }: ProblemError): boolean => status === 403 || status === 404;

export const networkProblem = (): ProblemError => new ProblemError(0, 'network', '', undefined, [], undefined, {});

/** Reads problem+json; an answer of another kind (a proxy's page) keeps its status only. */
export const problemOf = (status: number, body: unknown): ProblemError => {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const params = typeof fields['params'] === 'object' && fields['params'] !== null ? (fields['params'] as Record<string, unknown>) : {};
  const code = text(fields['code']) ?? text(fields['type'])?.replace(/^.*[:/]/, '') ?? `http.${status}`;
  const title = text(fields['title']) ?? '';
  const detail = text(fields['detail']);
  const requestId = text(fields['instance'])?.replace(/^urn:gangqiao:request:/, '');
  return new ProblemError(status, code, title, detail === title ? undefined : detail, fieldErrors(fields['errors']), requestId, params);
};
