import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { FieldCipher } from '#platform/crypto';
import { Settings } from '#platform/config';
import { addDays } from '#platform/dates';
import { startOfDay, UnitOfWork } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { AccessService } from '#access';
import { lastFourOf, linkOpens, type HireSays } from '../domain/hires.js';
import { FairPorts } from '../fair.ports.js';
import type { TicketOf } from '../ticket/ticket.repository.js';
import { HireAnswers } from './hire-answers.js';
import { FairHire, HireCheck } from './result.entity.js';
import { hireAsked } from './result.events.js';
import { ResultNeighbours } from './result-neighbours.js';
import { ResultRuleBook } from './result-rules.js';
import { resultProblems } from './result.problems.js';

export const AT_ONCE = 200;
/** Nobody is asked twice within a minute. */
const PAUSE_MS = 60_000;

/** What somebody without an account is asked. */
export interface HireQuestion {
  fairName: string;
  day: string;
  enterpriseName: string;
  needTitle: string | null;
  days: number;
}

interface About {
  check: HireCheck;
  hire: FairHire;
  ticket: TicketOf | null;
  phone: string | null;
}

const hashOf = (link: string): string => createHash('sha256').update(link).digest('base64url');

/**
 * People are asked by a link whether they were hired. It is random and kept as its hash, good once and for some days, and says nothing
 * of anybody before the last four digits of their number are given; five wrong ones end it.
 */
@Injectable()
export class HireLinks {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cipher: FieldCipher,
    private readonly settings: Settings,
    private readonly around: ResultNeighbours,
    private readonly answers: HireAnswers,
    private readonly rules: ResultRuleBook,
    private readonly access: AccessService,
    private readonly ports: FairPorts,
  ) {}

  /** Asks whom it is about of what is due and was not asked yet. @returns how many, at most {@link AT_ONCE} */
  async askSome(): Promise<number> {
    const due = await this.uow.manager
      .createQueryBuilder(HireCheck, 'check')
      .select('check.id')
      .where('check.askedAt IS NULL AND check.says IS NULL AND check.dueOn <= :today', { today: this.ports.clock.today() })
      .orderBy('check.dueOn', 'ASC')
      .limit(AT_ONCE)
      .getMany();
    for (const { id } of due) await this.uow.run(() => this.ask(id, false));
    return due.length;
  }

  /** Asks once more, by another link; the one before opens nothing any more. @throws Problem where nobody knows how to reach them */
  async askAgain(who: Principal, checkId: string): Promise<void> {
    await this.uow.run(async () => {
      const check = await this.uow.manager.findOneBy(HireCheck, { id: checkId });
      if (!check) throw notFound('fair-hire', checkId);
      this.access.require(who, 'fair.manage', { nodePath: check.nodePath });
      if (check.says !== null) throw resultProblems('hire.answered');
      if (check.dueOn > this.ports.clock.today()) throw resultProblems('hire.early', { dueOn: check.dueOn });
      if (!(await this.ask(checkId, true))) throw resultProblems('hire.no_reach');
      await this.ports.audit.record(who, 'fair.hire_asked', { kind: 'fair_hire', id: checkId, nodePath: check.nodePath });
    });
  }

  /** @throws Problem 404 for a link that is none, 410 for one that is over, 422 for other digits */
  async look(link: string, lastFour: string): Promise<HireQuestion> {
    return this.opened(link, lastFour, async ({ check, hire }) => this.question(check, hire));
  }

  /** Whom it is about is believed before the employer. */
  async answer(link: string, lastFour: string, says: HireSays): Promise<HireQuestion> {
    return this.opened(link, lastFour, async ({ check, hire }) => {
      await this.answers.settle(check, says, 'seeker');
      return this.question(check, hire);
    });
  }

  private async opened<T>(link: string, lastFour: string, work: (about: About) => Promise<T>): Promise<T> {
    const done = await this.uow.run(async (): Promise<{ result: T } | { wrong: boolean }> => {
      const check = await this.uow.forUpdate(HireCheck, { linkHash: hashOf(link) });
      if (!check) throw resultProblems('hire.link');
      const open = { until: check.linkUntil, tries: check.linkTries, says: check.says };
      if (!linkOpens(open, this.ports.clock.now())) throw resultProblems('hire.link_over');
      const about = await this.about(check);
      if (about && lastFourOf(about.phone, about.ticket?.number ?? '') === lastFour) return { result: await work(about) };
      await this.uow.manager.update(HireCheck, { id: check.id }, { linkTries: check.linkTries + 1 });
      return { wrong: true };
    });
    // What was counted has to stay counted: it is refused after the unit of work.
    if ('wrong' in done) throw resultProblems('hire.link_wrong');
    return done.result;
  }

  /** @param again also who was asked already: of two programs that ask at once, one does */
  private async ask(checkId: string, again: boolean): Promise<boolean> {
    const check = await this.uow.forUpdate(HireCheck, { id: checkId });
    const about = check && (await this.about(check));
    if (!check || !about || (check.askedAt !== null && !again)) return false;
    const now = this.ports.clock.now();
    if (check.askedAt !== null && now.getTime() - check.askedAt.getTime() < PAUSE_MS) throw resultProblems('hire.asked_now');
    const { phone } = about;
    const email = phone === null ? (about.ticket?.holder?.email ?? null) : null;
    if (phone === null && email === null) {
      await this.uow.manager.update(HireCheck, { id: checkId }, { askedAt: now });
      return false;
    }
    const [link, fair] = [randomBytes(32).toString('base64url'), await this.around.fairs.byId(check.fairId)];
    const { linkDays } = await this.rules.on(fair?.day ?? check.dueOn);
    const linkUntil = startOfDay(addDays(this.ports.clock.today(), linkDays + 1));
    await this.uow.manager.update(HireCheck, { id: checkId }, { askedAt: now, linkHash: hashOf(link), linkUntil, linkTries: 0 });
    const one = await this.around.enterprises.byId(check.enterpriseId);
    await this.ports.events.record(hireAsked, {
      ...{ checkId, sentAt: now.toISOString(), days: check.days, fairName: fair?.name ?? '', enterpriseName: one?.name ?? '' },
      ...{
        answerLink: `${this.settings.PUBLIC_URL ?? `http://127.0.0.1:${this.settings.PORT}`}/hired#${link}`,
        phone,
        email,
        locale: 'zh',
      },
    });
    return true;
  }

  private async about(check: HireCheck): Promise<About | null> {
    const hire = await this.uow.manager.findOneBy(FairHire, { id: check.hireId });
    if (!hire) return null;
    const ticket = await this.around.tickets.byId(hire.ticketId);
    return { check, hire, ticket, phone: this.cipher.open('fair_hire', 'phone', hire.id, hire.phone) };
  }

  private async question({ days }: HireCheck, { fairId, enterpriseId, needId }: FairHire): Promise<HireQuestion> {
    const [fair, one, need] = [
      await this.around.fairs.byId(fairId),
      await this.around.enterprises.byId(enterpriseId),
      needId ? await this.around.needs.byId(needId) : null,
    ];
    return { fairName: fair?.name ?? '', day: fair?.day ?? '', enterpriseName: one?.name ?? '', needTitle: need?.title ?? null, days };
  }
}
