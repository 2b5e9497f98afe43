import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { reference } from '../../api/console';
import type { OrgNode } from '../../api/types';
import { useT } from '../../i18n';
import type { Filter } from './toolbar';
import { useMeQuery } from './use-me';

/** Counties and development zones that somebody of the bureau belongs to; the city has none of its own. */
export const useOwnPlaces = (): ReadonlySet<string> =>
  new Set(
    (useMeQuery().data?.grants ?? []).flatMap(({ role, nodeId }) =>
      nodeId && (role === 'county-staff' || role === 'liaison') ? [nodeId] : [],
    ),
  );

/** Whether somebody of the bureau stands over a place: the city's people over all, a county's over its own. */
export const useStandsOver = (nodeId: string | null | undefined): boolean => {
  const tree = useTree();
  const at = tree.find(({ id }) => id === nodeId);
  const own = new Set((useMeQuery().data?.grants ?? []).flatMap((grant) => grant.nodeId ?? []));
  return at !== undefined && tree.some(({ id, path }) => own.has(id) && at.path.startsWith(path));
};

/** Counties and development zones of the city, one's own first. */
export const useNodes = (): OrgNode[] => {
  const own = useOwnPlaces();
  const { data = [] } = useQuery({ queryKey: ['nodes'], queryFn: reference.places, staleTime: Infinity });
  return [...data].sort((a, b) => Number(own.has(b.id)) - Number(own.has(a.id)));
};

/** The city itself and what lies below it. */
const useTree = (): OrgNode[] =>
  (useQuery({ queryKey: ['nodes', 'all'], queryFn: reference.wholeTree, staleTime: Infinity }).data ?? []).filter(
    (node) => node.kind !== 'province' && node.kind !== 'outside',
  );

export const useCity = (): OrgNode | undefined => useTree().find((node) => node.kind === 'city');

export const NodeName = ({ id }: { id: string | null | undefined }): ReactNode => (
  <>{useTree().find((node) => node.id === id)?.name ?? '—'}</>
);

export const PlaceSelect = ({
  id,
  value,
  onChange,
  withCity,
}: {
  id?: string;
  value?: string;
  onChange?: (nodeId: string) => void;
  withCity?: boolean;
}): ReactNode => {
  const t = useT('console');
  const counties = useNodes();
  const tree = useTree();
  return (
    <select id={id} className="select" value={value ?? ''} onChange={(event) => onChange?.(event.target.value)}>
      <option value="" disabled>
        {t('place.choose')}
      </option>
      {(withCity ? tree : counties).map((node) => (
        <option key={node.id} value={node.id}>
          {node.name}
        </option>
      ))}
    </select>
  );
};

export const useNodeFilter = (): Filter => {
  const t = useT('console');
  return {
    name: 'node',
    label: t('place.label'),
    options: [{ value: '', label: t('place.all') }, ...useNodes().map((node) => ({ value: node.id, label: node.name }))],
  };
};
