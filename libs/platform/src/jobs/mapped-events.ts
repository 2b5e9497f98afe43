import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { UnitOfWork } from '#platform/db';
import { EventMap, Events, type EventKind } from './event.js';

/** Hands every event to the map, inside the transaction that caused it. */
@Injectable()
export class MappedEvents extends Events {
  private map: EventMap | null | undefined;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly modules: ModuleRef,
  ) {
    super();
  }

  async record<E extends object>(kind: EventKind<E>, data: E): Promise<void> {
    if (!this.uow.active) throw new Error(`${kind.name} was recorded outside a unit of work: it would not be undone with what it tells of`);
    // Found at the first event, not injected: the map uses services that themselves record events.
    this.map ??= this.find();
    await this.map?.react(kind.name, data);
  }

  private find(): EventMap | null {
    try {
      return this.modules.get(EventMap, { strict: false });
    } catch {
      return null;
    }
  }
}
