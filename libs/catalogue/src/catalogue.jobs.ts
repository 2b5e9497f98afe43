import { defineJob } from '#platform/jobs';

// Jobs wait in installations under these names, so the names outlive the library they were once in.

/** Makes the catalogue of a frozen version of a round that was published: once, however often it runs. */
export const publishCatalogue = defineJob<{ roundId: string; version: number }>({
  name: 'shortage.publish_catalogue',
  queue: 'urgent',
  key: ({ roundId, version }) => `${roundId}:${version}`,
});

/** Makes its documents before somebody asks for them. */
export const makeDocuments = defineJob<{ catalogueId: string }>({
  name: 'shortage.documents',
  queue: 'documents',
  key: ({ catalogueId }) => catalogueId,
});
