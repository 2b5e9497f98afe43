import { Injectable } from '@nestjs/common';
import { defineJob, Handles, JobQueue, type JobContext } from '#platform/jobs';
import { CataloguePublisher } from './catalogue.publisher.js';
import { CatalogueDocuments } from './catalogue.documents.js';

/** Makes the catalogue of a frozen version of a round that was published: once, however often it runs. */
export const publishCatalogue = defineJob<{ roundId: string; version: number }>({
  name: 'shortage.publish_catalogue',
  queue: 'urgent',
  key: ({ roundId, version }) => `${roundId}:${version}`,
});

/** Makes its documents before somebody asks for them. */
export const makeDocuments = defineJob<{ catalogueId: string }>({ name: 'shortage.documents', key: ({ catalogueId }) => catalogueId });

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
