import { Checkbox, Form, Input, type FormRule } from 'antd';
import type { ReactNode } from 'react';
import type { Need, NewNeed } from '../../api/types';
import { useT } from '../../i18n';
import { NativeSelect } from '../kit/native-select';
import { OccupationField } from '../kit/occupation-field';
import { useWholeNumberRule, WholeNumber } from '../kit/whole-number';
import { fieldsOf, isOnForm, type FieldInput, type SaidName } from './need-fields';

type Placed = ReturnType<typeof fieldsOf>[number];

/** What the other fields of the form say. */
interface Around {
  title: string;
  chosen: string | null;
}

const WAGE = { min: 500, max: 200_000, step: 100 };

const rangeOf = (input: FieldInput): { min: number; max: number; step?: number } | null =>
  input.as === 'wage' ? WAGE : input.as === 'number' ? { min: input.min, max: input.max } : null;

const inputOf = (input: FieldInput, { title, chosen }: Around, words: { label: string; hint?: string }): ReactNode => {
  if (input.as === 'check') return <Checkbox>{words.label}</Checkbox>;
  if (input.as === 'occupation') return <OccupationField hint={title} {...(chosen ? { name: chosen } : {})} />;
  if (input.as === 'choice')
    return <NativeSelect names={input.names} values={input.values} {...(input.numeric ? { numeric: true } : {})} />;
  if (input.as === 'area') return <Input.TextArea rows={3} maxLength={input.max} />;
  if (input.as === 'day') return <Input type="date" />;
  if (input.as === 'words') return <Input />;
  const range = rangeOf(input);
  if (range) return <WholeNumber {...range} />;
  if (input.as !== 'text') return null;
  return (
    <Input
      {...(input.max === undefined ? {} : { maxLength: input.max })}
      {...(input.tel ? { type: 'tel', inputMode: 'tel' as const } : {})}
      {...(input.complete === undefined ? {} : { autoComplete: input.complete })}
      {...(words.hint === undefined ? {} : { placeholder: words.hint })}
    />
  );
};

const Field = ({ field, around }: { field: Placed; around: Around }): ReactNode => {
  const t = useT('console');
  const { name, label, help, missing, input } = field;
  const least = input.as === 'text' && name === 'title' ? { min: 2 } : {};
  const whole = useWholeNumberRule();
  const range = rangeOf(input);
  const rules: FormRule[] = missing ? [{ required: true, ...least, message: t(missing) }] : [];
  if (range) rules.push(whole(range));
  if (name === 'wageToYuan')
    rules.push(({ getFieldValue }) => ({
      validator: (_, to?: number) =>
        to && to < Number(getFieldValue('wageFromYuan') ?? 0) ? Promise.reject(new Error(t('need.wageCrossed'))) : Promise.resolve(),
    }));
  const hint = input.as === 'text' && input.hint ? { hint: t(input.hint) } : {};
  return (
    <Form.Item
      name={name}
      rules={rules}
      {...(input.as === 'check' ? { valuePropName: 'checked', className: 'tight' } : { label: t(label) })}
      {...(help ? { extra: t(help) } : {})}
      {...(name === 'wageToYuan' ? { dependencies: ['wageFromYuan'] } : {})}
    >
      {inputOf(input, around, { label: t(label), ...hint })}
    </Form.Item>
  );
};

/** Wide fields first where they are texts, then the grid, then what is ticked or long. */
const Fields = ({ fields, around }: { fields: Placed[]; around: Around }): ReactNode => {
  const shown = (some: Placed[]): ReactNode[] => some.map((field) => <Field key={field.name} field={field} around={around} />);
  const last = ({ input, wide }: Placed): boolean => Boolean(wide) && (input.as === 'check' || input.as === 'area');
  const grid = fields.filter(({ wide }) => !wide);
  return (
    <>
      {shown(fields.filter((field) => field.wide && !last(field)))}
      {grid.length > 0 ? <div className="form-grid">{shown(grid)}</div> : null}
      {shown(fields.filter(last))}
    </>
  );
};

export type NeedFields = Omit<NewNeed, 'licences'> & { licences?: string | string[] };

const wordsOf = (licences: NeedFields['licences']): string[] =>
  (Array.isArray(licences) ? licences : (licences ?? '').split(/[,，、\s]+/)).filter(Boolean);
const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

export const bodyOf = ({ licences, ...rest }: NeedFields): NewNeed => {
  const list = wordsOf(licences);
  const filled = Object.fromEntries(Object.entries(rest).filter(([, value]) => !isEmpty(value))) as unknown as NewNeed;
  return list.length ? { ...filled, licences: list } : filled;
};

/** Only what was changed is sent: what this form does not show must not be emptied by it, and what it shows empty is empty. */
export const changesOf = (need: Need, fields: NeedFields): Record<string, unknown> => {
  const said = { ...fields, licences: wordsOf(fields.licences) };
  return Object.fromEntries(
    Object.entries(said).flatMap(([name, value]) => {
      const now = isEmpty(value) ? null : value;
      const before = need[name as SaidName] ?? null;
      return !isOnForm(name) || JSON.stringify(now) === JSON.stringify(before) ? [] : [[name, now]];
    }),
  );
};

/** The fields of a need, in the order of what matters; who posts and who puts a draft right use the same.
 * @param agency whoever seeks for others is asked for whom */
export const NeedFieldset = ({ title, chosen = null, agency }: { title: string; chosen?: string | null; agency: boolean }): ReactNode => {
  const t = useT('console');
  const around = { title, chosen };
  return (
    <>
      <Fields fields={fieldsOf('what')} around={around} />
      {agency ? <Fields fields={fieldsOf('agency')} around={around} /> : null}
      <Fields fields={fieldsOf('contact')} around={around} />
      <details className="more-fields">
        <summary>{t('need.more')}</summary>
        <Fields fields={fieldsOf('more')} around={around} />
      </details>
    </>
  );
};
