export const NODE_KINDS = ['province', 'city', 'county', 'zone', 'town', 'outside'] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/** A node of the organisation tree. It stands on a division where there is one; zones and towns have no code of their own. */
export interface OrgNode {
  id: string;
  parentId: string | null;
  kind: NodeKind;
  name: string;
  divisionCode: string | null;
  /** Ids from the root to the node itself, '/37/3707/370702/'. */
  path: string;
}

export type NodePlan = Omit<OrgNode, 'path'>;

/** Id of the node that stands on a division: its code without the pairs of zeros at the end. */
export const nodeIdOf = (divisionCode: string): string => divisionCode.replace(/(00)+$/, '');

/** What may hang below what. */
const mayContain: Record<NodeKind, readonly NodeKind[]> = {
  province: ['city'],
  city: ['county', 'zone', 'outside'],
  county: ['town', 'zone'],
  zone: ['town'],
  town: [],
  outside: ['outside'],
};

export const canContain = (parent: NodeKind, child: NodeKind): boolean => mayContain[parent].includes(child);

/** Development zones that have an HR department of their own but no division code. */
const zones: Record<string, readonly (readonly [suffix: string, name: string, division: string])[]> = {
  '370700': [
    ['gx', '高新技术产业开发区', '370705'],
    ['bh', '滨海经济技术开发区', '370703'],
    ['xs', '峡山生态经济开发区', '370786'],
    ['zb', '综合保税区', '370704'],
  ],
};

interface DivisionLike {
  code: string;
  name: string;
}

/** The tree of one city: its province, itself, its counties, and its development zones where we know them. */
export const cityPlan = (province: DivisionLike, city: DivisionLike, counties: readonly DivisionLike[]): NodePlan[] => {
  const provinceId = nodeIdOf(province.code);
  // A city directly under the central government is its own province in the table; its node must not be its own parent.
  const cityId = nodeIdOf(city.code) === provinceId ? `${provinceId}01` : nodeIdOf(city.code);
  const under = (kind: NodeKind, division: DivisionLike): NodePlan => ({
    id: nodeIdOf(division.code),
    parentId: cityId,
    kind,
    name: division.name,
    divisionCode: division.code,
  });
  return [
    { id: provinceId, parentId: null, kind: 'province', name: province.name, divisionCode: province.code },
    { id: cityId, parentId: provinceId, kind: 'city', name: city.name, divisionCode: city.code },
    ...counties.map((county) => under('county', county)),
    ...(zones[city.code] ?? []).map(([suffix, name, division]) => ({
      id: `${cityId}-${suffix}`,
      parentId: cityId,
      kind: 'zone' as const,
      name,
      divisionCode: division,
    })),
  ];
};
