import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Form, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { supply } from '../../api/console';
import { workers } from '../../api/dispatch';
import type { Batch, NewBatch as NewBatchBody } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { todayPlus } from '../../lib/format';
import { useAddress } from '../kit/address';
import { useAsk } from '../kit/ask';
import { Day, Level, StateTag, Wage } from '../kit/bits';
import { useWholeNumberRule, WholeNumber } from '../kit/whole-number';
import { filledIn } from '../kit/changed-in';
import { DataTable, type Column } from '../kit/data-table';
import { NativeSelect } from '../kit/native-select';
import { OccupationField } from '../kit/occupation-field';
import { Empty, Page } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { Toolbar, type Filter } from '../kit/toolbar';
import { useAct } from '../kit/use-act';
import { useFormAct } from '../kit/use-form-act';
import { may, sideOf, useMe } from '../kit/use-me';
import { BatchFile } from './batch-file';

const NewBatch = ({ open, close }: { open: boolean; close: () => void }): ReactNode => {
  const t = useT('console');
  const whole = useWholeNumberRule();
  const me = useMe();
  const [form] = Form.useForm<NewBatchBody>();
  const supplierId = me.grants.find((grant) => grant.supplierId)?.supplierId ?? undefined;
  const create = useFormAct(form, (fields: NewBatchBody) => supply.createBatch({ ...filledIn(fields), supplierId }), {
    done: t('batch.created'),
    renew: ['batches', 'proposals'],
    then: () => {
      form.resetFields();
      close();
    },
  });
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  return (
    <Modal
      open={open}
      title={t('batch.new')}
      okText={t('batch.create')}
      cancelText={t('ask.cancel')}
      confirmLoading={create.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={create.send}
        initialValues={{ skillLevel: 0, freeFrom: todayPlus(7), smallestGroup: 1 }}
      >
        {create.problem ? <Trouble error={create.problem} /> : null}
        <Form.Item name="occupationCode" label={t('need.occupation')} rules={need(t('need.occupation'))}>
          <OccupationField />
        </Form.Item>
        <div className="form-grid">
          <Form.Item name="people" label={t('batch.people')} rules={[...need(t('batch.people')), whole({ min: 1, max: 100_000 })]}>
            <WholeNumber min={1} max={100_000} />
          </Form.Item>
          <Form.Item name="skillLevel" label={t('need.level')}>
            <NativeSelect names="level" values={['0', '1', '2', '3', '4', '5', '6', '7', '8']} numeric />
          </Form.Item>
          <Form.Item name="wageYuan" label={t('batch.wage')} rules={[...need(t('batch.wage')), whole({ min: 0, max: 200_000 })]}>
            <WholeNumber min={0} max={200_000} step={100} />
          </Form.Item>
          <Form.Item name="freeFrom" label={t('batch.freeFrom')} rules={need(t('batch.freeFrom'))}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="smallestGroup" label={t('batch.group')} rules={[whole({ min: 1, max: 100_000 })]}>
            <WholeNumber min={1} max={100_000} />
          </Form.Item>
        </div>
        <details className="more-fields">
          <summary>{t('batch.graduates')}</summary>
          <div className="form-grid">
            <Form.Item name="degree" label={t('batch.degree')}>
              <NativeSelect from="console" names="degree" values={['', 'secondary', 'associate', 'bachelor', 'master', 'doctor']} />
            </Form.Item>
            <Form.Item name="major" label={t('batch.major')}>
              <Input maxLength={80} />
            </Form.Item>
            <Form.Item name="graduatesOn" label={t('batch.graduatesOn')}>
              <Input type="date" />
            </Form.Item>
          </div>
        </details>
        <Form.Item name="note" label={t('batch.note')}>
          <Input.TextArea rows={2} maxLength={300} />
        </Form.Item>
      </Form>
    </Modal>
  );
};

const Close = ({ one }: { one: Batch }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const close = useAct(() => supply.closeBatch(one.id), { done: t('batch.closed'), renew: ['batches'] });
  if (one.state !== 'open') return null;
  const go = async (): Promise<void> => {
    if (
      await ask({
        title: t('batch.closeTitle', { what: one.occupationName, n: one.people }),
        consequence: t('batch.closeWhat', { n: one.promised + one.committed }),
        ok: t('batch.close'),
        danger: true,
      })
    )
      close.mutate();
  };
  return (
    <Button loading={close.isPending} onClick={() => void go()}>
      {t('batch.close')}
    </Button>
  );
};

export const BatchesPage = (): ReactNode => {
  const t = useT('console');
  const own = sideOf(useMe()) === 'supplier';
  const { at } = useAddress();
  const [adding, setAdding] = useState(false);
  const [byFile, setByFile] = useState(false);
  const found = { state: at['state'], supplier: at['supplier'] };
  const query = useQuery({
    queryKey: ['batches', at],
    queryFn: () => supply.batches({ ...found, cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const ids = (query.data?.items ?? []).map(({ id }) => id);
  const mayName = may(useMe(), 'dispatch.people');
  const counted = useQuery({
    queryKey: ['workers', 'named', ids],
    queryFn: () => workers.named(ids),
    enabled: mayName && ids.length > 0,
  });
  const named = new Map(counted.data?.map((one) => [one.batchId, one.named]));
  const columns: Column<Batch>[] = [
    {
      key: 'what',
      title: t('need.occupation'),
      main: true,
      cell: (one) => (
        <>
          {one.occupationName}
          <small>
            <Level value={one.skillLevel} />
            {own ? '' : ` · ${one.supplierName}`}
          </small>
          {(one.degree ?? one.major) ? (
            <small>
              {one.degree ? lookup('console', `degree.${one.degree}`, one.degree) : ''} {one.major}{' '}
              {one.graduatesOn ? <Day value={one.graduatesOn} /> : null}
            </small>
          ) : null}
        </>
      ),
    },
    {
      key: 'people',
      title: t('batch.people'),
      numeric: true,
      cell: (one) => (
        <>
          {one.people}
          {mayName ? (
            <small>
              <Link to="/workers" search={{ batch: one.id } as never}>
                {t('batch.named', { n: named.get(one.id) ?? 0 })}
              </Link>
            </small>
          ) : null}
        </>
      ),
    },
    { key: 'promised', title: t('places.promised'), numeric: true, cell: (one) => one.promised },
    { key: 'committed', title: t('places.committed'), numeric: true, cell: (one) => one.committed },
    { key: 'free', title: t('batch.left'), sort: (one) => one.free, numeric: true, cell: (one) => <b>{one.free}</b> },
    { key: 'wage', title: t('batch.wage'), cell: (one) => <Wage from={one.wageYuan} to={null} /> },
    { key: 'from', title: t('batch.freeFrom'), sort: (one) => one.freeFrom, cell: (one) => <Day value={one.freeFrom} /> },
    { key: 'state', title: t('needs.state'), cell: (one) => <StateTag kind="batch" state={one.state} /> },
    ...(own
      ? [
          {
            key: 'act',
            title: '',
            cell: (one: Batch) => (
              <span className="row">
                {one.state === 'open' && one.free > 0 ? (
                  <Link to="/batches/$id/fitting" params={{ id: one.id }} search={{ what: one.occupationName, n: String(one.free) }}>
                    {t('fitting.see')}
                  </Link>
                ) : null}
                <Close one={one} />
              </span>
            ),
          },
        ]
      : []),
  ];
  const states: Filter = {
    name: 'state',
    label: t('needs.state'),
    options: [
      { value: '', label: t('list.all') },
      { value: 'open', label: t('state.batch.open') },
      { value: 'closed', label: t('state.batch.closed') },
    ],
  };
  const add = own ? (
    <>
      <Button onClick={() => setByFile(true)}>{t('batchFile.open')}</Button>
      <Button type="primary" onClick={() => setAdding(true)}>
        {t('batch.new')}
      </Button>
    </>
  ) : undefined;
  return (
    <Page title={t('menu.batches')} intro={own ? t('batch.intro') : null} actions={add}>
      <Toolbar filters={[states]} />
      <DataTable
        caption={t('menu.batches')}
        columns={columns}
        take={() => supply.takeBatches(found)}
        query={query}
        rowKey={(one) => one.id}
        empty={<Empty title={t('batch.empty')} help={t(own ? 'batch.emptyOwn' : 'batch.emptyBureau')} action={add} />}
      />
      {own ? <NewBatch open={adding} close={() => setAdding(false)} /> : null}
      {byFile ? <BatchFile close={() => setByFile(false)} /> : null}
    </Page>
  );
};
