import { refusedIn } from '#need';
import { emptyAnswer, faultsOf, type AnswerFacts, type SaidRow } from './questionnaire.js';

const facts: AnswerFacts = {
  form: 'short',
  isPostable: (code) => code === '6-18-02-04',
  isPhone: (text) => /^1\d{10}$/.test(text),
  isCreditCode: (code) => code.length === 18,
  refusedIn,
};
const post: SaidRow = {
  needId: null,
  occupationCode: '6-18-02-04',
  title: '电焊工',
  skillLevel: 0,
  stillShort: 10,
  neededInAll: 30,
  filledSince: 0,
  withdrawn: false,
  reasons: ['pay'],
  wageFromYuan: 5_000,
  wageToYuan: 8_000,
  clientCreditCode: null,
};
const found = (row: Partial<SaidRow>, contactPhone = '13853600001'): string[] =>
  faultsOf({ ...emptyAnswer, employees: 100, contactPhone, rows: [{ ...post, ...row }] }, facts).map(({ path, code }) => `${path} ${code}`);

describe('an answer of the survey, whose posts are published', () => {
  it('with nothing that publishing refuses is taken', () => expect(found({})).toEqual([]));

  it.each<[string, Partial<SaidRow>, string]>([
    ['a title that may not be used in a posting', { title: '电焊工（限男性）' }, 'rows.0.title wording'],
    ['a title of one character', { title: '工' }, 'rows.0.title title'],
    ['an occupation that none can be sought for', { occupationCode: '6' }, 'rows.0.occupationCode occupation'],
    ['no occupation', { occupationCode: null }, 'rows.0.occupationCode occupation'],
    ['wages that are crossed', { wageFromYuan: 9_000 }, 'rows.0.wageToYuan wages_crossed'],
    ['a client whose code is none', { clientCreditCode: '1' }, 'rows.0.clientCreditCode client_code'],
  ])('with %s is refused like a need that says so', (_what, row, fault) => expect(found(row)).toEqual([fault]));

  it('with a new post and no telephone, or one that is none, is refused', () => {
    expect(found({}, '')).toEqual(['contactPhone contact']);
    expect(found({}, '12')).toEqual(['contactPhone phone']);
  });
});
