import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AccessService, Directory, everything, Sessions, type Scope } from '#access';
import { newId, UnitOfWork } from '#platform/db';
import { Settings } from '#platform/config';
import { notFound, type Principal } from '#platform/http';
import { addDays, startOfDay } from '#platform/dates';
import { icalendar, type CalendarEntry } from '../domain/icalendar.js';
import { stateOf } from '../domain/states.js';
import type { Fair } from '../fair.entity.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { FairRepository } from '../fair.repository.js';
import { FairFeed } from './year.entity.js';

/** Links of one person: one for each of their devices. */
const MOST_LINKS = 10;
const DAYS_BACK = 31;
const DAYS_AHEAD = 366;
const MOST_FAIRS = 2_000;

/** Fairs for calendar programs: everybody those that were announced; staff, by a secret link, those of their office with its plans. */
@Injectable()
export class Feeds {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fairs: FairRepository,
    private readonly access: AccessService,
    private readonly sessions: Sessions,
    private readonly directory: Directory,
    private readonly settings: Settings,
    private readonly ports: FairPorts,
  ) {}

  /** Links of a person, newest first. */
  list(who: Principal): Promise<FairFeed[]> {
    return this.uow.manager.find(FairFeed, { where: { userId: who.userId }, order: { id: 'DESC' }, take: MOST_LINKS });
  }

  /** @returns the secret, which is shown once and kept as a hash */
  async make(who: Principal): Promise<{ feed: FairFeed; token: string }> {
    const token = randomBytes(24).toString('base64url');
    return this.uow.run(async () => {
      if ((await this.list(who)).length >= MOST_LINKS) throw problems('fair.feeds_many', { most: MOST_LINKS });
      const feed = { id: newId(), userId: who.userId, tokenHash: hashOf(token), createdAt: this.ports.clock.now(), readAt: null };
      await this.uow.manager.insert(FairFeed, { ...feed });
      await this.trace(who, 'fair.feed_made');
      return { feed, token };
    });
  }

  /** From now on the link leads nowhere. @throws Problem 404 for somebody else's */
  async revoke(who: Principal, id: string): Promise<void> {
    await this.uow.run(async () => {
      if ((await this.uow.manager.delete(FairFeed, { id, userId: who.userId })).affected !== 1) throw notFound('fair-feed', id);
      await this.trace(who, 'fair.feed_revoked');
    });
  }

  /** The calendar behind a secret link: what its owner may see today, not when they made it.
   * @throws Problem 404 for a link that was revoked, or whose owner has no account any more */
  async secret(token: string): Promise<string> {
    const feed = await this.uow.manager.findOneBy(FairFeed, { tokenHash: hashOf(token) });
    const [owner] = feed ? await this.directory.users([feed.userId]) : [];
    const grants = owner ? await this.sessions.grantsOf(owner.userId) : [];
    const who: Principal = { userId: owner?.userId ?? '', name: '', grants, sessionId: '', locale: 'zh' };
    if (!feed || !this.access.can(who, 'fair.manage')) throw problems('fair.feed_gone');
    return this.calendar('岗桥招聘会（内部）', this.access.scope(who, 'fair.manage'), true);
  }

  /** Announced fairs for everybody. */
  open(): Promise<string> {
    return this.calendar('招聘会', everything, false);
  }

  /** One fair, to be put into one's own calendar. */
  one(fair: Fair): string {
    return icalendar(fair.name, [this.entryOf(fair)]);
  }

  private async calendar(name: string, scope: Scope, withPlans: boolean): Promise<string> {
    const today = this.ports.clock.today();
    const [from, to] = [addDays(today, -DAYS_BACK), addDays(today, DAYS_AHEAD)];
    const draftsOf = withPlans ? { all: scope.all, paths: scope.paths } : null;
    const found = await this.fairs.between({ from, to, draftsOf, only: withPlans ? draftsOf : null }, MOST_FAIRS);
    return icalendar(
      name,
      found.map((fair) => this.entryOf(fair)),
    );
  }

  private entryOf(fair: Fair): CalendarEntry {
    const at = (time: string): Date => new Date(startOfDay(fair.day).getTime() + minutesOf(time) * 60_000);
    const state = stateOf(fair);
    const planned = state === 'planned' || state === 'filed' ? '【筹备】' : '';
    return {
      ...{ uid: `${fair.id}@gangqiao`, startsAt: at(fair.opensAt), endsAt: at(fair.closesAt), sequence: fair.version },
      ...{ stamp: this.ports.clock.now(), cancelled: state === 'cancelled', title: `${planned}${fair.name}`, place: fair.place },
      about: [fair.theme, fair.cancelReason, fair.streamUrl].filter(Boolean).join('\n'),
      url: planned ? null : `${this.settings.PUBLIC_URL ?? ''}/fairs/${fair.id}`,
    };
  }

  private async trace(who: Principal, action: string): Promise<void> {
    await this.ports.audit.record(who, action, { kind: 'user', id: who.userId });
  }
}

/** The city has no summer time: its days have 1,440 minutes. */
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
