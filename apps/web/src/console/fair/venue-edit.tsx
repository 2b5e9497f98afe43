import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { venues } from '../../api/fairs';
import type { NewVenue, Opening, Venue } from '../../api/types';
import { useT } from '../../i18n';
import { changedIn } from '../kit/changed-in';
import { PlaceSelect } from '../kit/node';
import { Page } from '../kit/page';
import { Loaded, Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';
import { useMe } from '../kit/use-me';
import { useWholeNumberRule, WholeNumber } from '../kit/whole-number';
import { DAYS } from './venue';

const usual = (open: boolean): Opening => ({ open, from: '08:30', to: '17:30' });

/** One line a day: whether it is open, from when to when. */
const OpeningField = ({ value, onChange }: { value?: Opening[]; onChange?: (value: Opening[]) => void }): ReactNode => {
  const t = useT('console');
  const days = value ?? [];
  const set = (at: number, more: Partial<Opening>): void => onChange?.(days.map((one, i) => (i === at ? { ...one, ...more } : one)));
  return (
    <div className="opening">
      {DAYS.map((day) => {
        const hours = days[day] ?? usual(false);
        const name = t(`venue.days.${day}`);
        return (
          <div key={day} className="opening-day">
            <label>
              <input type="checkbox" checked={hours.open} onChange={({ target }) => set(day, { open: target.checked })} /> {name}
            </label>
            {hours.open ? (
              <>
                <input
                  type="time"
                  className="select"
                  aria-label={`${name} ${t('venue.from')}`}
                  value={hours.from}
                  onChange={({ target }) => set(day, { from: target.value })}
                />
                <input
                  type="time"
                  className="select"
                  aria-label={`${name} ${t('venue.to')}`}
                  value={hours.to}
                  onChange={({ target }) => set(day, { to: target.value })}
                />
              </>
            ) : (
              <span className="faint">{t('venue.closed')}</span>
            )}
          </div>
        );
      })}
    </div>
  );
};

const Fields = ({ owned }: { owned: boolean }): ReactNode => {
  const t = useT('console');
  const whole = useWholeNumberRule();
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  return (
    <>
      <Form.Item name="name" label={t('venue.name')} rules={need(t('venue.name'))}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="address" label={t('venue.address')} rules={need(t('venue.address'))}>
        <Input maxLength={200} />
      </Form.Item>
      <div className="form-grid">
        {owned ? null : (
          <Form.Item name="nodeId" label={t('venue.node')} rules={need(t('venue.node'))}>
            <PlaceSelect withCity />
          </Form.Item>
        )}
        <Form.Item name="capacity" label={t('venue.capacity')} rules={[...need(t('venue.capacity')), whole({ min: 1, max: 1_000_000 })]}>
          <WholeNumber min={1} max={1_000_000} />
        </Form.Item>
        <Form.Item name="exits" label={t('venue.exits')} rules={[...need(t('venue.exits')), whole({ min: 1, max: 1000 })]}>
          <WholeNumber min={1} max={1000} />
        </Form.Item>
      </div>
      <Form.Item name="equipment" label={t('venue.equipment')} extra={t('venue.equipmentHelp')}>
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
      <Form.Item name="wayThere" label={t('venue.wayThere')} extra={t('venue.wayThereHelp')}>
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 1, maxRows: 6 }} />
      </Form.Item>
      <Form.Item name="opening" label={t('venue.opening')}>
        <OpeningField />
      </Form.Item>
    </>
  );
};

const bodyOf = <F extends { equipment?: string | null; wayThere?: string | null }>(fields: F): F => ({
  ...fields,
  ...{ equipment: fields.equipment?.trim() || null, wayThere: fields.wayThere?.trim() || null },
});

export const NewVenuePage = (): ReactNode => {
  const t = useT('console');
  const me = useMe();
  const navigate = useNavigate();
  const [form] = Form.useForm<NewVenue>();
  const create = useFormAct(form, (fields: NewVenue) => venues.create(bodyOf(fields)), {
    done: t('venue.created'),
    renew: ['venues'],
    then: (venue) => void navigate({ to: '/venues/$id', params: { id: venue.id } }),
  });
  return (
    <Page narrow title={t('venue.newTitle')} back={{ to: '/venues', label: t('venue.title') }}>
      <Form
        form={form}
        layout="vertical"
        onFinish={create.send}
        scrollToFirstError={{ focus: true }}
        initialValues={{ nodeId: me.grants.find((grant) => grant.nodeId)?.nodeId, opening: DAYS.map((day) => usual(day < 6)) }}
      >
        {create.problem ? <Trouble error={create.problem} /> : null}
        <Fields owned={false} />
        <Button type="primary" htmlType="submit" size="large" loading={create.isPending}>
          {t('venue.save')}
        </Button>
      </Form>
    </Page>
  );
};

const Edit = ({ venue }: { venue: Venue }): ReactNode => {
  const t = useT('console');
  const navigate = useNavigate();
  const [form] = Form.useForm<Omit<NewVenue, 'nodeId'>>();
  const save = useFormAct(
    form,
    (fields: Omit<NewVenue, 'nodeId'>) => venues.change(venue.id, venue.version, changedIn(venue, bodyOf(fields))),
    {
      done: t('venue.saved'),
      renew: ['venues'],
      then: () => void navigate({ to: '/venues/$id', params: { id: venue.id } }),
    },
  );
  return (
    <Form form={form} layout="vertical" scrollToFirstError={{ focus: true }} onFinish={save.send} initialValues={venue}>
      {save.problem ? <Trouble error={save.problem} /> : null}
      <Fields owned />
      <Button type="primary" htmlType="submit" size="large" loading={save.isPending}>
        {t('venue.save')}
      </Button>
    </Form>
  );
};

export const EditVenuePage = (): ReactNode => {
  const t = useT('console');
  const { id = '' } = useParams({ strict: false });
  const query = useQuery({
    queryKey: ['venues', id],
    queryFn: () => venues.one(id),
    refetchOnWindowFocus: false,
  });
  return (
    <Loaded of={query}>
      {(venue) => (
        <Page narrow title={t('venue.editTitle', { name: venue.name })} back={{ to: `/venues/${id}`, label: venue.name }}>
          <Edit venue={venue} />
        </Page>
      )}
    </Loaded>
  );
};
