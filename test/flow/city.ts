import { setTimeout as sleep } from 'node:timers/promises';
import { Accounts, OrgTree } from '#access';
import { JobQueue, type Job } from '#platform/jobs';
import { UnitOfWork } from '#platform/db';
import { startApp } from '../support/app.js';
import { MovedClock } from '../support/clock.js';
import { agreed, Client, type Answer } from '../support/client.js';
import { untraced } from '../support/traces.js';
import type { RunningApp, TestDatabase, TestQueue } from '../support/index.js';
import { Mailbox } from '../support/mailbox.js';

const PASSWORD = 'Ninety-nine looms 99';

export const counties = { ours: '370702', other: '370781' } as const;

/** Somebody with a browser and an e-mail address. */
export interface Person {
  name: string;
  email: string;
  /** Language of their browser and of their account. */
  locale: 'zh' | 'en';
  browser: Client;
}

export interface Message {
  template: string;
  title: string;
  body: string;
  /** Page of the console. */
  link: string | null;
}

interface Grant {
  role: string;
  nodeId?: string;
}

export interface Registration {
  name: string;
  phone: string;
  creditCode: string;
  enterpriseName: string;
}

/** Says what a refused request was refused for, and not only that it was. */
export const ok = <T>({ status, body }: Answer<T>): T => {
  if (status >= 300) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  return body;
};

export const until = async <T>(what: string, ask: () => Promise<T | undefined> | T | undefined, withinMs = 20_000): Promise<T> => {
  for (const end = Date.now() + withinMs; ; await sleep(25)) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`waited ${withinMs} ms in vain for ${what}`);
  }
};

/** What a page of the console asks for when it is opened. */
export const asked = (link: string): string =>
  link
    .replace('/console/', '/api/')
    .replace('/api/runs/', '/api/matching-runs/')
    .replace('/api/survey/', '/api/survey-answers/')
    .replace('/api/needs/new', '/api/enterprises/mine')
    .replace('/api/sign-in', '/api/board');

/** The smallest file that says of itself that it is a PDF. */
const pdf = (text: string): string => `%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n% ${text}\ntrailer<</Root 1 0 R>>\n%%EOF\n`;

/** The whole product with its mail server, and the people of the story. What they do, they do over HTTP. */
export class City {
  readonly people: Person[] = [];
  private readonly mailbox = new Mailbox();
  private readonly clock = new MovedClock();
  private app: RunningApp | undefined;
  private admin: Client | undefined;

  /** One administrator, as `gangqiao create-admin` makes; everybody else comes by invitation or registers. */
  async start(database: TestDatabase, queue: TestQueue): Promise<void> {
    this.app = await startApp({
      database,
      queue,
      clock: this.clock,
      settings: { SMTP_URL: await this.mailbox.listen(), PUBLIC_URL: undefined },
    });
    const { get } = this.app;
    const city = await get(UnitOfWork).run(() => get(OrgTree).ensureCity());
    const userId = await get(Accounts).create({ name: 'Zhou Ming', login: 'admin', email: 'admin@weifang.example', password: PASSWORD });
    await get(Accounts).grant(userId, { role: 'city-admin', nodeId: city.id });
    this.admin = await this.anybody().signIn('admin', PASSWORD);
    this.people.push({ name: 'Zhou Ming', email: 'admin@weifang.example', locale: 'zh', browser: this.admin });
  }

  async stop(): Promise<void> {
    await this.app?.close();
    await this.mailbox.close();
  }

  /** Another day: everybody signs in anew, but for those whose account is gone by then. */
  async goTo(day: string, gone: readonly Person[]): Promise<void> {
    this.clock.goTo(day);
    for (const person of this.people.filter((one) => !gone.includes(one))) await person.browser.signIn(person.email, PASSWORD);
  }

  /** Does background work now that has its hour otherwise, and waits for it. */
  async work(job: Job): Promise<void> {
    const { get } = this.app!;
    const id = await get(UnitOfWork).run(() => get(JobQueue).enqueue(job, {}));
    await until(`the job ${job.name}`, async () => {
      const [row] = await get(UnitOfWork).manager.query<{ state: string }[]>('SELECT state FROM job WHERE id = ?', [id]);
      return row === undefined || row.state === 'done' ? true : undefined;
    });
  }

  /** What was done over HTTP without a trace. */
  untraced(): Promise<string[]> {
    return this.app ? untraced(this.app) : Promise.resolve([]);
  }

  /** Everything that the database holds, as text. */
  async stored(): Promise<string> {
    if (!this.app) return '';
    const { manager } = this.app.get(UnitOfWork);
    const tables = manager.connection.entityMetadatas.map(({ tableName }) => manager.connection.driver.escape(tableName));
    const rows = await Promise.all(tables.map((table) => manager.query<object[]>(`SELECT * FROM ${table}`)));
    return JSON.stringify(rows);
  }

  /** A browser that nobody has signed in with. */
  anybody(): Client {
    return new Client(this.app?.url ?? '');
  }

  async cityId(): Promise<string> {
    return (
      ok(await this.anybody().get<{ id: string; kind: string }[]>('/api/org-nodes?kind=all')).find((node) => node.kind === 'city')?.id ?? ''
    );
  }

  /** Invited by the administrator; chooses a password with the link and signs in. */
  async invite(name: string, email: string, grant: Grant, locale: 'zh' | 'en' = 'zh'): Promise<Person> {
    const { link } = ok(await this.admin!.post<{ link: string }>('/api/users', { name, email, locale, grants: [grant] }));
    await this.choosePassword(link);
    return this.arrived(name, email, { locale });
  }

  private async choosePassword(link: string): Promise<void> {
    ok(await this.anybody().post('/api/password-links/redeem', { token: link.split('#')[1], password: PASSWORD }));
  }

  /** Asks to act for an enterprise and signs in with the new account. */
  async register({ name, ...application }: Registration): Promise<Person & { registrationId: string }> {
    const email = `${name.toLowerCase().replace(/\W/g, '.')}@firm.example`;
    const files = await this.papers(name);
    const given = { name, email, password: PASSWORD, ...agreed, nodeId: counties.ours, ...files, ...application };
    const browser = this.anybody();
    const { id } = ok(await browser.post<{ id: string }>('/api/registrations', given));
    return Object.assign(await this.arrived(name, email, { browser }), { registrationId: id });
  }

  /** A station in another province and a person who acts for it. */
  async station(
    name: string,
    place: { divisionCode: string; lng: number; lat: number },
    contact: { name: string; email: string },
  ): Promise<Person & { supplierId: string }> {
    const station = { kind: 'station', level: 'provincial', name, peoplePerRun: 400, ...place };
    const { id } = ok(await this.admin!.post<{ id: string }>('/api/suppliers', station));
    const { link } = ok(await this.admin!.post<{ link: string }>(`/api/suppliers/${id}/accounts`, contact));
    await this.choosePassword(link);
    return Object.assign(await this.arrived(contact.name, contact.email), { supplierId: id });
  }

  /** What a person finds in the product, oldest first. */
  async inbox({ browser, locale }: Person): Promise<Message[]> {
    return ok(
      await browser.get<{ items: Message[] }>('/api/messages?limit=100', { headers: { 'accept-language': locale } }),
    ).items.reverse();
  }

  /** E-mails to a person without the invitation: their subjects. */
  mailed(person: Person): string[] {
    return this.mailbox.to(person.email).filter((subject) => !/邀请|invited/.test(subject));
  }

  /** Every e-mail that was sent, invitations included. */
  get mailCount(): number {
    return this.mailbox.mails.length;
  }

  private async papers(name: string): Promise<{ licenceFileId: string; letterFileId: string }> {
    const hand = async (kind: string): Promise<string> =>
      ok(await this.anybody().upload<{ id: string }>(`/api/files?kind=${kind}`, `${kind}.pdf`, pdf(`${kind} of ${name}`))).id;
    return { licenceFileId: await hand('licence'), letterFileId: await hand('letter') };
  }

  private async arrived(name: string, email: string, { locale = 'zh', browser = this.anybody() }: Partial<Person> = {}): Promise<Person> {
    const person: Person = { name, email, locale, browser: await browser.signIn(email, PASSWORD) };
    this.people.push(person);
    return person;
  }
}
