import { Injectable } from '@nestjs/common';
import { MoreThanOrEqual } from 'typeorm';
import { UnitOfWork } from '#platform/db';
import type { SpecialKind } from './domain/hours.js';
import { SpecialDay } from './venue.entity.js';

/** Answers other libraries' questions about holidays; it stands below whatever tells of events. */
@Injectable()
export class SpecialDayReads {
  constructor(private readonly uow: UnitOfWork) {}

  /** What the days from one on are that are not what their weekday says. */
  async from(day: string): Promise<Map<string, SpecialKind>> {
    const rows = await this.uow.manager.findBy(SpecialDay, { day: MoreThanOrEqual(day) });
    return new Map(rows.map((row) => [row.day, row.kind]));
  }
}
