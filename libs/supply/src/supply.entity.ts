import { Check, Entity, Index } from 'typeorm';
import { Secret } from '#platform/crypto';
import { Day, Flag, Instant, Int, Json, Key, Ref, Str } from '#platform/db';
import type { BatchState, Degree, StationKind, StationLevel, SupplierKind } from './domain/supply.js';

/** 供给方: who offers batches. */
@Entity('supplier')
@Index('IX_supplier_name', ['name', 'id'])
@Index('IX_supplier_kind', ['kind', 'name', 'id'])
export class Supplier {
  @Key() id: string;
  @Str(12) kind: SupplierKind;
  @Str(12, { nullable: true }) level: StationLevel | null;
  @Str(120) name: string;
  @Ref() nodeId: string;
  @Str(400) nodePath: string;
  /** Where it stands, GB/T 2260. */
  @Str(6) divisionCode: string;
  /** Degrees × 1,000,000: whole numbers are the same on every database. */
  @Int() lngMicro: number;
  @Int() latMicro: number;
  @Str(60, { nullable: true }) licenceNo: string | null;
  /** Last day of the licence; null: its end is not known. */
  @Day({ nullable: true }) licenceUntil: string | null;
  /** Of a station; null: for workers, as they all were before. */
  @Str(8, { nullable: true }) stationKind: StationKind | null;
  /** The office or firm of that place in whose house it is. */
  @Str(120, { nullable: true }) host: string | null;
  /** 协作协议: number of the document, first and last day. */
  @Str(60, { nullable: true }) agreementNo: string | null;
  @Day({ nullable: true }) agreementFrom: string | null;
  @Day({ nullable: true }) agreementUntil: string | null;
  /** So many days before a paper ends it is told. */
  @Int({ default: 30 }) remindDays: number;
  /** The ends of which it was told. */
  @Day({ nullable: true }) agreementToldFor: string | null;
  @Day({ nullable: true }) licenceToldFor: string | null;
  /** Divisions (GB/T 2260) whose people it looks after; null: only where it stands. */
  @Json({ nullable: true }) covers: string[] | null;
  /** People who work there. */
  @Int({ nullable: true }) staffCount: number | null;
  /** Most people it can send after one matching run; null: no limit of its own. */
  @Int({ nullable: true }) peoplePerRun: number | null;
  @Str(60, { nullable: true }) contactName: string | null;
  @Str(30, { nullable: true }) contactPhone: string | null;
  @Secret({ nullable: true }) contactNameSealed?: string | null;
  @Secret({ nullable: true }) contactPhoneSealed?: string | null;
  @Flag({ default: true }) active: boolean;
  @Instant() createdAt: Date;
  @Int({ default: 1 }) version: number;
}

/** 劳务供给批次: people a supplier can send. Its figures are moved by the ledger only. */
@Entity('supply_batch')
@Check('CK_supply_batch_figures', 'promised >= 0 AND committed >= 0 AND used >= 0 AND promised + committed + used <= people')
@Index('IX_supply_batch_supplier', ['supplierId', 'createdAt', 'id'])
@Index('IX_supply_batch_created', ['createdAt', 'id'])
@Index('IX_supply_batch_open', ['state', 'id'])
@Index('IX_supply_batch_occupation', ['occupationCode', 'createdAt', 'id'])
export class SupplyBatch {
  @Key() id: string;
  @Ref() supplierId: string;
  @Str(16) occupationCode: string;
  @Int({ default: 0 }) skillLevel: number;
  @Int() people: number;
  @Int({ default: 0 }) promised: number;
  @Int({ default: 0 }) committed: number;
  /** Signed, or no longer to be had: did not come, lost on the way, turned down at the gate. */
  @Int({ default: 0 }) used: number;
  /** Expected wage per month. */
  @Int() wageFen: number;
  @Day() freeFrom: string;
  /** Smallest group that travels together. */
  @Int({ default: 1 }) smallestGroup: number;
  /** Of graduates; null: no graduates, or not said. */
  @Str(12, { nullable: true }) degree: Degree | null;
  @Str(80, { nullable: true }) major: string | null;
  @Day({ nullable: true }) graduatesOn: string | null;
  @Str(500, { nullable: true }) note: string | null;
  @Str(8) state: BatchState;
  @Ref({ nullable: true }) createdById: string | null;
  @Instant() createdAt: Date;
  /** Rises with every edit by a person; the ledger's moves leave it. */
  @Int({ default: 1 }) version: number;
}
