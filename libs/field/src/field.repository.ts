import { Injectable } from '@nestjs/common';
import { Between, In, IsNull, LessThan } from 'typeorm';
import { withinScope, type Scope } from '#access';
import { FieldCipher } from '#platform/crypto';
import { insertRows, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { FieldDevice, FieldEntry, type EntryVerdict, type Settlement } from './field.entity.js';

/** An entry with the phone that wrote it. */
export interface EntryOfDevice {
  entry: FieldEntry;
  device: FieldDevice;
}

export interface DeviceFilter {
  groupId: string | undefined;
  dutyKind: string | undefined;
  dutyId: string | undefined;
}

/** Phones and their logs. Names and details are sealed here and nowhere else. */
@Injectable()
export class FieldRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cipher: FieldCipher,
  ) {}

  async device(id: string): Promise<FieldDevice | null> {
    return this.opened(await this.uow.manager.findOneBy(FieldDevice, { id }));
  }

  /** Keeps its other contacts waiting to the end of the unit of work. */
  async deviceForUpdate(id: string): Promise<FieldDevice | null> {
    return this.opened(await this.uow.forUpdate(FieldDevice, { id }));
  }

  async deviceForUpdateByCode(codeHash: string): Promise<FieldDevice | null> {
    return this.opened(await this.uow.forUpdate(FieldDevice, { codeHash }));
  }

  async devices(ids: readonly string[]): Promise<Map<string, FieldDevice>> {
    const rows = ids.length === 0 ? [] : await this.uow.manager.findBy(FieldDevice, { id: In([...new Set(ids)]) });
    return new Map(rows.map((row) => [row.id, this.openedRow(row)]));
  }

  async pageOfDevices(scope: Scope, filter: DeviceFilter, cursor: string | undefined, limit: number): Promise<Paged<FieldDevice>> {
    const query = this.uow.manager.createQueryBuilder(FieldDevice, 'device');
    withinScope(query, scope, { nodePath: 'device.nodePath', enterpriseId: 'device.enterpriseId', supplierId: 'device.supplierId' });
    for (const name of ['groupId', 'dutyKind', 'dutyId'] as const)
      if (filter[name]) query.andWhere(`device.${name} = :${name}`, { [name]: filter[name] });
    const page = await pageOf(query, { order: [['device.id', 'DESC']], cursor, limit });
    return { ...page, items: page.items.map((row) => this.openedRow(row)) };
  }

  async addDevice(device: FieldDevice): Promise<void> {
    const { id, name } = device;
    await this.uow.manager.insert(FieldDevice, { ...device, name: this.cipher.seal('field_device', 'name', id, name) });
  }

  /** @returns affected rows: 0 when the phone is not in this state any more */
  async updateDevice(id: string, state: FieldDevice['state'], patch: Partial<Omit<FieldDevice, 'name'>>): Promise<number> {
    const { storeKey } = patch;
    const sealed = storeKey ? { storeKey: this.cipher.seal('field_device', 'storeKey', id, storeKey) } : {};
    return (await this.uow.manager.update(FieldDevice, { id, state }, { ...patch, ...sealed })).affected ?? 0;
  }

  /** Takes a contact's number if it is higher than all before. */
  async takeContact(id: string, contact: number, lastContactAt: Date): Promise<boolean> {
    const { affected } = await this.uow.manager.update(
      FieldDevice,
      { id, state: 'active', contact: LessThan(contact) },
      { contact, lastContactAt },
    );
    return affected === 1;
  }

  /** Entries of a phone with numbers from `first` to `last`, without their details. */
  entriesBetween(deviceId: string, first: number, last: number): Promise<FieldEntry[]> {
    return this.uow.manager
      .createQueryBuilder(FieldEntry, 'entry')
      .select(['entry.id', 'entry.counter', 'entry.digest', 'entry.prev', 'entry.verdict', 'entry.code'])
      .where({ deviceId, counter: Between(first, last) })
      .getMany();
  }

  addEntries(entries: readonly FieldEntry[]): Promise<void> {
    return insertRows(
      this.uow.manager,
      FieldEntry,
      entries.map((entry) => ({ ...entry, detail: this.cipher.seal('field_entry', 'detail', entry.id, entry.detail) })),
    );
  }

  async entryForUpdate(id: string): Promise<FieldEntry | null> {
    const entry = await this.uow.forUpdate(FieldEntry, { id });
    return entry && this.openedEntry(entry);
  }

  async entries(ids: readonly string[]): Promise<FieldEntry[]> {
    return ids.length === 0
      ? []
      : (await this.uow.manager.findBy(FieldEntry, { id: In([...ids]) })).map((entry) => this.openedEntry(entry));
  }

  /** Entries of one verdict, the last first. */
  async pageOfEntries(
    scope: Scope,
    { groupId, verdict, open }: { groupId: string | undefined; verdict: EntryVerdict; open: boolean | undefined },
    cursor: string | undefined,
    limit: number,
  ): Promise<Paged<FieldEntry>> {
    const query = this.uow.manager
      .createQueryBuilder(FieldEntry, 'entry')
      .innerJoin(FieldDevice, 'device', 'device.id = entry.deviceId')
      .where('entry.verdict = :verdict', { verdict });
    if (groupId) query.andWhere('entry.groupId = :groupId', { groupId });
    withinScope(query, scope, { nodePath: 'device.nodePath', enterpriseId: 'device.enterpriseId', supplierId: 'device.supplierId' });
    if (open !== undefined) query.andWhere(open ? 'entry.settled IS NULL' : 'entry.settled IS NOT NULL');
    const page = await pageOf(query, { order: [['entry.id', 'DESC']], cursor, limit });
    return { ...page, items: page.items.map((entry) => this.openedEntry(entry)) };
  }

  /** Conflicts that have dissolved before anybody decided about them. */
  async clear(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.uow.manager.update(
      FieldEntry,
      { id: In([...ids]), verdict: 'conflict', settled: IsNull() },
      { verdict: 'taken', code: null, withEntryId: null },
    );
  }

  /** @returns affected rows: 0 when it was decided meanwhile */
  async settle(id: string, settled: Settlement, settledById: string | null, settledAt: Date): Promise<number> {
    const open = { id, verdict: 'conflict' as const, settled: IsNull() };
    return (await this.uow.manager.update(FieldEntry, open, { settled, settledById, settledAt })).affected ?? 0;
  }

  private opened(row: FieldDevice | null): FieldDevice | null {
    return row && this.openedRow(row);
  }

  private openedRow(row: FieldDevice): FieldDevice {
    const { id, name, storeKey } = row;
    return {
      ...row,
      name: this.cipher.open('field_device', 'name', id, name),
      storeKey: this.cipher.open('field_device', 'storeKey', id, storeKey),
    };
  }

  private openedEntry(entry: FieldEntry): FieldEntry {
    return { ...entry, detail: this.cipher.open('field_entry', 'detail', entry.id, entry.detail) };
  }
}
