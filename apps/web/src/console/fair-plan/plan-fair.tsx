import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { fairPlans } from '../../api/fair-plans';
import { venues } from '../../api/fairs';
import type { FairPlan, PlanFair, PlanFairChanges, PlanGuest } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { number, shortDay } from '../../lib/format';
import { StateTag } from '../kit/bits';
import { changedIn } from '../kit/changed-in';
import { OccupationField } from '../kit/occupation-field';
import { Page, Section } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';

const Guests = ({ guests }: { guests: readonly PlanGuest[] }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  return (
    <Section title={`${t('fairPlan.guests')} (${guests.length})`}>
      <div className="table-box">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('fairPlan.enterprise')}</th>
              <th scope="col">{t('fairPlan.post')}</th>
              <th scope="col" className="numeric">
                {t('fairPlan.shortHere')}
              </th>
              <th scope="col" className="numeric">
                {t('fairPlan.visit')}
              </th>
              <th scope="col" className="numeric">
                {t('fairPlan.weight')}
              </th>
            </tr>
          </thead>
          <tbody>
            {guests.map((guest) => (
              <tr key={guest.enterpriseId}>
                <th scope="row">
                  <Link to="/enterprises/$id" params={{ id: guest.enterpriseId }}>
                    {guest.enterpriseName}
                  </Link>
                </th>
                <td data-label={t('fairPlan.post')}>
                  <Link to="/needs/$id" params={{ id: guest.needId }}>
                    {guest.needTitle}
                  </Link>
                </td>
                <td className="numeric num" data-label={t('fairPlan.shortHere')}>
                  {number(guest.short, language)}
                </td>
                <td className="numeric num" data-label={t('fairPlan.visit')}>
                  {number(guest.covers, language)}
                </td>
                <td className="numeric num" data-label={t('fairPlan.weight')}>
                  × {guest.weight}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
};

const RoomOf = ({
  id,
  value,
  onChange,
  node,
}: {
  id?: string;
  value?: string;
  onChange?: (room: string) => void;
  node: string;
}): ReactNode => {
  const t = useT('console');
  const { data } = useQuery({ queryKey: ['venues', 'for', node], queryFn: () => venues.list({ node, limit: 200 }) });
  return (
    <select id={id} className="select" value={value ?? ''} onChange={(event) => onChange?.(event.target.value)}>
      {data?.items.map((venue) => (
        <optgroup key={venue.id} label={venue.name}>
          {venue.rooms.map((room) => (
            <option key={room.id} value={room.id}>
              {venue.name} · {room.name} · {t('venue.boothCount', { count: room.booths })}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
};

const Change = ({ plan, fair }: { plan: FairPlan; fair: PlanFair }): ReactNode => {
  const t = useT('console');
  const [form] = Form.useForm<PlanFairChanges>();
  const kept = { day: fair.day, roomId: fair.roomId, themeCode: fair.themeCode };
  const save = useFormAct(form, (fields: PlanFairChanges) => fairPlans.change(fair.id, changedIn(kept, fields)), {
    done: t('fairPlan.changeDone'),
    renew: ['fair-plans'],
  });
  return (
    <Section title={t('fairPlan.change')}>
      <Form key={fair.themeCode} form={form} layout="vertical" className="card" initialValues={kept} onFinish={save.send}>
        {save.problem ? <Trouble error={save.problem} /> : null}
        <div className="form-grid">
          <Form.Item name="day" label={t('fairPlan.day')} extra={t('fairPlan.outOf', { from: plan.fromDay, to: plan.toDay })}>
            <Input type="date" min={plan.fromDay} max={plan.toDay} />
          </Form.Item>
          <Form.Item name="roomId" label={t('fairPlan.room')}>
            <RoomOf node={plan.nodeId} />
          </Form.Item>
          <Form.Item name="themeCode" label={t('fairPlan.theme')} extra={t('fairPlan.themeHelp')}>
            <OccupationField groups name={fair.themeName} />
          </Form.Item>
        </div>
        <Button htmlType="submit" loading={save.isPending}>
          {t('fairPlan.save')}
        </Button>
      </Form>
    </Section>
  );
};

/** Why a fair is proposed: which shortage it covers, whom it invites. */
export const PlanFairPage = (): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const { id = '', fair: fairId = '' } = useParams({ strict: false });
  const plan = useQuery({ queryKey: ['fair-plans', id], queryFn: () => fairPlans.one(id) });
  const {
    data: fair,
    error,
    refetch,
  } = useQuery({
    queryKey: ['fair-plans', id, 'fair', fairId],
    queryFn: () => fairPlans.fair(fairId),
  });
  if (error && !fair)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!fair || !plan.data) return <PageLoading />;
  const n = (value: number): string => number(value, language);
  return (
    <Page
      title={t('fairPlan.fairTitle', { day: shortDay(fair.day, language), theme: fair.themeName })}
      intro={
        <span className="row">
          <StateTag kind="plan_mark" state={fair.mark} />
          {fair.venueName} · {fair.roomName}
        </span>
      }
      back={{ to: `/fair-plans/${id}`, label: t('fairPlan.title') }}
      actions={
        fair.fairId ? (
          <Link to="/fairs/$id" params={{ id: fair.fairId }}>
            <Button tabIndex={-1}>{t('fairPlan.seeFair')}</Button>
          </Link>
        ) : null
      }
    >
      <div className="card">
        <h2 className="card-title">{t('fairPlan.why')}</h2>
        <p className="num">
          {t('fairPlan.whyText', {
            ...{ node: fair.nodeName, theme: fair.themeName, short: n(fair.short), invited: n(fair.invited), covers: n(fair.covers) },
          })}
        </p>
      </div>
      <Guests guests={fair.guests} />
      {plan.data.state === 'done' ? <Change plan={plan.data} fair={fair} /> : null}
    </Page>
  );
};
