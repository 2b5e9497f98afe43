import { Injectable } from '@nestjs/common';
import { OrgTree, regionFinder, type OrgNode } from '#access';
import { Clock } from '#platform/db';

/** Counties and zones, by which the board is cut, at one moment. */
export interface RegionView {
  /** The county or zone that a node's path runs through; null for a node above or outside them. */
  of(path: string): string | null;
  nameOf(regionId: string): string;
}

/** The tree changes a few times a year: a minute-old view of it is good enough for names. */
const FRESH_MS = 60_000;

@Injectable()
export class Regions {
  private view: Promise<RegionView> | undefined;
  private nodes = new Map<string, OrgNode>();
  private loadedAt = 0;

  constructor(
    private readonly org: OrgTree,
    private readonly clock: Clock,
  ) {}

  all(): Promise<RegionView> {
    const now = this.clock.now().getTime();
    if (!this.view || now - this.loadedAt > FRESH_MS) {
      this.loadedAt = now;
      this.nodes = new Map();
      const loading = this.load();
      loading.catch(() => (this.view = undefined));
      this.view = loading;
    }
    return this.view;
  }

  /** Nodes of any kind, by id; what does not exist is absent. */
  async nodesOf(ids: Iterable<string>): Promise<ReadonlyMap<string, OrgNode>> {
    await this.all();
    const { nodes } = this;
    const unknown = [...new Set(ids)].filter((id) => !nodes.has(id));
    if (unknown.length > 0) for (const [id, node] of await this.org.byIds(unknown)) nodes.set(id, node);
    return nodes;
  }

  private async load(): Promise<RegionView> {
    const names = new Map((await this.org.countiesAndZones()).map((node) => [node.id, node.name]));
    return { of: regionFinder(names.keys()), nameOf: (id) => names.get(id) ?? id };
  }
}
