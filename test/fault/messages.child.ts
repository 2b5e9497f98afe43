import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { projectRoot, type Settings } from '#platform/config';
import { benchSettings, databaseOn } from '../bench/house.js';
import { endAll, messagesHouse, program, provider, server } from '../bench/notify-house.js';
import { seeded } from '../support/vacancy-list.js';
import { Mailbox, MAIL_MOODS } from './mailbox.child.js';

interface Machines {
  restart(url: string, downMs?: number): Promise<void>;
  freeze(url: string, ms: number): Promise<void>;
}

interface World {
  servers: Machines;
  mysqlUrl: string;
  redisUrl: string;
  scratch: string;
  seed: number;
  say: (line: string) => void;
}

interface Tally {
  rounds: number;
  messages: number;
  lost: number;
  repeated: number;
  stuck: number;
}

interface Row {
  id: string;
  channel: 'email' | 'sms';
  state: string;
  unsure: number;
  userId: string;
}

/** The process that writes messages, as an API process does. */
interface Writer {
  child: ChildProcess;
  gone: Promise<string[]>;
}

/** How long a round may take until everything is handed over by itself, in milliseconds: the pauses of a breaker and of tries add up. */
const PATIENCE_MS = 6 * 60_000;
const PORTION = 40;

/** Rounds of messages among faults, and what became of them. */
export class MessageFaults {
  private readonly mailbox = new Mailbox();
  private readonly random: () => number;
  private workers: { pid: number }[] = [];
  private house: INestApplicationContext | undefined;
  private writer: Writer | undefined;
  private settings: Settings | undefined;
  private smsUrl = '';
  private serial = 0;

  constructor(private readonly world: World) {
    this.random = seeded(world.seed);
  }

  private pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.random() * from.length)] as T;
  }

  async run(rounds: number, messages: number): Promise<Tally> {
    await this.begin();
    const tally: Tally = { rounds: 0, messages: 0, lost: 0, repeated: 0, stuck: 0 };
    for (let round = 1; round <= rounds; round += 1) {
      const found = await this.round(messages);
      tally.rounds += 1;
      for (const name of ['messages', 'lost', 'repeated', 'stuck'] as const) tally[name] += found[name];
      this.world.say(`round ${round}: ${JSON.stringify(found)}`);
    }
    return tally;
  }

  private async begin(): Promise<void> {
    const { mysqlUrl, redisUrl, scratch } = this.world;
    const [database, mailPort] = [await databaseOn(mysqlUrl, 'fault_messages'), await this.mailbox.listen()];
    this.smsUrl = await provider();
    const sms = { SMS_PROVIDER: 'http', SMS_URL: `${this.smsUrl}/gateway`, SMS_ID: 'double', SMS_SECRET: 'double-secret' };
    const all = { ...sms, REDIS_URL: redisUrl, SMTP_URL: `smtp://127.0.0.1:${mailPort}?ignoreTLS=true` };
    const settings = Object.assign(benchSettings(join(scratch, 'house'), database), all);
    this.settings = settings;
    this.house = await messagesHouse(settings, false);
    this.workers = [await this.worker(settings), await this.worker(settings)];
  }

  private worker(settings: Settings): Promise<{ pid: number }> {
    return server('worker', settings, { NODE_OPTIONS: `--import ${join(projectRoot, 'test/fault/jumping-clock.mjs')}` });
  }

  private faults(): Record<string, () => Promise<void>> {
    const { servers, mysqlUrl, redisUrl } = this.world;
    const kill = async (): Promise<void> => {
      const worker = this.workers.shift();
      if (worker) process.kill(worker.pid, 'SIGKILL');
      await sleep(this.random() * 1_000);
      // Whoever looks after the processes starts one again that could not reach its database.
      for (let started = false; !started && this.settings;)
        started = await this.worker(this.settings).then(
          (next) => this.workers.push(next) > 0,
          () => sleep(500).then(() => false),
        );
    };
    const behave = (how: object) => (): Promise<void> =>
      fetch(`${this.smsUrl}/double/behave`, { method: 'POST', body: JSON.stringify({ silent: true, ...how }) }).then(() => undefined);
    return {
      'a worker is killed': kill,
      'both workers are killed': async () => void (await Promise.all([kill(), kill()])),
      'the process that writes is killed': async () => {
        for (let times = 0; times < 3; times += 1) {
          await sleep(this.random() * 700);
          this.writer?.child.kill('SIGKILL');
        }
      },
      'a worker’s clock jumps': async () => {
        const [worker] = this.workers;
        if (!worker) return;
        process.kill(worker.pid, 'SIGUSR2');
        await sleep(8_000);
        if (this.workers.includes(worker)) process.kill(worker.pid, 'SIGUSR2');
      },
      'Redis stands still for 10 s': () => servers.freeze(redisUrl, 10_000),
      'Redis starts empty': () => servers.restart(redisUrl, this.random() * 2_000),
      'MariaDB starts again': () => servers.restart(mysqlUrl, this.random() * 2_000),
      'the provider’s answers are lost': behave({ lose: 10 }),
      'the provider never answers': behave({ hang: 5 }),
      'the provider answers too late': behave({ late: 5 }),
      'the provider answers twice': behave({ twice: 20 }),
      'the provider is throttling': behave({ fault: 'throttled', times: 20 }),
    };
  }

  private async round(messages: number): Promise<Omit<Tally, 'rounds'>> {
    const mood = this.pick(MAIL_MOODS);
    const faults = Object.entries(this.faults());
    const chosen = [this.pick(faults), this.pick(faults)] as const;
    this.world.say(`${chosen.map(([name]) => name).join('; ')}; the mail server ${mood}`);
    this.mailbox.mood = mood;
    const from = this.serial;
    const failing = chosen.map(async ([, happen]) => {
      await sleep(this.random() * 1_500);
      await happen();
    });
    await this.write(messages);
    await Promise.all(failing);
    await sleep(2_000);
    this.mailbox.mood = 'takes';
    await this.untilQuiet(from);
    return { messages, ...(await this.look(from)) };
  }

  /** Writes until it is acknowledged: whoever caused it would press again. */
  private async write(messages: number): Promise<void> {
    for (let i = 0; i < messages; i += PORTION) {
      const count = Math.min(PORTION, messages - i);
      const order = { from: this.serial, count, together: this.random() < 0.5 };
      while (!(await this.order(order))) await sleep(300);
      this.serial += count;
    }
  }

  private async order(order: object): Promise<boolean> {
    this.writer ??= await this.startWriter();
    const { writer } = this;
    if (!writer) return false;
    writer.child.stdin?.write(`${JSON.stringify(order)}\n`);
    const said = await Promise.race([once(writer.child.stdout ?? writer.child, 'data'), writer.gone]);
    return String(said[0]).includes('written');
  }

  private async startWriter(): Promise<Writer | undefined> {
    const [file, settings] = ['dist/test/fault/writer.child.js', JSON.stringify(this.settings)];
    const started = await program(file, [settings], { PATH: process.env['PATH'], TZ: 'UTC' }).catch(() => null);
    if (!started) return undefined;
    const { child } = started;
    child.stdin?.on('error', () => undefined);
    const gone = once(child, 'exit').then(() => {
      if (this.writer?.child === child) this.writer = undefined;
      return [''];
    });
    return { child, gone };
  }

  private async rows(from: number): Promise<Row[]> {
    const ids = Array.from({ length: this.serial - from }, (_, i) => `fault-${from + i}`);
    const source = this.house?.get(DataSource);
    const rows = await source?.query<Row[]>(
      `SELECT delivery.id, delivery.channel, delivery.state, delivery.unsure, message.userId
       FROM delivery JOIN message ON message.id = delivery.messageId
       WHERE message.userId IN (${ids.map(() => '?').join(', ')}) AND delivery.state <> 'no_address'`,
      ids,
    );
    return rows ?? [];
  }

  private async untilQuiet(from: number): Promise<void> {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(500)) {
      const rows = await this.rows(from).catch(() => null);
      if (rows && rows.length >= this.serial - from && rows.every(({ state }) => state !== 'queued')) return;
    }
  }

  private async look(from: number): Promise<Omit<Tally, 'rounds' | 'messages'>> {
    const rows = await this.rows(from);
    const texts = (await (await fetch(`${this.smsUrl}/double/texts`)).json()) as { key: string }[];
    const copies = new Map<string, string[]>();
    for (const key of [...texts.map((text) => text.key), ...this.mailbox.taken])
      copies.set(key.slice(0, 36), [...(copies.get(key.slice(0, 36)) ?? []), key]);
    const of = ({ id }: Row): string[] => copies.get(id) ?? [];
    const missing = this.serial - from - rows.length;
    // A mail to whom the server does not know is given up at once, with that reason: nothing else would be right.
    const givenUp = (row: Row): boolean =>
      row.state === 'failed' && row.channel === 'email' && this.mailbox.unknown.has(`${row.userId.replace('fault-', 'p')}@example.com`);
    const lost = missing + rows.filter((row) => row.state !== 'queued' && !givenUp(row) && of(row).length === 0).length;
    const stuck = rows.filter((row) => row.state !== 'sent' && !givenUp(row)).length;
    // The gateway honours keys, so that it took two is wrong; a mail may come twice where its record says so.
    const twice = (row: Row): boolean =>
      new Set(of(row)).size > 1 || (of(row).length > 1 && (row.channel === 'sms' || Number(row.unsure) === 0));
    return { lost, repeated: rows.filter(twice).length, stuck };
  }

  async leave(): Promise<void> {
    await this.house?.close().catch(() => undefined);
    this.mailbox.close();
    await endAll();
  }
}
