import { Button, Input } from 'antd';
import type { ReactNode } from 'react';
import type { SurveyDraftAnswer, SurveyDraftRow, SurveyForm, SurveyRow, SurveySheet } from '../../api/types';
import { useT } from '../../i18n';
import { Section } from '../kit/page';
import { Figure, SurveyRowCard } from './survey-row';
import type { SurveyDraft } from './use-survey-draft';

const emptyRow: SurveyDraftRow = {
  needId: null,
  occupationCode: null,
  title: '',
  skillLevel: 0,
  stillShort: 1,
  neededInAll: null,
  filledSince: 0,
  withdrawn: false,
  reasons: [],
  wageFromYuan: null,
  wageToYuan: null,
  clientCreditCode: null,
};

const firmFigures = { short: ['employees'], long: ['employees', 'openingsNext', 'hiredLast', 'leftLast', 'bedsFree'] } as const;

interface PartProps {
  form: SurveyForm;
  draft: Pick<SurveyDraft, 'answer' | 'change'>;
  faults: SurveyForm['faults'];
  /** The workbook that the answer was taken from: what was wrong there is told until somebody changes that post. */
  sheet?: SurveySheet | undefined;
  readOnly: boolean;
}

/** About the enterprise as a whole. */
const Firm = ({ form, draft: { answer, change }, faults, readOnly }: PartProps): ReactNode => {
  const t = useT('console');
  const text = (name: 'contactName' | 'contactPhone', type: string): ReactNode => (
    <div className="survey-figure">
      <label htmlFor={name}>{t(`survey.${name}`)}</label>
      <Input
        id={name}
        type={type}
        autoComplete={type === 'tel' ? 'tel' : 'name'}
        value={answer[name] ?? ''}
        disabled={readOnly}
        maxLength={30}
        onChange={(event) => change({ ...answer, [name]: event.target.value || null })}
      />
    </div>
  );
  return (
    <Section title={t('survey.firm')}>
      <div className="survey-figures">
        {firmFigures[form.form].map((name) => (
          <Figure
            key={name}
            label={t(`survey.${name}`)}
            value={answer[name]}
            disabled={readOnly}
            change={(value) => change({ ...answer, [name]: value })}
          />
        ))}
        {text('contactName', 'text')}
        {text('contactPhone', 'tel')}
      </div>
      {faults
        .filter((fault) => !fault.path.startsWith('rows.'))
        .map((fault) => (
          <p key={fault.path + fault.code} className="field-error" role="alert">
            {fault.message}
          </p>
        ))}
    </Section>
  );
};

/** Need by need, beside last quarter's. */
const Needs = ({ form, draft: { answer, change }, faults, sheet, readOnly }: PartProps): ReactNode => {
  const t = useT('console');
  const withRow = (at: number, row: SurveyDraftRow | null): SurveyDraftAnswer => ({
    ...answer,
    rows: answer.rows.flatMap((one, n) => (n === at ? (row ? [row] : []) : [one])),
  });
  const inSheet = (row: SurveyDraftRow): SurveyForm['faults'] => {
    const at = sheet?.answer.rows.indexOf(row) ?? -1;
    const own = sheet?.faults.filter((fault) => at >= 0 && fault.path.startsWith(`rows.${at}.`)) ?? [];
    return own.map(({ heading, message, ...fault }) => ({
      ...fault,
      message: heading ? t('survey.inColumn', { heading, message }) : message,
    }));
  };
  const before = (row: SurveyDraftRow): SurveyRow | undefined =>
    row.needId ? form.last?.rows.find((one) => one.needId === row.needId) : undefined;
  return (
    <Section title={t('survey.needs')}>
      <ol className="survey-rows">
        {answer.rows.map((row, at) => (
          <SurveyRowCard
            key={row.needId ?? `new-${at}`}
            row={row}
            last={before(row)}
            readOnly={readOnly}
            faults={[...inSheet(row), ...faults.filter((fault) => fault.path.startsWith(`rows.${at}.`))]}
            change={(next) => change(withRow(at, next))}
            remove={() => change(withRow(at, null))}
          />
        ))}
      </ol>
      {readOnly ? null : (
        <Button block onClick={() => change({ ...answer, rows: [...answer.rows, emptyRow] })}>
          {t('survey.add')}
        </Button>
      )}
    </Section>
  );
};

/** All questions of one form. */
export const SurveyQuestions = (props: PartProps): ReactNode => (
  <>
    <Needs {...props} />
    <Firm {...props} />
  </>
);
