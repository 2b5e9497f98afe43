import { Injectable } from '@nestjs/common';
import { Directory } from '#access';
import { EnterpriseReads, type EnterpriseView } from '#enterprise';
import { NeedOpenings, type Openings } from '#need';
import { Addressees, type Addressee, type MassFilter, type Reachable } from '#notification';

const NONE: Openings = { needs: 0, places: 0 };

/** Enterprises to which an office writes: those of the registry, with whoever speaks for them and what they look for. */
@Injectable()
export class MassAddressees extends Addressees {
  constructor(
    private readonly enterprises: EnterpriseReads,
    private readonly openings: NeedOpenings,
    private readonly directory: Directory,
  ) {
    super();
  }

  async page(filter: MassFilter, after: string, limit: number): Promise<{ items: Addressee[]; after: string | null }> {
    const found = await this.found(filter, after, limit);
    const people = await this.directory.usersOfEnterprises(found.items.map(({ id }) => id));
    return { ...found, items: found.items.map((one) => ({ ...found.about(one), people: people.get(one.id) ?? [] })) };
  }

  async reach(filter: MassFilter, after: string, limit: number): Promise<{ items: Reachable[]; after: string | null }> {
    const found = await this.found(filter, after, limit);
    const people = await this.directory.reachOfEnterprises(found.items.map(({ id }) => id));
    return { ...found, items: found.items.map((one) => ({ ...found.about(one), people: people.get(one.id) ?? [] })) };
  }

  async names(enterpriseIds: readonly string[]): Promise<Map<string, string>> {
    return new Map((await this.enterprises.many([...enterpriseIds])).map(({ id, name }) => [id, name]));
  }

  private async found({ openNeedsOnly, ...filter }: MassFilter, after: string, limit: number) {
    const all = await this.enterprises.addressed(filter, after, limit);
    const openings = await this.openings.of(all.map(({ id }) => id));
    const about = ({ id, name, nodeId }: EnterpriseView) => ({
      enterpriseId: id,
      enterpriseName: name,
      nodeId,
      ...(openings.get(id) ?? NONE),
    });
    const items = openNeedsOnly ? all.filter(({ id }) => openings.has(id)) : all;
    return { items, about, after: all.length < limit ? null : (all.at(-1)?.id ?? null) };
  }
}
