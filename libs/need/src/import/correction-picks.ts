import { Injectable } from '@nestjs/common';
import { OrgTree } from '#access';
import { EnterpriseReads } from '#enterprise';
import { notFound, type Problem } from '#platform/http';
import { occupations } from '#reference';
import { PARTS, type Correctable, type CorrectedValue } from '../domain/import/correction.js';
import { problems } from '../need.problems.js';
import type { ImportBatch } from './import.entity.js';
import { mayPostFor } from './judging.js';

/** What may be picked in place of a cell: of this office, and nothing that a list could not say. */
@Injectable()
export class CorrectionPicks {
  constructor(
    private readonly org: OrgTree,
    private readonly enterprises: EnterpriseReads,
  ) {}

  /** @returns the part of the value that belongs to the field */
  async allowed(batch: ImportBatch, field: Correctable, given: CorrectedValue): Promise<CorrectedValue> {
    const value = Object.fromEntries(
      PARTS[field].flatMap((part) => (given[part] === undefined ? [] : [[part, given[part]]])),
    ) as CorrectedValue;
    if (Object.keys(value).length === 0) throw badValue(field);
    const { occupationCode, nodeId, enterpriseId, wageFromYuan: from = null, wageToYuan: to = null } = value;
    if (occupationCode !== undefined && !occupations.isPostable(occupationCode)) throw badValue(field);
    if (from !== null && to !== null && from > to) throw badValue(field);
    if (nodeId !== undefined) {
      const node = await this.org.byId(nodeId);
      const ours = node?.path.startsWith(batch.nodePath) && (node.id === batch.nodeId || node.kind === 'county' || node.kind === 'zone');
      if (!ours) throw notFound('org-node', nodeId);
    }
    if (enterpriseId !== undefined) {
      const enterprise = await this.enterprises.byId(enterpriseId);
      if (!enterprise || !mayPostFor(batch, enterprise)) throw notFound('enterprise', enterpriseId);
    }
    return value;
  }
}

const WORDS: Record<Correctable, [zh: string, en: string]> = {
  occupation: ['职业', 'occupation'],
  place: ['工作地点', 'workplace'],
  skillLevel: ['技能等级', 'skill level'],
  people: ['人数', 'number of people'],
  wage: ['工资', 'wage'],
  startBy: ['最晚到岗', 'latest start'],
  enterprise: ['企业', 'enterprise'],
};
export const badValue = (field: Correctable): Problem =>
  problems('import.correction_value', { fieldZh: WORDS[field][0], fieldEn: WORDS[field][1] });
