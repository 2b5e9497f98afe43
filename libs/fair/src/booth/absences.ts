import { Injectable } from '@nestjs/common';
import type { EnterpriseView } from '#enterprise';
import { addDays } from '#platform/dates';
import { newId, UnitOfWork } from '#platform/db';
import { blockedUntil } from '../domain/booking.js';
import type { Booth, Fair } from '../fair.entity.js';
import { FairPorts } from '../fair.ports.js';
import { BoothAbsence } from './booth.entity.js';
import { boothAbsent, boothEvent } from './booth.events.js';
import { BoothDoor } from './booth-door.js';
import { BoothRuleBook } from './booth-rules.js';

/** Enterprises that stayed away from their booths, and what follows from too many times. Inside the open unit of work. */
@Injectable()
export class Absences {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly door: BoothDoor,
    private readonly rules: BoothRuleBook,
    private readonly ports: FairPorts,
  ) {}

  async isMarked(fairId: string, enterpriseId: string): Promise<boolean> {
    return (await this.uow.manager.findOneBy(BoothAbsence, { fairId, enterpriseId })) !== null;
  }

  /** It is told, with what follows. @param markedById whoever said so */
  async mark(fair: Fair, booth: Booth, one: EnterpriseView, markedById: string): Promise<void> {
    if (await this.isMarked(fair.id, one.id)) return;
    const { day } = fair;
    const row = { id: newId(), fairId: fair.id, enterpriseId: one.id, day, markedById, markedAt: this.ports.clock.now() };
    await this.uow.manager.insert(BoothAbsence, row);
    const [days, rules] = [await this.door.absences(one.id), await this.rules.on(day)];
    const since = addDays(day, -rules.absenceWindowDays);
    const times = days.filter((other) => other >= since).length;
    const until = blockedUntil(days, this.ports.clock.today(), rules);
    await this.ports.events.record(boothAbsent, { ...boothEvent(fair, booth, one, this.ports.clock.now()), times, until });
  }

  async takeBack(fairId: string, enterpriseId: string): Promise<void> {
    await this.uow.manager.delete(BoothAbsence, { fairId, enterpriseId });
  }
}
