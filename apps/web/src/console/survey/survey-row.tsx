import { Button, Checkbox, Input } from 'antd';
import { useId, type ReactNode } from 'react';
import type { SurveyDraftRow, SurveyForm, SurveyRow } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { Level } from '../kit/bits';
import { NativeSelect } from '../kit/native-select';
import { OccupationField } from '../kit/occupation-field';
import { WholeNumber } from '../kit/whole-number';

const REASONS = ['no_applicants', 'skill', 'pay', 'shift', 'lodging', 'distance', 'leaving'] as const;
const LEVELS = ['0', '1', '2', '3', '4', '5', '6', '7', '8'];

interface FigureProps {
  label: string;
  value: number | null;
  change: (value: number | null) => void;
  disabled?: boolean;
}

/** One number of the form. */
export const Figure = ({ label, value, change, disabled }: FigureProps): ReactNode => {
  const id = useId();
  return (
    <div className="survey-figure">
      <label htmlFor={id}>{label}</label>
      <WholeNumber
        alone
        id={id}
        min={0}
        max={100_000}
        value={value}
        disabled={disabled ?? false}
        onChange={(next) => change(typeof next === 'number' ? next : null)}
      />
    </div>
  );
};

interface Props {
  row: SurveyDraftRow;
  last: SurveyRow | undefined;
  faults: SurveyForm['faults'];
  change: (row: SurveyDraftRow) => void;
  remove: () => void;
  readOnly: boolean;
}

const NewNeed = ({ row, change, remove }: Pick<Props, 'row' | 'change' | 'remove'>): ReactNode => {
  const t = useT('console');
  const id = useId();
  return (
    <div className="form-grid">
      <div>
        <label htmlFor={`${id}-title`}>{t('survey.titleOf')}</label>
        <Input id={`${id}-title`} maxLength={60} value={row.title} onChange={(event) => change({ ...row, title: event.target.value })} />
      </div>
      <div>
        <label htmlFor={`${id}-occupation`}>{t('need.occupation')}</label>
        <OccupationField
          id={`${id}-occupation`}
          hint={row.title}
          {...(row.occupationCode ? { value: row.occupationCode } : {})}
          onChange={(code) => change({ ...row, occupationCode: code ?? null })}
        />
      </div>
      <div>
        <label htmlFor={`${id}-level`}>{t('need.level')}</label>
        <NativeSelect
          id={`${id}-level`}
          names="level"
          values={LEVELS}
          numeric
          value={row.skillLevel}
          onChange={(level) => change({ ...row, skillLevel: Number(level ?? 0) })}
        />
      </div>
      <div>
        <Button onClick={remove}>{t('survey.remove')}</Button>
      </div>
    </div>
  );
};

/** One need of the questionnaire: what the ledger says, to be confirmed or put right. */
export const SurveyRowCard = ({ row, last, faults, change, remove, readOnly }: Props): ReactNode => {
  const t = useT('console');
  useLanguage();
  const silent = row.stillShort === null && !faults.some(({ path }) => path.endsWith('.stillShort'));
  const toggle = (reason: SurveyRow['reasons'][number], on: boolean): void =>
    change({ ...row, reasons: on ? [...row.reasons, reason] : row.reasons.filter((one) => one !== reason) });
  return (
    <li className="card survey-row">
      {row.needId === null && !readOnly ? (
        <NewNeed row={row} change={change} remove={remove} />
      ) : (
        <h3>
          {row.title}{' '}
          <small className="faint">
            <Level value={row.skillLevel} />
            {last ? ` · ${t('survey.lastShort', { n: last.stillShort })}` : ''}
          </small>
        </h3>
      )}
      <div className="survey-figures">
        <Figure
          label={t('survey.still')}
          value={row.stillShort}
          disabled={readOnly || row.withdrawn}
          change={(stillShort) => change({ ...row, stillShort })}
        />
        <Figure
          label={t('survey.inAll')}
          value={row.neededInAll}
          disabled={readOnly}
          change={(neededInAll) => change({ ...row, neededInAll })}
        />
        {row.needId ? (
          <Figure
            label={t('survey.filledSince')}
            value={row.filledSince}
            disabled={readOnly}
            change={(filledSince) => change({ ...row, filledSince: filledSince ?? 0 })}
          />
        ) : null}
      </div>
      {row.stillShort !== null && row.stillShort > 0 ? (
        <fieldset className="survey-reasons" disabled={readOnly}>
          <legend>{t('survey.why')}</legend>
          {REASONS.map((reason) => (
            <Checkbox
              key={reason}
              checked={row.reasons.includes(reason)}
              disabled={readOnly}
              onChange={(event) => toggle(reason, event.target.checked)}
            >
              {lookup('console', `surveyReason.${reason}`, reason)}
            </Checkbox>
          ))}
        </fieldset>
      ) : null}
      {row.needId ? (
        <Checkbox
          checked={row.withdrawn}
          disabled={readOnly}
          onChange={(event) => change({ ...row, withdrawn: event.target.checked, stillShort: event.target.checked ? 0 : row.stillShort })}
        >
          {t('survey.withdrawn')}
        </Checkbox>
      ) : null}
      {silent ? (
        <p className="field-error" role="alert">
          {t('survey.shortMissing')}
        </p>
      ) : null}
      {faults.map((fault) => (
        <p key={fault.path + fault.code} className="field-error" role="alert">
          {fault.message}
        </p>
      ))}
    </li>
  );
};
