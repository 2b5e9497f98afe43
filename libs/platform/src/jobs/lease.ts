import { Injectable } from '@nestjs/common';
import { Clock, sqlInstant, UnitOfWork } from '#platform/db';

/** Leases by the one clock that all workers share: the database server's. Their own may be hours apart. */
@Injectable()
export class Leases {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** SQL of the moment in so many milliseconds. The embedded database has one process, and its clock. */
  in(ms: number): string {
    if (this.uow.dialect === 'mysql') return `UTC_TIMESTAMP(3) + INTERVAL ${Math.round(ms) * 1_000} MICROSECOND`;
    return `'${sqlInstant(new Date(this.clock.now().getTime() + ms))}'`;
  }
}
