import { newId } from '#platform/db';
import { blankPosting } from './domain/posting-fields.js';
import type { Need } from './need.entity.js';

/** A published need with nothing unusual about it, for specs: name what matters. */
export const sampleNeed = (given: Partial<Need> = {}): Need => {
  const now = new Date('2026-11-24T02:00:00.000Z');
  const enterpriseId = given.enterpriseId ?? newId();
  return {
    id: newId(),
    enterpriseId,
    nodeId: 'n1',
    nodePath: '/city/n1/',
    ...blankPosting('2026-11-24'),
    title: '电焊工',
    occupationCode: '6-18-02-04',
    short: 10,
    filled: 0,
    promised: 0,
    committed: 0,
    wageFromFen: 500_000,
    wageToFen: 800_000,
    form: 'direct',
    lodging: true,
    divisionCode: null,
    contactName: '王女士',
    contactPhone: '0536-8880000',
    priority: 0,
    gaps: [],
    countedFor: enterpriseId,
    state: 'published',
    publishedAt: now,
    confirmedAt: now,
    createdAt: now,
    updatedAt: now,
    moves: 0,
    version: 1,
    importKey: null,
    importHash: null,
    sentBack: null,
    doubts: null,
    doubtsAt: null,
    doubtsById: null,
    ...given,
  };
};
