import { Injectable } from '@nestjs/common';
import { Clock, UnitOfWork } from '#platform/db';
import { Events, Handles, type JobContext } from '#platform/jobs';
import { endingPapers } from './domain/supply.js';
import { supplierPaperEnds } from './supply.events.js';
import { remindOfPapers } from './supply.jobs.js';
import { SupplyRepository } from './supply.repository.js';

@Injectable()
export class SupplyHandlers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly supply: SupplyRepository,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** Each end is told once, however often this runs. */
  @Handles(remindOfPapers)
  async remind(_payload: object, job: JobContext): Promise<void> {
    const today = this.clock.today();
    const suppliers = (await this.supply.allSuppliers()).filter(({ active }) => active);
    for (const { id, name, nodePath, ...papers } of suppliers)
      for (const { paper, until } of endingPapers(papers, today))
        await this.uow.run(async () => {
          if ((await this.supply.toldOf(id, paper, until)) === 1)
            await this.events.record(supplierPaperEnds, { supplierId: id, supplierName: name, nodePath, paper, until });
        });
    await job.finish(() => Promise.resolve());
  }
}
