import type { ReactNode } from 'react';
import type { CatalogueLine } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { day, number } from '../../lib/format';

/** Which figure a number is, and as of when. */
export const Frozen = ({ asOf }: { asOf?: string | undefined }): ReactNode => {
  const t = useT('public');
  const language = useLanguage();
  return (
    <span className="live" title={t('catalogue.frozenHelp')}>
      <span className="live-chip frozen-chip">{t('catalogue.frozen')}</span>
      {asOf ? <span>{t('catalogue.asOf', { at: day(asOf, language) })}</span> : null}
    </span>
  );
};

export const percent = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)}%`;

export const quarterName = (t: ReturnType<typeof useT<'public'>>, quarter: string): string =>
  t('catalogue.quarterName', { year: quarter.slice(0, 4), n: quarter.slice(5) });

const ARROWS = { new: '+', up: '↑', down: '↓', same: '=', out: '−' } as const;

/** Grade and change against the quarter before, each with its word. */
export const Standing = ({ line }: { line: CatalogueLine }): ReactNode => {
  useLanguage();
  return (
    <>
      {line.withheld ? null : (
        <span className={`grade ${line.grade}`}>{lookup('public', `catalogue.grade.${line.grade}`, line.grade)}</span>
      )}
      {line.change ? (
        <span>
          <span aria-hidden="true">{ARROWS[line.change]} </span>
          {lookup('public', `catalogue.change.${line.change}`, line.change)}
        </span>
      ) : null}
    </>
  );
};

/** A number of people, or that it is withheld and why. */
export const Figure = ({ of, large }: { of: { withheld: boolean; estimate: number | null }; large?: boolean }): ReactNode => {
  const t = useT('public');
  const common = useT('common');
  const language = useLanguage();
  if (of.withheld || of.estimate === null)
    return (
      <span className="withheld" title={t('catalogue.withheldHelp', { n: 3 })}>
        {t('catalogue.withheld')}
      </span>
    );
  return (
    <span className={large ? 'short large' : 'short'}>
      <b className="num">{number(of.estimate, language)}</b>
      {common('unit.people')}
    </span>
  );
};
