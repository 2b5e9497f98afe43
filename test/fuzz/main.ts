import { setTimeout as sleep } from 'node:timers/promises';
import { Contract } from './contract.js';
import { House, type HouseOptions } from './house.js';
import { People } from './people.js';
import { Pool } from './pool.js';
import { Requests, type FuzzRequest } from './requests.js';
import { requestId, Sender, type Sent } from './sender.js';
import { Book, type Tally } from './tally.js';
import { Watch } from './watch.js';

export interface FuzzOptions extends HouseOptions {
  requests: number;
  seed: number;
  /** Only the request of this number, on a city that is as it was made. */
  only?: number;
  say: (line: string) => void;
}

/** An answer later than this, or /health/live kept waiting longer than that, is slow: when it is so again and again, alone. So is one of
 * 503 a fault. */
const SLOW_MS = 2_000;
const STALL_MS = 250;
const TRIES = 3;
/** How many suspects of a round are looked at: on a machine that does other work nearly all are innocent. */
const SUSPECTS = 25;
const ROUND = 1_000;
/** Reading all that there is, as everybody, costs as much as half a round of requests: after so many rounds not each brings much new. */
const YOUNG_ROUNDS = 5;
const AT_ONCE = 6;
/** No more than this share of a second for a request on average, over all, beside the start. */
const SECONDS_A_REQUEST = 0.15;
const START_SECONDS = 300;

/** What no answer may show: it is the program's own affair. */
const INSIDE = /SqliteError|QueryFailedError|ER_[A-Z_]{6,}|node_modules|\bat \w.*\.js:\d+/;

/** Sends made-up requests to a server of its own and counts what they find. */
export class Fuzz {
  private readonly contract = new Contract();
  private readonly book: Book;
  private readonly house: House;
  private readonly people: People;
  private sender!: Sender;
  private pool!: Pool;
  private requests!: Requests;
  private readonly underWay = new Set<FuzzRequest>();
  private suspects = new Set<FuzzRequest>();
  private dead = false;
  private readonly outside = new Set<string>();

  constructor(private readonly options: FuzzOptions) {
    this.book = new Book(options.seed, options.say);
    this.house = new House(options, (program, how) => this.died(program, how));
    this.people = new People(() => this.sender);
  }

  async run(): Promise<Tally> {
    const { requests, only, say } = this.options;
    await this.arrive();
    const until = Date.now() + 1000 * (START_SECONDS + requests * SECONDS_A_REQUEST);
    try {
      if (only !== undefined) await this.round([only]);
      else
        for (let from = 0; from < requests; from += ROUND) {
          if (Date.now() > until) {
            say(`stopped after ${from} requests: out of time`);
            break;
          }
          await this.round(Array.from({ length: Math.min(ROUND, requests - from) }, (_, i) => from + i));
          if (requests > ROUND && (from < YOUNG_ROUNDS * ROUND || (from / ROUND) % YOUNG_ROUNDS === 0)) await this.harvest();
        }
      say(this.book.coverage(this.contract.operations.map(({ method, path }) => `${method} ${path}`)));
      await this.failedJobs();
    } finally {
      await this.leave();
    }
    return this.book.tally;
  }

  async leave(): Promise<void> {
    this.sender?.close();
    await this.house.stop();
  }

  private async arrive(): Promise<void> {
    await this.house.start();
    this.sender = new Sender(this.house.host, this.house.port);
    await this.people.arrive();
    this.pool = new Pool(this.people.ownIds);
    await this.harvest();
    const template = await this.template();
    this.requests = new Requests(this.contract, this.pool, this.people.roles, this.options.seed, template);
  }

  /** Reads what there is, as everybody, so that requests can speak of it. */
  private async harvest(): Promise<void> {
    const reads = this.contract.operations.filter(({ method, path }) => method === 'GET' && !/\.(pdf|xlsx|csv)$|\/demo$/.test(path));
    for (const level of [0, 1, 2]) {
      for (const { path, permission, list } of reads.filter((one) => one.path.split('{').length === level + 1)) {
        for (const { name, permissions } of this.people.roles) {
          if (!permissions.has(permission) && permission !== 'signed-in' && !(permission === 'public' && name === 'auditor')) continue;
          const target = this.requests?.fill(name, path) ?? path;
          if (target.includes('{')) continue;
          await this.learn(name, path, target + (list ? '?limit=7' : ''));
        }
      }
      if (level === 0) this.requests ??= new Requests(this.contract, this.pool, this.people.roles, this.options.seed, undefined);
    }
  }

  private async learn(role: string, path: string, target: string): Promise<void> {
    const { status, text } = await this.people.send('GET', target, undefined, role);
    if (status !== 200 || !/^[[{]/.test(text)) return;
    try {
      this.pool.learn(role, path, JSON.parse(text));
    } catch {
      // longer than what is kept of an answer
    }
  }

  private async template(): Promise<Buffer | undefined> {
    const [mine] = await this.people.get<{ id: string }[]>('enterprise', '/api/survey-answers/mine');
    if (!mine) return undefined;
    const cookie = this.people.cookieOf('enterprise') ?? '';
    const answer = await fetch(`http://${this.house.host}:${this.house.port}/api/survey-answers/${mine.id}/template.xlsx`, {
      headers: { cookie },
    });
    return answer.ok ? Buffer.from(await answer.arrayBuffer()) : undefined;
  }

  private async round(indexes: number[]): Promise<void> {
    const watch = new Watch(this.house.host, this.house.port, (ms) => this.waited(ms));
    const left = [...indexes];
    const one = async (): Promise<void> => {
      for (let index = left.shift(); index !== undefined; index = left.shift()) await this.try(index);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
    await watch.stop();
    await this.lookAtSuspects();
  }

  private async try(index: number): Promise<void> {
    if (this.dead) await this.revive();
    const request = await this.requests.make(index);
    this.underWay.add(request);
    const sent = await this.send(request);
    this.underWay.delete(request);
    this.book.count(request, sent);
    this.judge(request, sent);
    if (sent.status === 401 && request.role !== 'stranger')
      await this.people.signIn(request.role).catch((error: Error) => this.lockedOut(request.role, error));
  }

  private lockedOut(role: string, { message }: Error): void {
    if (this.outside.has(role)) return;
    this.outside.add(role);
    this.options.say(`from here on everything of ${role} is asked by nobody: ${message}`);
  }

  private send(request: FuzzRequest): Promise<Sent> {
    return this.sender.send(request, this.people.cookieOf(request.role));
  }

  private judge(request: FuzzRequest, { status, text, ms }: Sent): void {
    if (isBusy(status)) this.suspects.add(request);
    else if (status >= 500 && status !== 505 && status !== 501)
      this.book.found('serverErrors', request, `${status} ${text.slice(0, 300)}\n${this.house.logOf(requestId(request.index))}`);
    else if (status >= 400 && INSIDE.test(text))
      this.book.found('serverErrors', request, `${status} shows the inside: ${text.slice(0, 500)}`);
    if (ms > SLOW_MS) this.suspects.add(request);
  }

  private waited(ms: number): void {
    if (ms > STALL_MS) for (const request of this.underWay) this.suspects.add(request);
  }

  /** Alone and several times: what is slow only because others want the processor is quick once. */
  private async lookAtSuspects(): Promise<void> {
    const suspects = [...this.suspects].slice(0, SUSPECTS);
    this.suspects = new Set();
    for (const request of suspects) {
      const times: Timed[] = [];
      for (let n = 0; n < TRIES && (n === 0 || isSlow(times.at(-1)!)); n += 1) times.push(await this.timed(request));
      if (!times.every(isSlow)) continue;
      const what = times.map(({ answer, stall, status }) => `${status} in ${answer} ms, stall ${stall} ms`).join('; ');
      this.book.found(times.every(({ status }) => isBusy(status)) ? 'serverErrors' : 'slow', request, what);
    }
    this.suspects = new Set();
  }

  private async timed(request: FuzzRequest): Promise<Timed> {
    if (this.dead) await this.revive();
    const watch = new Watch(this.house.host, this.house.port);
    await sleep(100);
    watch.longestMs = 0;
    const { ms, status } = await this.send(request);
    await sleep(50);
    await watch.stop();
    return { answer: Math.round(ms), stall: Math.round(watch.longestMs), status };
  }

  private died(program: string, how: string): void {
    this.dead = true;
    const words = `the ${program} ended with ${how}`;
    const [first, ...others] = this.underWay;
    if (first) this.book.found('crashes', first, `${words}; one of ${others.length + 1} requests\n${this.house.logOf('')}`);
    else {
      this.book.tally.crashes += 1;
      this.options.say(`crashes: ${words}, between requests\n${this.house.logOf('')}`);
    }
  }

  private reviving: Promise<void> | undefined;

  private revive(): Promise<void> {
    this.reviving ??= this.house
      .restart()
      .then(() => (this.dead = false))
      .then(() => undefined)
      .finally(() => (this.reviving = undefined));
    return this.reviving;
  }

  /** No request fails with them, so they are told and not counted. */
  private async failedJobs(): Promise<void> {
    const { items } = await this.people.get<{ items: { name: string; lastError: string }[] }>(
      'city-admin',
      '/api/jobs?state=failed&limit=20',
    );
    for (const { name, lastError } of items ?? []) this.options.say(`a job failed: ${name}: ${lastError?.slice(0, 300)}`);
  }
}

interface Timed {
  answer: number;
  stall: number;
  status: number;
}

/** A server may say that it is busy, but not when it is asked nothing else. */
const isBusy = (status: number): boolean => status === 503;

const isSlow = ({ answer, stall, status }: Timed): boolean => answer > SLOW_MS || stall > STALL_MS || isBusy(status);
