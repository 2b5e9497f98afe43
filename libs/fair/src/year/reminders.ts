import { Injectable } from '@nestjs/common';
import { newId, UnitOfWork } from '#platform/db';
import { addDays } from '#platform/dates';
import { dueOf } from '../domain/deadlines.js';
import { filingOf } from '../domain/filing.js';
import { stateOf } from '../domain/states.js';
import { Fair } from '../fair.entity.js';
import { eventOf, fairDue } from '../fair.events.js';
import { FairPorts } from '../fair.ports.js';
import { FairRepository } from '../fair.repository.js';
import { FairRules } from '../fair-rules.js';
import { FairReminder } from './year.entity.js';

const DAYS_AROUND = 180;
const MOST = 5_000;

/** Offices are reminded of what is due of their fairs: once for each day by which something is due. */
@Injectable()
export class Reminders {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fairs: FairRepository,
    private readonly rules: FairRules,
    private readonly ports: FairPorts,
  ) {}

  /** @returns how many reminders were written */
  async remind(): Promise<number> {
    const today = this.ports.clock.today();
    const all = { all: true, paths: [] };
    const span = { from: addDays(today, -DAYS_AROUND), to: addDays(today, DAYS_AROUND), draftsOf: all, only: null };
    const rulesOn = await this.rules.byDay();
    let reminded = 0;
    for (const { id, state } of await this.fairs.between(span, MOST)) {
      if (state !== 'draft' && state !== 'held') continue;
      reminded += await this.remindOf(id, today, rulesOn);
    }
    return reminded;
  }

  private remindOf(id: string, today: string, rulesOn: Awaited<ReturnType<FairRules['byDay']>>): Promise<number> {
    return this.uow.run(async () => {
      const fair = await this.uow.forUpdate(Fair, { id });
      if (!fair) return 0;
      const rules = rulesOn(fair.day);
      const dues = dueOf({ day: fair.day, state: stateOf(fair), filing: filingOf(fair, rules) }, rules.resultsDays);
      let reminded = 0;
      for (const { kind, due } of dues) {
        if (due < today || due > addDays(today, rules.remindDays)) continue;
        const row = { fairId: fair.id, kind, due };
        if (await this.uow.manager.findOneBy(FairReminder, row)) continue;
        await this.uow.manager.insert(FairReminder, { id: newId(), ...row, at: this.ports.clock.now() });
        await this.ports.events.record(fairDue, { ...eventOf(fair), kind, due });
        reminded += 1;
      }
      return reminded;
    });
  }
}
