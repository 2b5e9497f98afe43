import { freePeople, supplierFaults, takenPeople } from './supply.js';

describe('a supplier', () => {
  it('that is a station has a level', () => {
    expect(supplierFaults({ kind: 'station', level: null, licenceNo: null })).toEqual(['level_missing']);
    expect(supplierFaults({ kind: 'station', level: 'branch', licenceNo: null })).toEqual([]);
  });
  it('that is an agency shows its licence and has no level', () => {
    expect(supplierFaults({ kind: 'agency', level: 'county', licenceNo: null })).toEqual(['level_alien', 'licence_missing']);
    expect(supplierFaults({ kind: 'agency', level: null, licenceNo: '370700-0001' })).toEqual([]);
  });
});

it('people who are promised, committed or used are not free', () => {
  const figures = { people: 40, promised: 5, committed: 20, used: 10 };
  expect(freePeople(figures)).toBe(5);
  expect(takenPeople(figures)).toBe(35);
});
