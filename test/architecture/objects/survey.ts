import { newId } from '#platform/db';
import { ofPlace, type Stage, type Things } from './people.js';

/** A round under way with an answer to it, and one whose catalogue is published. */
export const surveyThings = async ({ at, home, mine, insert }: Stage): Promise<Things> => {
  const things: Things = new Map();
  const roundId = await insert('SurveyRound', {
    id: newId(),
    quarter: '2026Q4',
    form: 'long',
    opensOn: '2026-11-01',
    closesOn: '2026-12-10',
    seed: 1,
    sharePercent: 20,
    stratumMinimum: 2,
    reminders: { before: [], on: false, after: [] },
    state: 'open',
    ranges: {},
    usualPairs: [],
    previousId: null,
    latest: 0,
    publishedVersion: 0,
    moves: 0,
    createdById: null,
    createdAt: at,
    openedAt: at,
    closedAt: null,
    publishedAt: null,
    version: 1,
  });
  const answerId = await insert('SurveyMember', {
    id: newId(),
    roundId,
    enterpriseId: mine,
    enterpriseName: '本企业',
    creditCode: null,
    nodeId: home.id,
    nodePath: home.path,
    countyId: home.id,
    industryCode: null,
    sizeClass: null,
    stratum: `${home.id}|-|-|all`,
    certain: true,
    stratumSize: 1,
    stratumDrawn: 1,
    state: 'invited',
    submittedAt: null,
    answeredForById: null,
    askedBack: null,
    version: 1,
  });
  const frozenId = await insert('SurveyRound', {
    id: newId(),
    quarter: '2026Q3',
    form: 'short',
    opensOn: '2026-08-01',
    closesOn: '2026-09-10',
    seed: 1,
    sharePercent: 20,
    stratumMinimum: 2,
    reminders: { before: [], on: false, after: [] },
    state: 'published',
    ranges: {},
    usualPairs: [],
    previousId: null,
    latest: 1,
    publishedVersion: 1,
    moves: 0,
    createdById: null,
    createdAt: at,
    openedAt: at,
    closedAt: at,
    publishedAt: at,
    version: 1,
  });
  await insert('SurveyVersion', {
    id: newId(),
    roundId: frozenId,
    number: 1,
    digest: '',
    answers: 0,
    responded: {},
    reason: null,
    memberId: null,
    madeById: null,
    at,
  });
  const catalogueId = await insert('ShortageCatalogue', {
    id: newId(),
    roundId: frozenId,
    quarter: '2026Q3',
    version: 1,
    state: 'published',
    asOf: at,
    publishedAt: at,
    digest: '',
    seal: '',
    occupations: 0,
    madeAt: at,
    places: {},
    head: { cells: [], left: [], response: { population: 0, sampled: 0, responded: 0, responseRate: 0, coverage: 0 } },
  });
  // Every office knows the rounds; whose answers it sees is another matter.
  things.set('survey-rounds', { id: roundId, seenBy: ['city', 'county', 'otherCounty', 'auditor', 'otherAuditor'], hiddenFrom: [] });
  // So they do the catalogues: of the answers behind a figure each sees its own.
  things.set('catalogue-versions', {
    id: catalogueId,
    seenBy: ['city', 'county', 'otherCounty', 'auditor', 'otherAuditor'],
    hiddenFrom: [],
  });
  // Who publishes looks at the catalogue of a round before; counties see it when all do.
  things.set('catalogue-previews', { id: frozenId, seenBy: ['city'], hiddenFrom: [] });
  things.set('survey-answers', { id: answerId, ...ofPlace });
  return things;
};
