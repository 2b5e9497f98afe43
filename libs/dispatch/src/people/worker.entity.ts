import { Entity, Index, Unique } from 'typeorm';
import { Blind, Secret } from '#platform/crypto';
import { Day, Flag, Instant, Int, Key, Ref, Str } from '#platform/db';
import type { IdKind, ReliefState } from '../domain/person.js';
import type { ConsentForm, WorkerStage } from '../domain/worker.js';

/** Somebody whom a station looks after: entered once, sealed, with their consent; found again by the keyed hash alone. */
@Entity('worker')
@Unique('UQ_worker_person', ['supplierId', 'idHash'])
@Index('IX_worker_supplier', ['supplierId', 'createdAt', 'id'])
@Index('IX_worker_stage', ['supplierId', 'stage', 'createdAt', 'id'])
@Index('IX_worker_created', ['createdAt', 'id'])
@Index('IX_worker_batch', ['batchId'])
@Index('IX_worker_person', ['idHash'])
@Index('IX_worker_phone', ['phoneHash'])
@Index('IX_worker_moved', ['stageAt'])
export class Worker {
  @Key() id: string;
  @Ref() supplierId: string;
  /** The supplier's. */
  @Str(400) nodePath: string;
  /** The batch that they were counted in. */
  @Ref({ nullable: true }) batchId: string | null;
  @Secret() name: string;
  @Secret({ nullable: true }) phone: string | null;
  @Secret() idNumber: string;
  @Secret({ nullable: true }) emergencyContact: string | null;
  @Blind() idHash: string;
  @Blind({ nullable: true }) phoneHash: string | null;
  @Str(12) idKind: IdKind;
  @Str(12) relief: ReliefState;
  @Flag() insured: boolean;
  @Str(12) consentForm: ConsentForm;
  @Day() consentOn: string;
  /** Which wording they agreed to. */
  @Str(80) consentWording: string;
  @Str(12) stage: WorkerStage;
  @Instant() stageAt: Date;
  @Str(300, { nullable: true }) reason: string | null;
  @Instant({ nullable: true }) interviewAt: Date | null;
  /** Where the video interview is held. */
  @Secret({ nullable: true }) interviewLink: string | null;
  @Ref({ nullable: true }) createdById: string | null;
  @Instant() createdAt: Date;
  @Int({ default: 1 }) version: number;
}
