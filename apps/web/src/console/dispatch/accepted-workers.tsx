import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState, type ReactNode } from 'react';
import { workers } from '../../api/dispatch';
import type { Trip } from '../../api/types';
import { useT } from '../../i18n';
import { Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';

/** People whom posts have accepted and who travel nowhere yet go on the manifest without being typed again. */
export const AcceptedWorkers = ({ trip, promiseId }: { trip: Trip; promiseId: string | undefined }): ReactNode => {
  const t = useT('console');
  const [chosen, setChosen] = useState<string[]>([]);
  const { data } = useQuery({
    queryKey: ['workers', 'accepted', trip.supplierId],
    queryFn: () => workers.list({ stage: 'accepted', supplier: trip.supplierId, limit: 100 }),
  });
  const free = (data?.items ?? []).filter(({ travelling }) => !travelling);
  const add = useAct(() => workers.onTrip(trip.id, chosen, promiseId), {
    done: t('manifest.added', { n: chosen.length }),
    renew: ['trips', 'promises', 'workers'],
    quiet: true,
    then: () => setChosen([]),
  });
  if (free.length === 0) return null;
  return (
    <fieldset className="accepted-workers">
      <legend>{t('worker.chooseAccepted')}</legend>
      <Checkbox.Group
        className="covers"
        options={free.map(({ id, name, idNumber }) => ({ value: id, label: `${name} ${idNumber.slice(-4)}` }))}
        value={chosen}
        onChange={setChosen}
      />
      {add.error ? <Trouble error={add.error} /> : null}
      <Button disabled={chosen.length === 0} loading={add.isPending} onClick={() => add.mutate()}>
        {t('manifest.addThese', { n: chosen.length })}
      </Button>
    </fieldset>
  );
};
