import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { reference } from '../../api/console';
import type { Division } from '../../api/types';
import { useT } from '../../i18n';
import type { Filter } from './toolbar';

/** Counties and development zones of the city, by id. */
export const useNodes = (): Division[] => useQuery({ queryKey: ['nodes'], queryFn: reference.places, staleTime: Infinity }).data?.items ?? [];

export const NodeName = ({ id }: { id: string | null | undefined }): ReactNode => <>{useNodes().find((node) => node.id === id)?.name ?? '—'}</>;

export const PlaceSelect = ({ id, value, onChange }: { id?: string; value?: string; onChange?: (nodeId: string) => void }): ReactNode => {
  const t = useT('console');
  return (
    <select id={id} className="select" value={value ?? ''} onChange={(event) => onChange?.(event.target.value)}>
      <option value="" disabled>{t('place.choose')}</option>
      {useNodes().map((node) => <option key={node.id} value={node.id}>{node.name}</option>)}
    </select>
  );
};

export const useNodeFilter = (): Filter => {
  const t = useT('console');
  return { name: 'node', label: t('place.label'), options: [{ value: '', label: t('place.all') }, ...useNodes().map((node) => ({ value: node.id, label: node.name }))] };
};
