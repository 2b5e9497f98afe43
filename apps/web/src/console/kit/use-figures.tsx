import { ProblemError } from '../../api/problem';
import { useT } from '../../i18n';
import { useAsk } from './ask';

const DOUBTFUL = ['need.figures_doubtful', 'import.figures_doubtful', 'enterprise.figures_doubtful'];

/** Sends something with figures in it; where one is out of proportion the person is asked once, and a yes sends it again. */
export const useFigures = () => {
  const t = useT('console');
  const ask = useAsk();
  return async <R,>(send: (figuresConfirmed: boolean) => Promise<R>): Promise<R> => {
    try {
      return await send(false);
    } catch (error) {
      if (!(error instanceof ProblemError) || !DOUBTFUL.includes(error.code)) throw error;
      const reasons = [...new Set(error.errors.map(({ message }) => message))];
      const consequence = (
        <>
          <p>{error.title}</p>
          {reasons.length ? (
            <ul>
              {reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          ) : null}
          <p>{t('figures.what')}</p>
        </>
      );
      if (await ask({ title: t('figures.title'), consequence, ok: t('figures.yes') })) return send(true);
      throw error;
    }
  };
};
