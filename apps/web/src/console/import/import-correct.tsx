import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Modal, Radio } from 'antd';
import { useState, type ReactNode } from 'react';
import { imports } from '../../api/console';
import type { ImportRow, NeedImport, NewImportCorrection, SameText } from '../../api/types';
import { useT } from '../../i18n';
import { NativeSelect } from '../kit/native-select';
import { PlaceSelect } from '../kit/node';
import { OccupationField } from '../kit/occupation-field';
import { useAct } from '../kit/use-act';
import { EnterprisePick } from './enterprise-pick';
import { WholeNumber } from '../kit/whole-number';
import type { Correctable } from './import-value';

type Parts = Omit<NewImportCorrection, 'field' | 'row' | 'all' | 'replaces' | 'keep'>;

/** What an office may keep for its next lists. */
const KEPT: Correctable[] = ['occupation', 'place', 'skillLevel', 'enterprise'];

const partsOf = (field: Correctable, row: ImportRow): Parts => {
  if (field === 'wage') return { wageFromYuan: row.wageFromYuan, wageToYuan: row.wageToYuan };
  if (field === 'people') return row.short === null ? {} : { people: row.short };
  if (field === 'skillLevel') return { skillLevel: row.skillLevel };
  if (field === 'startBy') return { startBy: row.startBy };
  return {};
};

const isSaid = (field: Correctable, parts: Parts): boolean =>
  field === 'wage'
    ? true
    : Object.entries(parts).some(
        ([name, value]) => name !== 'wageFromYuan' && name !== 'wageToYuan' && value !== undefined && value !== '',
      );

interface PickProps {
  field: Correctable;
  text: string;
  parts: Parts;
  say: (parts: Parts) => void;
}

const Amount = ({ label, value, change }: { label: string; value: number | null; change: (value: number | null) => void }): ReactNode => (
  <label className="pick-amount">
    <span>{label}</span>
    <WholeNumber alone min={1} max={1_000_000} value={value} onChange={change} />
  </label>
);

/** The picker of a field. */
const Pick = ({ field, text, parts, say }: PickProps): ReactNode => {
  const t = useT('console');
  switch (field) {
    case 'occupation':
      return (
        <OccupationField
          hint={text}
          {...(parts.occupationCode ? { value: parts.occupationCode } : {})}
          onChange={(code) => say(code ? { occupationCode: code } : {})}
        />
      );
    case 'place':
      return <PlaceSelect withCity {...(parts.nodeId ? { value: parts.nodeId } : {})} onChange={(nodeId) => say({ nodeId })} />;
    case 'skillLevel':
      return (
        <NativeSelect
          names="level"
          values={['0', '1', '2', '3', '4', '5', '6', '7', '8']}
          numeric
          value={parts.skillLevel ?? 0}
          onChange={(level) => say({ skillLevel: Number(level ?? 0) })}
        />
      );
    case 'people':
      return <Amount label={t('import.short')} value={parts.people ?? null} change={(people) => say(people === null ? {} : { people })} />;
    case 'startBy':
      return (
        <Input
          type="date"
          aria-label={t('import.correctable.startBy')}
          value={parts.startBy ?? ''}
          onChange={(event) => say({ startBy: event.target.value || null })}
        />
      );
    case 'enterprise':
      return <EnterprisePick hint={text} value={parts.enterpriseId} onChange={(enterpriseId) => say({ enterpriseId })} />;
    case 'wage':
      return (
        <div className="form-grid">
          <Amount
            label={t('need.wageFrom')}
            value={parts.wageFromYuan ?? null}
            change={(wageFromYuan) => say({ ...parts, wageFromYuan })}
          />
          <Amount label={t('need.wageTo')} value={parts.wageToYuan ?? null} change={(wageToYuan) => say({ ...parts, wageToYuan })} />
        </div>
      );
  }
};

const Form = ({
  one,
  row,
  field,
  same,
  close,
  show,
}: {
  one: NeedImport;
  row: ImportRow;
  field: Correctable;
  same: SameText;
  close: () => void;
  show: () => void;
}): ReactNode => {
  const t = useT('console');
  const [parts, setParts] = useState<Parts>(partsOf(field, row));
  const [all, setAll] = useState(same.rows > 1 && same.ofRow === null);
  const [keep, setKeep] = useState(false);
  const replaces = all ? same.ofList : same.ofRow;
  const options = { renew: ['imports'], then: close };
  const save = useAct(() => imports.correct(one.id, { ...parts, field, row: row.row, all, keep: keep && all, replaces }), {
    ...options,
    done: t('import.correctedNow'),
  });
  const back = useAct((correction: string) => imports.takeBack(one.id, correction), { ...options, done: t('import.takenBack') });
  const there = same.ofRow ?? same.ofList;
  return (
    <form
      className="correct"
      onSubmit={(event) => {
        event.preventDefault();
        if (isSaid(field, parts)) save.mutate();
      }}
    >
      <p>
        {same.text ? t('import.listSays', { text: same.text }) : t('import.listSaysNothing')}
        {same.rows > 1 ? (
          <Button type="link" onClick={show}>
            {t('import.showSame', { n: same.rows })}
          </Button>
        ) : null}
      </p>
      <Pick field={field} text={same.text} parts={parts} say={setParts} />
      {same.rows > 1 ? (
        <Radio.Group
          className="correct-where"
          value={all}
          onChange={(event) => setAll(event.target.value as boolean)}
          options={[
            { value: true, label: same.text ? t('import.allRows', { n: same.rows }) : t('import.allEmptyRows', { n: same.rows }) },
            { value: false, label: t('import.thisRow') },
          ]}
        />
      ) : null}
      {KEPT.includes(field) && same.text && (all || same.rows === 1) ? (
        <Checkbox checked={keep} onChange={(event) => setKeep(event.target.checked)}>
          {t('import.keepWord', { text: same.text })}
        </Checkbox>
      ) : null}
      <div className="correct-acts">
        <Button type="primary" htmlType="submit" disabled={!isSaid(field, parts)} loading={save.isPending}>
          {t('import.correct')}
        </Button>
        {there ? (
          <Button loading={back.isPending} onClick={() => back.mutate(there)}>
            {t('import.takeBack')}
          </Button>
        ) : null}
        <Button onClick={close}>{t('ask.cancel')}</Button>
      </div>
    </form>
  );
};

/** What a cell means, for its row or for all that say the same. */
export const ImportCorrect = ({
  one,
  row,
  field,
  close,
  show,
}: {
  one: NeedImport;
  row: ImportRow;
  field: Correctable;
  close: () => void;
  show: () => void;
}): ReactNode => {
  const t = useT('console');
  const { data } = useQuery({
    queryKey: ['imports', one.id, 'same', row.row, field],
    queryFn: () => imports.same(one.id, { row: row.row, field }),
    staleTime: 0,
    gcTime: 0,
  });
  const same = data?.items[0];
  return (
    <Modal
      open
      title={t('import.correctTitle', { field: t(`import.correctable.${field}`) })}
      footer={null}
      onCancel={close}
      destroyOnHidden
    >
      {same ? <Form one={one} row={row} field={field} same={same} close={close} show={show} /> : <p role="status">{t('loading')}</p>}
    </Modal>
  );
};
