import { InputNumber, type InputNumberProps } from 'antd';
import type { ReactNode } from 'react';
import { useT } from '../../i18n';

interface Range {
  min: number;
  /** Left out where the server alone says what is too much. */
  max?: number;
}

/** What a number of the API may be at most. */
const MOST = 2_147_483_647;

const fits = (value: unknown, { min, max = MOST }: Range): boolean =>
  Number.isInteger(value) && Number(value) >= min && Number(value) <= max;

/** For `rules` of a form: what is no whole number of the range is refused with the range, and stays as it was typed. */
export const useWholeNumberRule = () => {
  const t = useT('console');
  return (range: Range) => ({
    validator: (_rule: unknown, value: unknown) =>
      value === undefined || value === null || fits(value, range)
        ? Promise.resolve()
        : Promise.reject(new Error(t('form.range', { max: MOST, ...range }))),
  });
};

type Props = Range &
  Pick<InputNumberProps<number>, 'id' | 'value' | 'onChange' | 'disabled' | 'step'> & {
    /** Outside a form it tells by itself. */ alone?: boolean;
  };

/**
 * A number as it was typed. The component library would make 9,999 of 1,200,000 and 1 of −5 without a word: figures that nobody meant.
 */
export const WholeNumber = ({ min, max = MOST, value, alone = false, ...rest }: Props): ReactNode => {
  const t = useT('console');
  const wrong = typeof value === 'number' && !fits(value, { min, max });
  return (
    <>
      <InputNumber<number>
        {...rest}
        value={value ?? null}
        inputMode="numeric"
        aria-invalid={wrong}
        style={{ width: '100%' }}
        {...(wrong && alone && { status: 'error' })}
      />
      {wrong && alone ? (
        <span className="field-error" role="alert">
          {t('form.range', { min, max })}
        </span>
      ) : null}
    </>
  );
};
