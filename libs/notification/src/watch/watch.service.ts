import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import { AccessService, Audit } from '#access';
import { Clock, guarded, insertRows, UnitOfWork } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { Events, QueueRoom } from '#platform/jobs';
import { figureOf, isAlarm, WATCH_RULES, type QueueFigures, type WatchRuleName } from '../domain/watch.js';
import { WatchAlarm, WatchRule } from './watch.entity.js';
import { queueAlarm } from './watch.events.js';

/** Alarms that ended stay on the page for so long. */
const SHOWN_MS = 7 * 86_400_000;

/** Looks after the queues, so that nobody has to look at them. */
@Injectable()
export class Watch {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly room: QueueRoom,
    private readonly events: Events,
    private readonly access: AccessService,
    private readonly audit: Audit,
  ) {}

  /** Tells of what is newly beyond a rule, and notes what is well again. */
  async look(): Promise<void> {
    const [queues, rules] = await Promise.all([this.room.queues(), this.uow.manager.find(WatchRule)]);
    for (const { id, most } of rules) for (const queue of queues) await this.compare(id, most, queue);
  }

  private async compare(rule: WatchRuleName, most: number, queue: QueueFigures): Promise<void> {
    const figure = figureOf(rule, queue);
    const id = `${rule}:${queue.queue}`;
    const now = this.clock.now();
    if (!isAlarm(figure, most)) {
      await this.uow.run(() => this.uow.manager.update(WatchAlarm, { id, endedAt: IsNull() }, { endedAt: now }));
      return;
    }
    await this.uow.run(async () => {
      const there = await this.uow.forUpdate(WatchAlarm, { id });
      if (there && there.endedAt === null) return;
      const said = { since: now, endedAt: null, figure };
      if (there) await this.uow.manager.update(WatchAlarm, { id }, said);
      else await insertRows(this.uow.manager, WatchAlarm, [{ id, rule, queue: queue.queue, ...said }]);
      const { queue: name, failedLately: failed } = queue;
      const at = now.toISOString();
      await this.events.record(queueAlarm, { rule, queue: name, queueName: name, figure, most, failed, at });
    });
  }

  async rules(who: Principal): Promise<WatchRule[]> {
    this.access.require(who, 'jobs.manage');
    const rows = await this.uow.manager.find(WatchRule);
    return rows.sort((a, b) => WATCH_RULES.indexOf(a.id) - WATCH_RULES.indexOf(b.id));
  }

  /** Those that stand, and those of the last days, the newest first. */
  async alarms(who: Principal): Promise<WatchAlarm[]> {
    this.access.require(who, 'jobs.manage');
    const since = MoreThan(new Date(this.clock.now().getTime() - SHOWN_MS));
    return this.uow.manager.find(WatchAlarm, { where: [{ endedAt: IsNull() }, { endedAt: since }], order: { since: 'DESC' } });
  }

  /** @throws Problem not_found; GuardError when somebody else was faster */
  async allow(who: Principal, id: string, most: number, version: number): Promise<void> {
    this.access.require(who, 'jobs.manage');
    const rule = WATCH_RULES.find((one) => one === id);
    if (!rule) throw notFound('watch rule', id);
    await this.uow.run(async () => {
      guarded(await this.uow.manager.update(WatchRule, { id: rule, version }, { most, version: version + 1 }), 'the rule');
      await this.audit.record(who, 'watch_rule.changed', { kind: 'watch_rule', id: rule }, { most });
    });
  }
}
