import { OrgTree } from '#access';
import { EnterpriseRegistry } from '#enterprise';
import { UnitOfWork } from '#platform/db';
import type { RunningApp } from '../../../../test/support/http.js';

/** A county with a large, a key and six small firms. @returns the ids of the first two */
export const enrolFirms = async (app: RunningApp): Promise<[large: string, key: string]> => {
  const home = await app.get(OrgTree).byId('370702');
  const firm = (name: string, i: number, more: object = {}) => ({
    name,
    creditCode: `91370702MA3L0000${i}X`,
    nodeId: '370702',
    nodePath: home?.path ?? '',
    industryCode: 'C341',
    sizeClass: 'small' as const,
    employees: 120,
    ...more,
  });
  const rows = [
    firm('甲机械', 1, { aboveScale: true }),
    firm('乙机械', 2, { isKey: true }),
    ...Array.from({ length: 6 }, (_, i) => firm(`小厂${i}`, 3 + i)),
  ];
  const [first = '', second = ''] = await app.get(UnitOfWork).run(() => app.get(EnterpriseRegistry).enrol(rows));
  return [first, second];
};
