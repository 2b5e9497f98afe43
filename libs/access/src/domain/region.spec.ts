import { regionFinder } from './region.js';
import { sideOf } from './side.js';

describe('the region that a place is counted in', () => {
  const regionOf = regionFinder(['370702', '370783', '3707-gx', '370783-hz']);

  it('is its county, or its zone of the city', () => {
    expect(regionOf('/37/3707/370702/')).toBe('370702');
    expect(regionOf('/37/3707/370702/370702-t1/')).toBe('370702');
    expect(regionOf('/37/3707/3707-gx/3707-gx-t1/')).toBe('3707-gx');
  });

  it('is the county of a zone that lies under one: its figure is the sum of all below it', () => {
    expect(regionOf('/37/3707/370783/370783-hz/')).toBe('370783');
    expect(regionOf('/37/3707/370783/370783-hz/370783-hz-t1/')).toBe('370783');
  });

  it('is known by what a node is and not by how deep it hangs: an installation of one county has no city above it', () => {
    expect(regionOf('/370702/370702-t1/')).toBe('370702');
  });

  it('is none for what hangs on the city or outside', () => {
    expect(regionOf('/37/3707/')).toBeNull();
    expect(regionOf('/37/3707/outside-1/')).toBeNull();
  });
});

describe('the side that acted', () => {
  const of = (...grants: { enterpriseId?: string; supplierId?: string }[]) =>
    sideOf(
      { grants: grants.map((grant) => ({ enterpriseId: null, supplierId: null, ...grant })) },
      { enterpriseId: 'e1', supplierId: 's1' },
    );

  it('is the enterprise or the supplier of the thing; whoever acts for neither is the bureau', () => {
    expect(of({ enterpriseId: 'e1' })).toBe('enterprise');
    expect(of({ supplierId: 's1' })).toBe('supplier');
    expect(of({ enterpriseId: 'e2' }, { supplierId: 's2' })).toBe('bureau');
    expect(of({})).toBe('bureau');
  });
});
