import type { enterpriseChanged } from '#enterprise';
import { county, enterprise, tell, type Telling } from './reaction.js';

type Changed = NonNullable<(typeof enterpriseChanged)['data']>;

/** Its offices, before and after, and the enterprise itself hear of another place and of another name. */
export const enterpriseNews = ({ enterpriseId, version, before, after }: Changed): Telling[] => {
  const key = `${enterpriseId}:${version}`;
  const offices = [...new Set([before.nodeId, after.nodeId])];
  const concerned = [...offices.map((id) => [id, county(id)] as const), [enterpriseId, enterprise(enterpriseId)] as const];
  const moved = { enterpriseName: after.name, from: before.nodeName, to: after.nodeName };
  return concerned.flatMap(([id, audience]) => [
    ...(before.nodeId === after.nodeId ? [] : [tell('enterprise.moved', audience, `${key}:${id}`, moved)]),
    ...(before.name === after.name
      ? []
      : [tell('enterprise.renamed', audience, `${key}:${id}`, { before: before.name, after: after.name })]),
  ]);
};
