import type { FuzzRequest } from './requests.js';
import type { Sent } from './sender.js';

export interface Tally {
  requests: number;
  serverErrors: number;
  slow: number;
  crashes: number;
}

export type FindingKind = Exclude<keyof Tally, 'requests'>;

interface Reached {
  sent: number;
  roles: Set<string>;
  done: number;
  refused: number;
  /** How often which answer came. */
  answers: Map<string, number>;
}

const PRINTED_OF_A_KIND = 3;
const BODY_SHOWN = 1_500;

/** Counts, and tells each finding with the request that makes it again. */
export class Book {
  readonly tally: Tally = { requests: 0, serverErrors: 0, slow: 0, crashes: 0 };
  private readonly reached = new Map<string, Reached>();
  private readonly printed = new Map<string, number>();

  constructor(
    private readonly seed: number,
    private readonly say: (line: string) => void,
  ) {}

  count({ route, role }: FuzzRequest, { status, text }: Sent): void {
    this.tally.requests += 1;
    const reached = this.reached.get(route) ?? { sent: 0, roles: new Set(), done: 0, refused: 0, answers: new Map<string, number>() };
    this.reached.set(route, reached);
    reached.sent += 1;
    reached.roles.add(role);
    const answer = `${status} ${/"code":"([\w.]+)"/.exec(text)?.[1] ?? ''}`.trim();
    reached.answers.set(answer, (reached.answers.get(answer) ?? 0) + 1);
    if (status >= 200 && status < 400) reached.done += 1;
    if (status >= 400 && status < 500) reached.refused += 1;
  }

  found(kind: FindingKind, request: FuzzRequest, what: string): void {
    this.tally[kind] += 1;
    const sort = `${kind} ${request.route}`;
    const before = this.printed.get(sort) ?? 0;
    this.printed.set(sort, before + 1);
    if (before < PRINTED_OF_A_KIND)
      this.say(`${kind}: ${what}\n${shown(request)}\n  again: npm run -s test:fuzz -- --seed ${this.seed} --only ${request.index}`);
  }

  private mostOf(route: string): string {
    const answers = [...(this.reached.get(route)?.answers ?? [])].sort((a, b) => b[1] - a[1]).slice(0, 3);
    return answers.map(([answer, times]) => `; ${times} times ${answer}`).join('');
  }

  /** Routes and roles that were reached, and what became of them. */
  coverage(routes: readonly string[]): string {
    const all = [...this.reached.values()];
    const sum = (of: (one: Reached) => number): number => all.reduce((total, one) => total + of(one), 0);
    const percent = (n: number): string => `${((100 * n) / Math.max(1, this.tally.requests)).toFixed(1)} %`;
    const silent = routes.filter((route) => !this.reached.get(route)?.done);
    const asked = routes.filter((route) => this.reached.has(route)).length;
    const pairs = sum(({ roles }) => roles.size);
    return [
      `${asked} of ${routes.length} routes asked, ${routes.length - silent.length} of them with success`,
      `${pairs} pairs of route and role; ${percent(sum(({ done }) => done))} done, ${percent(sum(({ refused }) => refused))} refused`,
      ...silent.map((route) => `without success: ${route}${this.mostOf(route)}`),
    ].join('\n');
  }
}

const shown = ({ index, role, method, target, headers, body, raw }: FuzzRequest): string => {
  const bytes = raw ?? body;
  const text = bytes && (isPlain(bytes) ? bytes.toString() : `base64 ${bytes.toString('base64')}`);
  return [
    `  #${index} as ${role}: ${raw ? 'raw bytes' : `${method} ${target.slice(0, 500)}`}`,
    ...(raw ? [] : [`  headers ${JSON.stringify(headers).slice(0, 500)}`]),
    ...(text ? [`  body (${bytes?.length} bytes) ${text.slice(0, BODY_SHOWN)}`] : []),
  ].join('\n');
};

const isPlain = (bytes: Buffer): boolean => !/[^\t\n\r\x20-\x7e\u0080-\uffff]|\ufffd/.test(bytes.subarray(0, BODY_SHOWN).toString());
