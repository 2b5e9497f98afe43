import { Entity, Index, Unique } from 'typeorm';
import { Flag, Instant, Int, Key, Ref, Str } from '#platform/db';
import type { LinkPurpose } from '../domain/worker-link.js';

/** A link by which a person of a manifest, who has no account, sees or says one thing. What stands in it is signed and kept nowhere. */
@Entity('worker_link')
@Unique('UQ_worker_link_subject', ['purpose', 'subjectId'])
@Index('IX_worker_link_line', ['lineId'])
@Index('IX_worker_link_expiry', ['expiresAt'])
export class WorkerLink {
  @Key() id: string;
  @Str(12) purpose: LinkPurpose;
  /** The person of the manifest. */
  @Ref() lineId: string;
  /** What it is about: that person’s line, or a check of it. */
  @Ref() subjectId: string;
  /** Whether it can be used once. */
  @Flag() single: boolean;
  @Instant() expiresAt: Date;
  /** How often the last four signs were wrong. */
  @Int({ default: 0 }) tries: number;
  @Instant({ nullable: true }) openedAt: Date | null;
  @Instant({ nullable: true }) usedAt: Date | null;
  @Instant() createdAt: Date;
}
