import { bool, day, id, int, listOf, num, oneOf, PageQuery, phone, text } from '#platform/http';
import { divisions, yuanOf } from '#reference';
import {
  BATCH_STATES,
  DEGREES,
  freePeople,
  REGIONS,
  regionOf,
  STATION_KINDS,
  STATION_LEVELS,
  SUPPLIER_KINDS,
  type BatchState,
  type Degree,
  type Region,
  type StationKind,
  type StationLevel,
  type SupplierKind,
} from './domain/supply.js';
import type { Supplier, SupplyBatch } from './supply.entity.js';
import type { ProvinceSupply } from './supply.repository.js';
import type { NewSupplier } from './supply.service.js';

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
  @oneOf(STATION_KINDS, 'StationKind', { optional: true, nullable: true, about: 'of a station: for workers, or for graduates' })
  stationKind?: StationKind | null = null;
  @text({ optional: true, nullable: true, max: 120, about: 'in whose house it is' }) host?: string | null = null;
  @text({ optional: true, nullable: true, max: 60, about: 'number of the agreement' }) agreementNo?: string | null = null;
  @day({ optional: true, nullable: true }) agreementFrom?: string | null = null;
  @day({ optional: true, nullable: true, about: 'its last day' }) agreementUntil?: string | null = null;
  @day({ optional: true, nullable: true, about: 'last day of the licence; from the next day on nobody is offered' }) licenceUntil?:
    string | null = null;
  @int({ optional: true, max: 365, about: 'days before a paper ends on which it is told' }) remindDays?: number = 30;
  @listOf('string', { optional: true, max: 400, about: 'divisions (GB/T 2260) whose people it looks after' }) covers?: string[] = [];
  @int({ optional: true, nullable: true, max: 10_000, about: 'people who work there' }) staffCount?: number | null = null;

  /** As it is kept: what was not said is null, and the place is in whole millionths of a degree. */
  static given({ lng, lat, nodeId, ...body }: NewSupplierDto): NewSupplier {
    const { level = null, licenceNo = null, peoplePerRun = null, contactName = null, contactPhone = null, covers, remindDays } = body;
    const { stationKind = null, host = null, agreementNo = null, agreementFrom = null, agreementUntil = null } = body;
    const { licenceUntil = null, staffCount = null } = body;
    return {
      ...{ kind: body.kind, level, name: body.name, nodeId: nodeId ?? null, divisionCode: body.divisionCode },
      ...{ lngMicro: Math.round(lng * 1e6), latMicro: Math.round(lat * 1e6) },
      ...{ licenceNo, licenceUntil, peoplePerRun, contactName, contactPhone, staffCount },
      ...{ stationKind, host, agreementNo, agreementFrom, agreementUntil, covers: covers ?? [], remindDays: remindDays ?? 30 },
    };
  }
}

export class SupplierEditDto {
  @oneOf(STATION_LEVELS, 'StationLevel', { optional: true, nullable: true }) level?: StationLevel | null;
  @text({ optional: true, min: 2, max: 120 }) name?: string;
  @text({ optional: true, nullable: true, max: 60 }) licenceNo?: string | null;
  @int({ optional: true, nullable: true, min: 1, max: 1_000_000 }) peoplePerRun?: number | null;
  @text({ optional: true, nullable: true, max: 60 }) contactName?: string | null;
  @phone({ optional: true, nullable: true }) contactPhone?: string | null;
  @oneOf(STATION_KINDS, 'StationKind', { optional: true, nullable: true, about: 'of a station: for workers, or for graduates' })
  stationKind?: StationKind | null;
  @text({ optional: true, nullable: true, max: 120, about: 'in whose house it is' }) host?: string | null;
  @text({ optional: true, nullable: true, max: 60, about: 'number of the agreement' }) agreementNo?: string | null;
  @day({ optional: true, nullable: true }) agreementFrom?: string | null;
  @day({ optional: true, nullable: true, about: 'its last day' }) agreementUntil?: string | null;
  @day({ optional: true, nullable: true, about: 'last day of the licence; from the next day on nobody is offered' }) licenceUntil?:
    string | null;
  @int({ optional: true, max: 365, about: 'days before a paper ends on which it is told' }) remindDays?: number;
  @listOf('string', { optional: true, max: 400, about: 'divisions (GB/T 2260) whose people it looks after' }) covers?: string[];
  @int({ optional: true, nullable: true, max: 10_000, about: 'people who work there' }) staffCount?: number | null;
  @bool({ optional: true }) active?: boolean;
}

export class SupplierDto {
  @id() id: string;
  @oneOf(SUPPLIER_KINDS, 'SupplierKind') kind: SupplierKind;
  @oneOf(STATION_LEVELS, 'StationLevel', { nullable: true }) level: StationLevel | null;
  @text() name: string;
  @id() nodeId: string;
  @text() divisionCode: string;
  @text({ about: 'names of the division and those above it' }) divisionName: string;
  @num() lng: number;
  @num() lat: number;
  @text({ nullable: true }) licenceNo: string | null;
  @int({ nullable: true }) peoplePerRun: number | null;
  @text({ nullable: true }) contactName: string | null;
  @text({ nullable: true }) contactPhone: string | null;
  @oneOf(STATION_KINDS, 'StationKind', { nullable: true }) stationKind: StationKind | null;
  @oneOf(REGIONS, 'Region', { nullable: true, about: 'of the province that it stands in' }) region: Region | null;
  @text({ nullable: true }) host: string | null;
  @text({ nullable: true }) agreementNo: string | null;
  @day({ nullable: true }) agreementFrom: string | null;
  @day({ nullable: true }) agreementUntil: string | null;
  @day({ nullable: true }) licenceUntil: string | null;
  @int() remindDays: number;
  @listOf('string') covers: string[];
  @int({ nullable: true }) staffCount: number | null;
  @bool() active: boolean;
  @int() version: number;

  static of(one: Supplier): SupplierDto {
    return {
      stationKind: one.kind === 'station' ? (one.stationKind ?? 'labour') : null,
      region: regionOf(one.divisionCode),
      host: one.host,
      agreementNo: one.agreementNo,
      agreementFrom: one.agreementFrom,
      agreementUntil: one.agreementUntil,
      licenceUntil: one.licenceUntil,
      remindDays: one.remindDays,
      covers: one.covers ?? [],
      staffCount: one.staffCount,
      id: one.id,
      kind: one.kind,
      level: one.level,
      name: one.name,
      nodeId: one.nodeId,
      divisionCode: one.divisionCode,
      divisionName: divisions
        .path(one.divisionCode)
        .map(({ name }) => name)
        .join(' '),
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

export class ProvinceSupplyDto implements ProvinceSupply {
  @text({ about: 'the first two digits of GB/T 2260' }) province: string;
  @int() suppliers: number;
  @int({ about: 'of open batches, whom nobody was promised' }) free: number;
  @int() promised: number;
  @int() committed: number;
  @int({ about: 'signed, or no longer to be had' }) used: number;
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
  @oneOf(DEGREES, 'Degree', { optional: true, nullable: true, about: 'of graduates' }) degree?: Degree | null = null;
  @text({ optional: true, nullable: true, max: 80 }) major?: string | null = null;
  @day({ optional: true, nullable: true }) graduatesOn?: string | null = null;
}

export class BatchEditDto {
  @text({ optional: true, max: 16 }) occupationCode?: string;
  @int({ optional: true, max: 8 }) skillLevel?: number;
  @int({ optional: true, min: 1, max: 100_000 }) people?: number;
  @int({ optional: true, max: 1_000_000 }) wageYuan?: number;
  @day({ optional: true }) freeFrom?: string;
  @int({ optional: true, min: 1, max: 100_000 }) smallestGroup?: number;
  @text({ optional: true, nullable: true, max: 500 }) note?: string | null;
  @oneOf(DEGREES, 'Degree', { optional: true, nullable: true, about: 'of graduates' }) degree?: Degree | null;
  @text({ optional: true, nullable: true, max: 80 }) major?: string | null;
  @day({ optional: true, nullable: true }) graduatesOn?: string | null;
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
  @oneOf(DEGREES, 'Degree', { nullable: true }) degree: Degree | null;
  @text({ nullable: true }) major: string | null;
  @day({ nullable: true }) graduatesOn: string | null;
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
      degree: one.degree,
      major: one.major,
      graduatesOn: one.graduatesOn,
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
