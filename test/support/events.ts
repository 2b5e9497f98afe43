import { Events, type EventKind } from '#platform/jobs';

/** Keeps what was said, in order; nothing follows from it. */
export class HeardEvents extends Events {
  readonly heard: { name: string; data: object }[] = [];

  record<E extends object>(kind: EventKind<E>, data: E): Promise<void> {
    this.heard.push({ name: kind.name, data });
    return Promise.resolve();
  }

  /** Names of what was said so far, and forgets it. */
  names(): string[] {
    return this.heard.splice(0).map((one) => one.name);
  }
}
