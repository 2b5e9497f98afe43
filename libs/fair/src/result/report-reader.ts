import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { NeedReads } from '#need';
import { newId, UnitOfWork } from '#platform/db';
import { BoothPost } from '../booth/booth.entity.js';
import { figuresOf, type FairBooks, type PostOf, type ReportFigures } from '../domain/report.js';
import type { TalkKind } from '../domain/results.js';
import { Booth } from '../fair.entity.js';
import { Gate } from '../gate/gate.entity.js';
import { FairTalk } from '../outcome/outcome.entity.js';
import { Ticket } from '../ticket/ticket.entity.js';
import { TurnRepository } from '../turn/turn.repository.js';
import { FairHire, FrozenFigures } from './result.entity.js';

/** Fairs that are counted by one statement each. */
const AT_ONCE = 200;

type Books = { -readonly [K in keyof FairBooks]: FairBooks[K] extends readonly (infer T)[] ? T[] : FairBooks[K] };
type Counted = Record<string, string | number | null>;

const blank = (): Books => ({
  ...{ enterprises: 0, tickets: 0, entered: 0, intentPeople: 0, met: { talks: 0, intents: 0, offers: 0 } },
  ...{ posts: [], talks: [], hires: [] },
});

/** Counts fairs from their books, or reads what was kept of those whose people are forgotten. */
@Injectable()
export class ReportReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly needs: NeedReads,
    private readonly turns: TurnRepository,
  ) {}

  /** By fair. */
  async of(fairIds: readonly string[]): Promise<Map<string, ReportFigures>> {
    const found = new Map<string, ReportFigures>();
    for (let from = 0; from < fairIds.length; from += AT_ONCE) {
      const some = fairIds.slice(from, from + AT_ONCE);
      const kept = await this.uow.manager.findBy(FrozenFigures, { fairId: In(some) });
      for (const { fairId, counts, lines } of kept) found.set(fairId, { counts, lines });
      for (const [fairId, figures] of await this.counted(some.filter((id) => !found.has(id)))) found.set(fairId, figures);
    }
    return found;
  }

  /** Keeps the figures of fairs as they are now; those that are kept stay as they are. */
  async freeze(fairIds: readonly string[], at: Date): Promise<void> {
    for (const [fairId, { counts, lines }] of await this.counted(fairIds))
      await this.uow.run(async () => {
        if (await this.uow.manager.existsBy(FrozenFigures, { fairId })) return;
        await this.uow.manager.insert(FrozenFigures, { id: newId(), fairId, counts, lines, frozenAt: at });
      });
  }

  private async counted(fairIds: readonly string[]): Promise<Map<string, ReportFigures>> {
    if (fairIds.length === 0) return new Map();
    const books = new Map(fairIds.map((id) => [id, blank()]));
    const of = (row: Counted): Books => books.get(String(row.fairId)) ?? blank();
    for (const row of await this.present(fairIds)) of(row).enterprises = Number(row.n);
    for (const row of await this.ticketsOf(fairIds)) of(row).tickets = Number(row.n);
    for (const row of await this.enteredOf(fairIds)) of(row).entered = Number(row.n);
    for (const [fairId, people] of await this.turns.onlineOnly(fairIds)) of({ fairId }).entered += people;
    for (const row of await this.metOf(fairIds)) {
      of(row).intentPeople = Number(row.intentPeople);
      of(row).met = { talks: Number(row.talks), intents: Number(row.intents), offers: Number(row.offers) };
    }
    for (const row of await this.postsOf(fairIds)) of(row).posts.push(String(row.needId));
    for (const row of await this.talksOf(fairIds))
      of(row).talks.push({ needId: textOf(row.needId), kind: String(row.kind) as TalkKind, people: Number(row.n) });
    for (const row of await this.hiresOf(fairIds)) {
      const { n, confirmed, hires30, hires90 } = row;
      const numbers = { people: Number(n), confirmed: Number(confirmed), hires30: Number(hires30), hires90: Number(hires90) };
      of(row).hires.push({ needId: textOf(row.needId), ...numbers });
    }
    const postOf = await this.postsAbout([...books.values()]);
    return new Map([...books].map(([fairId, book]) => [fairId, figuresOf(book, postOf)]));
  }

  private async postsAbout(books: readonly Books[]): Promise<Map<string, PostOf>> {
    const ids = [
      ...new Set(books.flatMap(({ posts, talks, hires }) => [...posts, ...[...talks, ...hires].flatMap(({ needId }) => needId ?? [])])),
    ];
    const postOf = new Map<string, PostOf>();
    for (let from = 0; from < ids.length; from += 1_000)
      for (const { id, occupationCode, skillLevel, short } of await this.needs.many(ids.slice(from, from + 1_000)))
        postOf.set(id, { occupation: occupationCode, level: skillLevel, wanted: short });
    return postOf;
  }

  /** Enterprises with a booth of their own who did not stay away. */
  private present(fairIds: readonly string[]): Promise<Counted[]> {
    return this.grouped(Booth, 'b', fairIds)
      .addSelect('COUNT(DISTINCT b.enterpriseId)', 'n')
      .andWhere('b.enterpriseId IS NOT NULL AND b.heldUntil IS NULL')
      .andWhere('NOT EXISTS (SELECT 1 FROM booth_absence a WHERE a.fairId = b.fairId AND a.enterpriseId = b.enterpriseId)')
      .getRawMany<Counted>();
  }

  private ticketsOf(fairIds: readonly string[]): Promise<Counted[]> {
    return this.grouped(Ticket, 't', fairIds).addSelect('COUNT(*)', 'n').andWhere("t.state = 'valid'").getRawMany<Counted>();
  }

  private enteredOf(fairIds: readonly string[]): Promise<Counted[]> {
    return this.grouped(Gate, 'g', fairIds).addSelect('SUM(g.entered)', 'n').getRawMany<Counted>();
  }

  /** People whom enterprises met: one who spoke with an enterprise about two posts is met once. */
  private metOf(fairIds: readonly string[]): Promise<Counted[]> {
    const pair = 'CONCAT(t.enterpriseId, t.ticketId)';
    const intent = `t.kind <> 'unsuitable'`;
    return this.grouped(FairTalk, 't', fairIds)
      .addSelect(`COUNT(DISTINCT ${pair})`, 'talks')
      .addSelect(`COUNT(DISTINCT CASE WHEN ${intent} THEN ${pair} END)`, 'intents')
      .addSelect(`COUNT(DISTINCT CASE WHEN t.kind IN ('offer', 'hired') THEN ${pair} END)`, 'offers')
      .addSelect(`COUNT(DISTINCT CASE WHEN ${intent} THEN t.ticketId END)`, 'intentPeople')
      .getRawMany<Counted>();
  }

  private postsOf(fairIds: readonly string[]): Promise<Counted[]> {
    return this.grouped(BoothPost, 'p', fairIds).addSelect('p.needId', 'needId').addGroupBy('p.needId').getRawMany<Counted>();
  }

  private talksOf(fairIds: readonly string[]): Promise<Counted[]> {
    return this.grouped(FairTalk, 't', fairIds)
      .addSelect('t.needId', 'needId')
      .addSelect('t.kind', 'kind')
      .addSelect('COUNT(*)', 'n')
      .addGroupBy('t.needId')
      .addGroupBy('t.kind')
      .getRawMany<Counted>();
  }

  /** Whoever says that they were not hired is none. */
  private hiresOf(fairIds: readonly string[]): Promise<Counted[]> {
    const yes = (days: number): string => `SELECT 1 FROM fair_hire_check c WHERE c.hireId = h.id AND c.days = ${days} AND c.says = 'yes'`;
    const said = (days: number): string => `SUM(CASE WHEN EXISTS (${yes(days)}) THEN 1 ELSE 0 END)`;
    return this.grouped(FairHire, 'h', fairIds)
      .addSelect('h.needId', 'needId')
      .addSelect('COUNT(*)', 'n')
      .addSelect(said(0), 'confirmed')
      .addSelect(said(30), 'hires30')
      .addSelect(said(90), 'hires90')
      .andWhere("h.state <> 'denied'")
      .addGroupBy('h.needId')
      .getRawMany<Counted>();
  }

  private grouped<T extends object>(entity: new () => T, alias: string, fairIds: readonly string[]) {
    return this.uow.manager
      .createQueryBuilder(entity, alias)
      .select(`${alias}.fairId`, 'fairId')
      .where(`${alias}.fairId IN (:...fairIds)`, { fairIds })
      .groupBy(`${alias}.fairId`);
  }
}

const textOf = (value: string | number | null | undefined): string | null => (value === null || value === undefined ? null : String(value));
