import { Injectable } from '@nestjs/common';
import { ObjectNames } from '#access';
import { EnterpriseReads } from '#enterprise';
import { FairReads } from '#fair';
import { NeedReads } from '#need';
import { occupations } from '#reference';
import { SupplyReads, type BatchView } from '#supply';

/** What the libraries' objects are called, for whoever reads the trail. */
@Injectable()
export class NamedObjects extends ObjectNames {
  constructor(
    private readonly enterprises: EnterpriseReads,
    private readonly needs: NeedReads,
    private readonly supply: SupplyReads,
    private readonly fairs: FairReads,
  ) {
    super();
  }

  async of(kind: string, ids: readonly string[]): Promise<Map<string, string>> {
    if (kind === 'enterprise') return named(await this.enterprises.many([...ids]));
    if (kind === 'supplier') return named(await this.supply.suppliers([...ids]));
    if (kind === 'fair') return named(await this.fairs.many([...ids]));
    if (kind === 'batch') return new Map((await this.supply.batches([...ids])).map((one) => [one.id, batchName(one)]));
    if (kind === 'need') return new Map((await this.needs.many([...ids])).map(({ id, title }) => [id, title]));
    return new Map();
  }

  async find(text: string): Promise<{ kind: string; ids: string[] }[]> {
    const suppliers = (await this.supply.allSuppliers()).filter(({ name }) => name.includes(text));
    return [
      { kind: 'enterprise', ids: await this.enterprises.idsNamed(text) },
      { kind: 'supplier', ids: suppliers.map(({ id }) => id) },
    ];
  }
}

const batchName = ({ occupationCode, people }: BatchView): string =>
  `${occupations.byCode(occupationCode)?.name ?? occupationCode} × ${people}`;

const named = (objects: readonly { id: string; name: string }[]): Map<string, string> => new Map(objects.map(({ id, name }) => [id, name]));
