import { useEffect, useState, type ReactNode } from 'react';
import { useT } from '../../i18n';

const leftOf = (until: string): number => Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 1000));

/** How long a booth is still held: minutes and seconds of the last hour, hours before that. Read aloud once a minute at most. */
export const HoldClock = ({ until, over }: { until: string; over: () => void }): ReactNode => {
  const t = useT('console');
  const [left, setLeft] = useState(leftOf(until));
  useEffect(() => {
    const timer = setInterval(() => {
      const now = leftOf(until);
      setLeft(now);
      if (now === 0) {
        clearInterval(timer);
        over();
      }
    }, 1000);
    return () => clearInterval(timer);
  }, [until, over]);
  const minutes = Math.floor(left / 60);
  if (left > 3600) return <span className="hold-clock num">{t('booth.hoursLeft', { n: Math.floor(left / 3600) })}</span>;
  return (
    <span className="hold-clock num">
      <span aria-hidden="true">
        {minutes}:{String(left % 60).padStart(2, '0')}
      </span>
      <span className="visually-hidden" role="timer" aria-live="polite">
        {t('booth.minutesLeft', { n: Math.max(1, minutes) })}
      </span>
    </span>
  );
};
