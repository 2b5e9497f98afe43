import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { travel } from '../../api/travel';
import type { NewTripTravel, TripTravel } from '../../api/types';
import { useT } from '../../i18n';
import { shanghaiInstant } from '../../lib/format';
import { NativeSelect } from '../kit/native-select';
import { Page } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';
import { WholeNumber } from '../kit/whole-number';

const CITY_HOURS = 8;
/** An instant as a field of the city’s clock shows it. */
const localOf = (instant: string): string => new Date(Date.parse(instant) + CITY_HOURS * 3_600_000).toISOString().slice(0, 16);

type Fields = Omit<NewTripTravel, 'costs'> & { costs: (Omit<NewTripTravel['costs'][number], 'amountFen'> & { yuan: number })[] };

const fieldsOf = ({ legs, pickups, costs, coaches }: TripTravel): Fields => ({
  legs: legs.map((leg) => ({ ...leg, departAt: localOf(leg.departAt), arriveAt: localOf(leg.arriveAt) })),
  pickups: pickups.map((pickup) => ({ ...pickup, at: localOf(pickup.at) })),
  costs: costs.map(({ amountFen, ...cost }) => ({ ...cost, yuan: amountFen / 100 })),
  coaches: coaches.map(({ people: _, ...coach }) => coach),
});

const said = ({ legs = [], pickups = [], costs = [], coaches = [] }: Fields): NewTripTravel => ({
  legs: legs.map((leg) => ({ ...leg, departAt: shanghaiInstant(leg.departAt), arriveAt: shanghaiInstant(leg.arriveAt) })),
  pickups: pickups.map((pickup) => ({ ...pickup, at: shanghaiInstant(pickup.at) })),
  costs: costs.map(({ yuan, ...cost }) => ({ ...cost, amountFen: Math.round(yuan * 100) })),
  coaches,
});

/** A list of small forms, each with its way out. */
const Rows = ({ name, title, add, blank, row }: RowsProps): ReactNode => {
  const t = useT('console');
  return (
    <fieldset className="travel-rows">
      <legend>{title}</legend>
      <Form.List name={name}>
        {(fields, { add: addRow, remove }) => (
          <>
            {fields.map(({ key, name: at }) => (
              <div key={key} className="card form-grid">
                {row(at)}
                <Button onClick={() => remove(at)}>{t('travel.remove')}</Button>
              </div>
            ))}
            <Button onClick={() => addRow(blank(fields.length))}>{add}</Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
};
interface RowsProps {
  name: string;
  title: string;
  add: string;
  blank: (n: number) => object;
  row: (at: number) => ReactNode;
}

const MODES = ['train', 'coach', 'flight', 'car', 'own'];
const COSTS = ['fare', 'meals', 'lodging', 'insurance', 'medical', 'other'];
const PAYERS = ['worker', 'station', 'enterprise', 'origin', 'destination'];

const TravelForm = ({ tripId, known }: { tripId: string; known: TripTravel }): ReactNode => {
  const t = useT('console');
  const navigate = useNavigate();
  const [form] = Form.useForm<Fields>();
  const save = useFormAct(form, (fields: Fields) => travel.set(tripId, known.version, said(fields)), {
    done: t('travel.saved'),
    renew: ['trips'],
    then: () => void navigate({ to: '/trips/$id', params: { id: tripId } }),
  });
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  const text = (at: number, name: string, label: string, more: { required?: boolean; type?: string } = {}): ReactNode => (
    <Form.Item name={[at, name]} label={label} rules={more.required ? need(label) : []}>
      <Input type={more.type ?? 'text'} maxLength={120} />
    </Form.Item>
  );
  const moment = (at: number, name: string, label: string): ReactNode => text(at, name, label, { required: true, type: 'datetime-local' });
  return (
    <Form form={form} layout="vertical" onFinish={save.send} initialValues={fieldsOf(known)} scrollToFirstError={{ focus: true }}>
      {save.problem ? <Trouble error={save.problem} /> : null}
      <Rows
        name="legs"
        title={t('travel.legs')}
        add={t('travel.addLeg')}
        blank={() => ({ mode: 'train' })}
        row={(at) => (
          <>
            <Form.Item name={[at, 'mode']} label={t('trips.mode')}>
              <NativeSelect from="console" names="mode" values={MODES} />
            </Form.Item>
            {text(at, 'vehicle', t('trips.number'))}
            {text(at, 'fromPlace', t('trips.from'), { required: true })}
            {text(at, 'toPlace', t('trips.to'), { required: true })}
            {moment(at, 'departAt', t('trips.depart'))}
            {moment(at, 'arriveAt', t('trips.arrive'))}
          </>
        )}
      />
      <Rows
        name="pickups"
        title={t('travel.pickups')}
        add={t('travel.addPickup')}
        blank={() => ({})}
        row={(at) => (
          <>
            {text(at, 'place', t('travel.place'), { required: true })}
            {moment(at, 'at', t('travel.at'))}
          </>
        )}
      />
      <Rows
        name="coaches"
        title={t('travel.coaches')}
        add={t('travel.addCoach')}
        blank={(n) => ({ number: n + 1 })}
        row={(at) => (
          <>
            <Form.Item name={[at, 'number']} label={t('travel.number')} rules={need(t('travel.number'))}>
              <WholeNumber min={1} max={99} />
            </Form.Item>
            {text(at, 'vehicle', t('travel.vehicle'))}
            <Form.Item name={[at, 'seats']} label={t('travel.seats')}>
              <WholeNumber min={1} max={2_000} />
            </Form.Item>
            {text(at, 'leaderName', t('travel.leader'))}
            {text(at, 'leaderPhone', t('travel.leaderPhone'), { type: 'tel' })}
          </>
        )}
      />
      <Rows
        name="costs"
        title={t('travel.costs')}
        add={t('travel.addCost')}
        blank={() => ({ kind: 'fare', payer: 'station' })}
        row={(at) => (
          <>
            <Form.Item name={[at, 'kind']} label={t('travel.costKind')}>
              <NativeSelect from="console" names="travel.cost" values={COSTS} />
            </Form.Item>
            <Form.Item name={[at, 'payer']} label={t('travel.payer')}>
              <NativeSelect from="console" names="travel.payerOf" values={PAYERS} />
            </Form.Item>
            <Form.Item name={[at, 'yuan']} label={t('travel.amount')} rules={need(t('travel.amount'))}>
              <WholeNumber min={0} max={10_000_000} />
            </Form.Item>
            {text(at, 'note', t('travel.costNote'))}
          </>
        )}
      />
      <Button type="primary" htmlType="submit" size="large" loading={save.isPending}>
        {t('travel.save')}
      </Button>
    </Form>
  );
};

/** How a trip goes, as a whole. */
export const TravelPage = (): ReactNode => {
  const t = useT('console');
  const { id = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery({ queryKey: ['trips', id, 'travel'], queryFn: () => travel.one(id) });
  if (error)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!data) return <PageLoading />;
  return (
    <Page narrow title={t('travel.edit')} intro={t('travel.intro')} back={{ to: `/trips/${id}`, label: t('trips.trip') }}>
      <TravelForm key={data.version} tripId={id} known={data} />
    </Page>
  );
};
