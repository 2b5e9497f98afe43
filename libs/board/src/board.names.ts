import { Injectable } from '@nestjs/common';
import { EnterpriseReads } from '#enterprise';
import { Clock } from '#platform/db';
import { Regions } from './board.regions.js';
import type { Dictionary } from './domain/dictionary.js';
import type { BoardTable } from './domain/board-table.js';
import { searchable } from './domain/searchable.js';

/** An enterprise changes its name a few times in its life. */
const FRESH_MS = 10 * 60_000;
const CHUNK = 500;

class Names {
  readonly texts: string[] = [];
  private readAt = 0;

  /** Numbers whose names are to be read: new ones, and all of them now and then. */
  due(dictionary: Dictionary, now: number): number[] {
    const from = now - this.readAt > FRESH_MS ? 0 : this.texts.length;
    if (from === 0) this.readAt = now;
    return Array.from({ length: dictionary.size - from }, (_, i) => from + i);
  }
}

/** What readers call the enterprises and places of the board, by their numbers in its table, as they are looked for. */
@Injectable()
export class BoardNames {
  private readonly known = new WeakMap<BoardTable, { enterprises: Names; nodes: Names }>();

  constructor(
    private readonly enterprises: EnterpriseReads,
    private readonly regions: Regions,
    private readonly clock: Clock,
  ) {}

  async of(table: BoardTable): Promise<{ enterprises: readonly string[]; nodes: readonly string[] }> {
    let known = this.known.get(table);
    if (!known) this.known.set(table, (known = { enterprises: new Names(), nodes: new Names() }));
    await this.read(known.enterprises, table.enterprises, async (ids) => this.enterprises.many(ids));
    await this.read(known.nodes, table.nodes, async (ids) => [...(await this.regions.nodesOf(ids)).values()]);
    return { enterprises: known.enterprises.texts, nodes: known.nodes.texts };
  }

  private async read(
    names: Names,
    dictionary: Dictionary,
    load: (ids: string[]) => Promise<{ id: string; name: string }[]>,
  ): Promise<void> {
    const due = names.due(dictionary, this.clock.now().getTime());
    for (let i = 0; i < due.length; i += CHUNK) {
      const numbers = due.slice(i, i + CHUNK);
      const found = new Map((await load(numbers.map((number) => dictionary.texts[number] ?? ''))).map(({ id, name }) => [id, name]));
      for (const number of numbers) names.texts[number] = searchable(found.get(dictionary.texts[number] ?? '') ?? '');
    }
  }
}
