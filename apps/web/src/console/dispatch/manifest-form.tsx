import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { promises, trips } from '../../api/console';
import type { Trip } from '../../api/types';
import { useT } from '../../i18n';
import { readPeople } from '../../lib/people';
import { Section } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { AcceptedWorkers } from './accepted-workers';
import { ManifestFile } from './manifest-file';

/** People from a file, or pasted from a sheet, a line each: name, ID number, telephone, in any order, with any separator. */
export const ManifestForm = ({ trip }: { trip: Trip }): ReactNode => {
  const t = useT('console');
  const [text, setText] = useState('');
  const [promiseId, setPromiseId] = useState('');
  const [returning, setReturning] = useState(false);
  const open = useQuery({ queryKey: ['promises', 'accepted'], queryFn: () => promises.list({ state: 'accepted', limit: 100 }) });
  const left = (open.data?.items ?? []).filter((one) => trip.stops.some((stop) => stop.promiseId === one.id));
  const chosen = left.find((one) => one.id === promiseId) ?? left[0];
  const { people, unread } = readPeople(text);
  const add = useAct(
    () =>
      trips.addPeople(
        trip.id,
        people.map((person) => ({ promiseId: chosen?.id, ...person, returning })),
      ),
    { done: t('manifest.added', { n: people.length }), renew: ['trips', 'promises'], quiet: true, then: () => setText('') },
  );
  if (open.data && !left.length) return <p className="notice">{t('manifest.noPromise')}</p>;
  return (
    <Section title={t('manifest.add')}>
      <div className="card manifest-form">
        <label>
          <span>{t('manifest.promise')}</span>
          <select className="select" value={chosen?.id ?? ''} onChange={(event) => setPromiseId(event.target.value)}>
            {left.map((one) => (
              <option key={one.id} value={one.id}>
                {t('manifest.promiseOption', { title: one.needTitle, who: one.enterpriseName, n: one.outstanding })}
              </option>
            ))}
          </select>
        </label>
        <AcceptedWorkers trip={trip} promiseId={chosen?.id} />
        <ManifestFile trip={trip} promiseId={chosen?.id} />
        <label>
          <span>{t('manifest.people')}</span>
          <Input.TextArea rows={5} value={text} onChange={(event) => setText(event.target.value)} placeholder={t('manifest.hint')} />
        </label>
        <Checkbox checked={returning} onChange={(event) => setReturning(event.target.checked)}>
          {t('manifest.allReturning')}
        </Checkbox>
        <p role="status" className="faint">
          {t('manifest.read', { n: people.length })}
          {unread.length ? ` · ${t('manifest.unread', { lines: unread.join('、') })}` : ''}
        </p>
        {add.error ? <Trouble error={add.error} /> : null}
        <Button type="primary" disabled={!people.length || !chosen} loading={add.isPending} onClick={() => add.mutate()}>
          {t('manifest.addThese', { n: people.length })}
        </Button>
      </div>
    </Section>
  );
};
