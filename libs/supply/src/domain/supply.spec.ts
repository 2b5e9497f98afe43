import { endingPapers, freePeople, licenceIsOver, mayOffer, regionOf, supplierFaults, takenPeople } from './supply.js';

const shape = { level: null, licenceNo: null, stationKind: null, agreementFrom: null, agreementUntil: null };

describe('a supplier', () => {
  it('that is a station has a level', () => {
    expect(supplierFaults({ ...shape, kind: 'station' })).toEqual(['level_missing']);
    expect(supplierFaults({ ...shape, kind: 'station', level: 'branch', stationKind: 'talent' })).toEqual([]);
  });
  it('that is an agency shows its licence and has no level', () => {
    expect(supplierFaults({ ...shape, kind: 'agency', level: 'county', stationKind: 'labour' })).toEqual([
      ...['level_alien', 'station_kind_alien', 'licence_missing'],
    ]);
    expect(supplierFaults({ ...shape, kind: 'agency', licenceNo: '370700-0001' })).toEqual([]);
  });
});

describe('the papers of a supplier', () => {
  const paper = { agreementUntil: '2026-12-24', licenceUntil: null, agreementToldFor: null, licenceToldFor: null, remindDays: 30 };
  it('hold on their last day, and nobody is offered once a licence is over', () => {
    expect(licenceIsOver({ licenceUntil: '2026-11-24' }, '2026-11-24')).toBe(false);
    expect(mayOffer({ active: true, licenceUntil: '2026-11-23' }, '2026-11-24')).toBe(false);
    expect(mayOffer({ active: true, licenceUntil: null }, '2026-11-24')).toBe(true);
    expect(mayOffer({ active: false, licenceUntil: null }, '2026-11-24')).toBe(false);
  });
  it('are told of once for each end, as many days before as the supplier asks for', () => {
    expect(endingPapers(paper, '2026-11-23')).toEqual([]);
    expect(endingPapers(paper, '2026-11-24')).toEqual([{ paper: 'agreement', until: '2026-12-24' }]);
    expect(endingPapers({ ...paper, agreementToldFor: '2026-12-24' }, '2026-11-24')).toEqual([]);
    expect(endingPapers({ ...paper, agreementToldFor: '2025-12-24', licenceUntil: '2026-11-01' }, '2026-11-24')).toHaveLength(2);
    expect(supplierFaults({ ...shape, kind: 'school', agreementFrom: '2026-12-01', agreementUntil: '2026-11-30' })).toEqual([
      'agreement_order',
    ]);
  });
});

it('a place belongs to the region that its province is counted in', () => {
  const regions = ['230100', '621102', '530602', '410100', '440100', '370700', '110000', '710000', '990000'].map(regionOf);
  expect(regions).toEqual(['north_east', 'north_west', 'south_west', 'centre', 'south', 'east', 'north', 'islands', null]);
});

it('people who are promised, committed or used are not free', () => {
  const figures = { people: 40, promised: 5, committed: 20, used: 10 };
  expect(freePeople(figures)).toBe(5);
  expect(takenPeople(figures)).toBe(35);
});
