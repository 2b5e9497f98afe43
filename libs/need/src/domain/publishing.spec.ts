import { obstaclesOf } from './publishing.js';
import { splitChange } from './revision.js';
import { blankPosting, type Posting } from './posting-fields.js';

const posting: Posting = {
  ...blankPosting('2026-11-24'),
  title: '电焊工',
  occupationCode: '6-18-02-04',
  short: 10,
  wageFromFen: 600_000,
  wageToFen: 900_000,
  contactName: '王女士',
  contactPhone: '0536-8880000',
};
const facts = {
  today: '2026-11-24',
  isPostable: () => true,
  isCreditCode: () => true,
  owner: { claimed: true, hasCreditCode: true, agency: false },
};

describe('what publishing asks of a posting', () => {
  it('is nothing more where all is said', () => {
    expect(obstaclesOf(posting, facts)).toEqual({ faults: [], gaps: [], wording: [] });
  });

  it('is a start still to come, unless the passed one stands on the board already', () => {
    const late = { ...posting, startBy: '2026-11-20' };
    expect(obstaclesOf(late, facts).faults).toEqual([{ path: 'startBy', code: 'start_passed' }]);
    expect(obstaclesOf(late, { ...facts, standing: { startBy: '2026-11-20' } }).faults).toEqual([]);
    expect(obstaclesOf(late, { ...facts, standing: { startBy: '2026-12-20' } }).faults).toHaveLength(1);
  });

  it('looks at the wording of every text, licences too', () => {
    for (const field of ['title', 'workplace', 'note'] as const)
      expect(obstaclesOf({ ...posting, [field]: '限男性' }, facts).wording[0]?.severity).toBe('refuse');
    expect(obstaclesOf({ ...posting, licences: ['限男性'] }, facts).wording[0]?.severity).toBe('refuse');
  });
});

describe('a change of a post that its county has checked', () => {
  const standing = { ...posting, nodeId: '370702' };

  it('applies figures at once and keeps words, place and contact waiting', () => {
    expect(splitChange(standing, { short: 12, wageToFen: 950_000, title: '氩弧焊工', nodeId: '370703' })).toEqual({
      now: { short: 12, wageToFen: 950_000 },
      later: { title: '氩弧焊工', nodeId: '370703' },
    });
  });

  it('waits for nothing where what is said stands already, and adds to what waits', () => {
    expect(splitChange(standing, { title: '电焊工', licences: [] })).toEqual({ now: {}, later: {} });
    expect(splitChange(standing, { note: '包食宿' }, { title: '氩弧焊工' }).later).toEqual({ title: '氩弧焊工', note: '包食宿' });
    expect(splitChange(standing, { title: '电焊工' }, { title: '氩弧焊工' }).later).toEqual({});
  });
});
