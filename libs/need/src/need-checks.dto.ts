import { bool, day, id, instant, int, listOf, oneOf, text } from '#platform/http';
import { CHECKED_FIELDS, type CheckedField } from './domain/posting-fields.js';
import type { Revision } from './domain/revision.js';
import type { CheckRule } from './need.checks.js';
import type { NeedRevision } from './need.entity.js';
import type { NeedView } from './need.ledger.js';

export class ApproveNeedDto {
  @int({ min: 1, about: 'version of the need that you looked at' }) version: number;
}

export class SendBackDto extends ApproveNeedDto {
  @text({ min: 2, max: 200 }) reason: string;
}

export class CheckRuleDto {
  @id() nodeId: string;
  @text() nodeName: string;
  @bool({ about: 'needs are checked before they are published' }) required: boolean;
  @day({ nullable: true, about: 'since when; null where no rule was ever made' }) validFrom: string | null;

  static of({ node, required, validFrom }: CheckRule): CheckRuleDto {
    return { nodeId: node.id, nodeName: node.name, required, validFrom };
  }
}

export class SetCheckRuleDto {
  @bool() required: boolean;
}

const REVISED_FIELDS = [...CHECKED_FIELDS, 'nodeId'] as const;

export class RevisedFieldDto {
  @oneOf(REVISED_FIELDS, 'RevisedField') field: CheckedField | 'nodeId';
  @text({ nullable: true, max: 2000, about: 'as it is published' }) from: string | null;
  @text({ nullable: true, max: 2000, about: 'as it would be' }) to: string | null;
}

/** A change of a published need that its county has not looked at yet. */
export class NeedRevisionDto {
  @id() needId: string;
  @text({ about: 'title as it is published' }) needTitle: string;
  @text() enterpriseName: string;
  @id({ about: 'office that decides' }) nodeId: string;
  @text() nodeName: string;
  @text() askedBy: string;
  @instant() askedAt: string;
  @int({ about: 'of this change; to approve or send back' }) version: number;
  @listOf(() => RevisedFieldDto) fields: RevisedFieldDto[];

  static of(revision: NeedRevision, need: NeedView, names: RevisionNames): NeedRevisionDto {
    return {
      needId: need.id,
      needTitle: need.title,
      enterpriseName: names.enterprise(need.enterpriseId),
      nodeId: revision.nodeId,
      nodeName: names.node(revision.nodeId),
      askedBy: names.person(revision.askedById),
      askedAt: revision.askedAt.toISOString(),
      version: revision.version,
      fields: REVISED_FIELDS.filter((field) => field in revision.said).map((field) => ({
        field,
        from: shown(field, need, names),
        to: shown(field, revision.said, names),
      })),
    };
  }
}

export interface RevisionNames {
  enterprise: (id: string) => string;
  node: (id: string) => string;
  occupation: (code: string | null) => string | null;
  person: (id: string) => string;
}

const shown = (field: CheckedField | 'nodeId', of: Revision, names: RevisionNames): string | null => {
  const value = of[field];
  if (value === null || value === undefined) return null;
  if (field === 'nodeId') return names.node(String(value));
  if (field === 'occupationCode') return names.occupation(String(value)) ?? String(value);
  return Array.isArray(value) ? value.join('、') : String(value);
};
