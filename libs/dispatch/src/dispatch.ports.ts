import { Injectable } from '@nestjs/common';
import { AccessService, Audit } from '#access';
import { EnterpriseReads } from '#enterprise';
import { NeedReads } from '#need';
import { Clock } from '#platform/db';
import { Events } from '#platform/jobs';
import { SupplyReads } from '#supply';

/** What dispatch says to the rest of the house, who may do what, and the time. */
@Injectable()
export class DispatchPorts {
  constructor(
    readonly access: AccessService,
    readonly events: Events,
    readonly audit: Audit,
    readonly clock: Clock,
  ) {}
}

export interface SupplierContact {
  name: string;
  contactName: string | null;
  contactPhone: string | null;
}

/** What dispatch asks the libraries beside it. */
@Injectable()
export class Neighbours {
  constructor(
    readonly needs: NeedReads,
    readonly supply: SupplyReads,
    readonly enterprises: EnterpriseReads,
  ) {}

  /** Names of suppliers, and whom to call there. */
  async suppliers(ids: string[]): Promise<Map<string, SupplierContact>> {
    return new Map(
      (await this.supply.suppliers(ids)).map(({ id, name, contactName, contactPhone }) => [id, { name, contactName, contactPhone }]),
    );
  }

  async enterpriseNames(ids: string[]): Promise<Map<string, string>> {
    return new Map((await this.enterprises.many(ids)).map((one) => [one.id, one.name]));
  }
}
