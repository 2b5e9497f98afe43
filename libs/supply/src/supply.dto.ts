import { bool, day, id, int, num, oneOf, PageQuery, phone, text } from '#platform/http';
import { yuanOf } from '#reference';
import {
  BATCH_STATES,
  freePeople,
  STATION_LEVELS,
  SUPPLIER_KINDS,
  type BatchState,
  type StationLevel,
  type SupplierKind,
} from './domain/supply.js';
import type { Supplier, SupplyBatch } from './supply.entity.js';

const DIVISION = /^\d{6}$/;

export class NewSupplierDto {
  @oneOf(SUPPLIER_KINDS, 'SupplierKind') kind: SupplierKind;
  @oneOf(STATION_LEVELS, 'StationLevel', { optional: true, nullable: true, about: 'of a station' }) level?: StationLevel | null = null;
  @text({ min: 2, max: 120 }) name: string;
  @id({ optional: true, about: 'organisation node that it belongs to; the city without it' }) nodeId?: string;
  @text({ pattern: DIVISION, min: 6, max: 6, about: 'GB/T 2260, where it stands' }) divisionCode: string;
  @num({ min: -180, max: 180 }) lng: number;
  @num({ min: -90, max: 90 }) lat: number;
  @text({ optional: true, nullable: true, max: 60 }) licenceNo?: string | null = null;
  @int({ optional: true, nullable: true, min: 1, max: 1_000_000 }) peoplePerRun?: number | null = null;
  @text({ optional: true, nullable: true, max: 60 }) contactName?: string | null = null;
  @phone({ optional: true, nullable: true }) contactPhone?: string | null = null;
}

export class SupplierEditDto {
  @oneOf(STATION_LEVELS, 'StationLevel', { optional: true, nullable: true }) level?: StationLevel | null;
  @text({ optional: true, min: 2, max: 120 }) name?: string;
  @text({ optional: true, nullable: true, max: 60 }) licenceNo?: string | null;
  @int({ optional: true, nullable: true, min: 1, max: 1_000_000 }) peoplePerRun?: number | null;
  @text({ optional: true, nullable: true, max: 60 }) contactName?: string | null;
  @phone({ optional: true, nullable: true }) contactPhone?: string | null;
  @bool({ optional: true }) active?: boolean;
}

export class SupplierDto {
  @id() id: string;
  @oneOf(SUPPLIER_KINDS, 'SupplierKind') kind: SupplierKind;
  @oneOf(STATION_LEVELS, 'StationLevel', { nullable: true }) level: StationLevel | null;
  @text() name: string;
  @id() nodeId: string;
  @text() divisionCode: string;
  @num() lng: number;
  @num() lat: number;
  @text({ nullable: true }) licenceNo: string | null;
  @int({ nullable: true }) peoplePerRun: number | null;
  @text({ nullable: true }) contactName: string | null;
  @text({ nullable: true }) contactPhone: string | null;
  @bool() active: boolean;
  @int() version: number;

  static of(one: Supplier): SupplierDto {
    return {
      id: one.id,
      kind: one.kind,
      level: one.level,
      name: one.name,
      nodeId: one.nodeId,
      divisionCode: one.divisionCode,
      lng: one.lngMicro / 1e6,
      lat: one.latMicro / 1e6,
      licenceNo: one.licenceNo,
      peoplePerRun: one.peoplePerRun,
      contactName: one.contactName,
      contactPhone: one.contactPhone,
      active: one.active,
      version: one.version,
    };
  }
}

export class SupplierQuery extends PageQuery {
  @oneOf(SUPPLIER_KINDS, 'SupplierKind', { optional: true }) kind?: SupplierKind;
  @text({ optional: true, max: 60 }) q?: string;
}

export class NewSupplierPersonDto {
  @text({ min: 2, max: 60 }) name: string;
  @text({ optional: true, max: 120 }) email?: string;
  @phone({ optional: true, kind: 'mobile' }) phone?: string;
}

export class SupplierPersonDto {
  @id() userId: string;
  @text() name: string;
}

export class InvitedSupplierPersonDto extends SupplierPersonDto {
  @text({ max: 400, about: 'with which the person chooses a password; shown here only, holds 72 hours' }) link: string;
}

export class NewBatchDto {
  @id({ optional: true, about: 'needed when one acts for several suppliers' }) supplierId?: string;
  @text({ max: 16 }) occupationCode: string;
  @int({ optional: true, max: 8 }) skillLevel?: number = 0;
  @int({ min: 1, max: 100_000 }) people: number;
  @int({ max: 1_000_000, about: 'expected wage, yuan per month' }) wageYuan: number;
  @day() freeFrom: string;
  @int({ optional: true, min: 1, max: 100_000, about: 'smallest group that travels together' }) smallestGroup?: number = 1;
  @text({ optional: true, nullable: true, max: 500 }) note?: string | null = null;
}

export class BatchEditDto {
  @text({ optional: true, max: 16 }) occupationCode?: string;
  @int({ optional: true, max: 8 }) skillLevel?: number;
  @int({ optional: true, min: 1, max: 100_000 }) people?: number;
  @int({ optional: true, max: 1_000_000 }) wageYuan?: number;
  @day({ optional: true }) freeFrom?: string;
  @int({ optional: true, min: 1, max: 100_000 }) smallestGroup?: number;
  @text({ optional: true, nullable: true, max: 500 }) note?: string | null;
}

export class BatchDto {
  @id() id: string;
  @id() supplierId: string;
  @text() supplierName: string;
  @text() occupationCode: string;
  @text() occupationName: string;
  @int() skillLevel: number;
  @int() people: number;
  @int() promised: number;
  @int() committed: number;
  @int({ about: 'signed, or no longer to be had' }) used: number;
  @int() free: number;
  @int() wageYuan: number;
  @day() freeFrom: string;
  @int() smallestGroup: number;
  @text({ nullable: true }) note: string | null;
  @oneOf(BATCH_STATES, 'BatchState') state: BatchState;
  @int() version: number;

  static of(one: SupplyBatch, names: { supplier: string; occupation: string }): BatchDto {
    return {
      id: one.id,
      supplierId: one.supplierId,
      supplierName: names.supplier,
      occupationCode: one.occupationCode,
      occupationName: names.occupation,
      skillLevel: one.skillLevel,
      people: one.people,
      promised: one.promised,
      committed: one.committed,
      used: one.used,
      free: freePeople(one),
      wageYuan: yuanOf(one.wageFen),
      freeFrom: one.freeFrom,
      smallestGroup: one.smallestGroup,
      note: one.note,
      state: one.state,
      version: one.version,
    };
  }
}

export class BatchQuery extends PageQuery {
  @id({ optional: true }) supplier?: string;
  @text({ optional: true, max: 16, about: 'code or the beginning of one' }) occupation?: string;
  @oneOf(BATCH_STATES, 'BatchState', { optional: true }) state?: BatchState;
  @bool({ optional: true, about: 'only those with free people' }) free?: boolean;
}
