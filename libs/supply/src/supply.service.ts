import { Injectable } from '@nestjs/common';
import { AccessService, Accounts, Audit, changesOf, Directory, OrgTree, PasswordLinks } from '#access';
import { Clock, guarded, newId, UnitOfWork, type Paged } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { divisions } from '#reference';
import { supplierFaults, type SupplierShape } from './domain/supply.js';
import type { Supplier } from './supply.entity.js';
import { problems, supplierFaultsInWords } from './supply.problems.js';
import { SupplyRepository, type ProvinceSupply, type SupplierFilter, type SupplyScope } from './supply.repository.js';

type OfTheHouse = 'id' | 'nodeId' | 'nodePath' | 'active' | 'createdAt' | 'version' | 'agreementToldFor' | 'licenceToldFor';
export type NewSupplier = Omit<Supplier, OfTheHouse> & { nodeId: string | null };
export type SupplierEdit = Partial<Omit<NewSupplier, 'kind' | 'nodeId'> & { active: boolean }>;

export interface NewPerson {
  name: string;
  email?: string | undefined;
  phone?: string | undefined;
}

export interface Invited {
  userId: string;
  /** With which the person chooses a password: whoever opens the account never knows it. */
  link: string;
}

/** Suppliers work for the whole city, so every bureau sees them all; a supplier sees itself. */
@Injectable()
export class SupplyAccess {
  constructor(private readonly access: AccessService) {}

  scope(who: Principal, permission: string): SupplyScope {
    const { all, paths, supplierIds } = this.access.scope(who, permission);
    return { all: all || paths.length > 0, supplierIds };
  }

  /** @throws Problem 404, so that nobody learns what others have. */
  require(who: Principal, permission: string, supplierId: string, what: string, id: string): void {
    const { all, supplierIds } = this.scope(who, permission);
    if (!all && !supplierIds.includes(supplierId)) throw notFound(what, id);
  }
}

/** Accounts of a supplier's own staff. */
@Injectable()
export class SupplierPeople {
  constructor(
    private readonly accounts: Accounts,
    private readonly links: PasswordLinks,
    private readonly directory: Directory,
  ) {}

  async invite(supplierId: string, person: NewPerson): Promise<Invited> {
    const userId = await this.accounts.create(person);
    await this.accounts.grant(userId, { role: 'supplier', supplierId });
    return { userId, link: (await this.links.make(userId, 'invite')).address };
  }

  /** While a supplier is switched off, its people may do and see nothing. */
  async pause(supplierId: string, off: boolean): Promise<void> {
    await this.accounts.pauseSupplier(supplierId, off);
  }

  of(supplierId: string) {
    return this.directory.usersOfSupplier(supplierId);
  }
}

@Injectable()
export class SupplierService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly supply: SupplyRepository,
    private readonly access: SupplyAccess,
    private readonly org: OrgTree,
    private readonly people: SupplierPeople,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  list(who: Principal, filter: SupplierFilter, cursor: string | undefined, limit: number): Promise<Paged<Supplier>> {
    return this.supply.pageOfSuppliers(this.access.scope(who, 'supply.read'), filter, cursor, limit);
  }

  /** Who sends from where. */
  byProvince(who: Principal): Promise<ProvinceSupply[]> {
    return this.supply.byProvince(this.access.scope(who, 'supply.read'));
  }

  async one(who: Principal, id: string): Promise<Supplier> {
    const supplier = await this.supply.supplier(id);
    if (!supplier) throw notFound('supplier', id);
    this.access.require(who, 'supply.read', id, 'supplier', id);
    return supplier;
  }

  /** @throws Problem 422 naming what a supplier of its kind lacks. */
  async create(who: Principal, given: NewSupplier): Promise<Supplier> {
    check(given);
    const node = given.nodeId ? await this.org.byId(given.nodeId) : await this.org.city();
    if (!node) throw notFound('org-node', given.nodeId ?? '');
    const supplier: Supplier = {
      ...given,
      id: newId(),
      nodeId: node.id,
      nodePath: node.path,
      active: true,
      agreementToldFor: null,
      licenceToldFor: null,
      createdAt: this.clock.now(),
      version: 1,
    };
    await this.uow.run(async () => {
      await this.supply.insertSupplier({ ...supplier });
      await this.audit.record(
        who,
        'supplier.created',
        { kind: 'supplier', id: supplier.id, nodePath: supplier.nodePath },
        { name: supplier.name, kind: supplier.kind },
      );
    });
    return supplier;
  }

  /** @throws GuardError when somebody else changed it since `version`. */
  async edit(who: Principal, id: string, version: number, patch: SupplierEdit): Promise<Supplier> {
    return this.uow.run(async () => {
      const before = await this.one(who, id);
      const edited = { ...before, ...patch };
      check(edited);
      guarded({ affected: await this.supply.updateSupplierAt(id, version, patch) }, 'supplier');
      if (edited.active !== before.active) await this.people.pause(id, !edited.active);
      await this.audit.record(who, 'supplier.edited', { kind: 'supplier', id, nodePath: edited.nodePath }, changesOf(before, patch));
      return { ...edited, version: version + 1 };
    });
  }

  async staff(who: Principal, id: string) {
    await this.one(who, id);
    return this.people.of(id);
  }

  /** Gives a person of the supplier an account. @throws Problem 409 when e-mail or phone is taken. */
  async addStaff(who: Principal, id: string, person: NewPerson): Promise<Invited> {
    return this.uow.run(async () => {
      const supplier = await this.one(who, id);
      if (!supplier.active) throw problems('supplier.closed');
      const invited = await this.people.invite(id, person);
      await this.audit.record(
        who,
        'supplier.account_created',
        { kind: 'supplier', id, nodePath: supplier.nodePath },
        { userId: invited.userId },
      );
      return invited;
    });
  }
}

const check = (supplier: SupplierShape & Pick<Supplier, 'covers'>): void => {
  const alien = supplier.covers?.find((code) => divisions.path(code).length === 0);
  if (alien !== undefined) throw problems('supplier.division', { code: alien });
  const faults = supplierFaults(supplier);
  if (faults.length > 0) throw problems('supplier.invalid', { count: faults.length }, supplierFaultsInWords(faults));
};
