import { Injectable } from '@nestjs/common';
import { Handles, JobQueue, type JobContext } from '#platform/jobs';
import { makeDocuments, publishCatalogue } from './catalogue.jobs.js';
import { CataloguePublisher } from './catalogue.publisher.js';
import { CatalogueDocuments } from './catalogue.documents.js';

@Injectable()
export class CatalogueHandlers {
  constructor(
    private readonly publisher: CataloguePublisher,
    private readonly documents: CatalogueDocuments,
    private readonly queue: JobQueue,
  ) {}

  @Handles(publishCatalogue)
  async publish({ roundId, version }: { roundId: string; version: number }, job: JobContext): Promise<void> {
    const made = await this.publisher.prepare(roundId, version);
    await job.finish(async () => {
      const catalogueId = made && (await this.publisher.keep(made));
      if (catalogueId) await this.queue.enqueue(makeDocuments, { catalogueId });
    });
  }

  @Handles(makeDocuments)
  async makeAll({ catalogueId }: { catalogueId: string }, job: JobContext): Promise<void> {
    const made = await this.documents.makeMissing(catalogueId);
    await job.finish(() => this.documents.keep(made));
  }
}
