import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { booths } from '../../api/booths';
import { fairs } from '../../api/fairs';
import type { FittingFair, MyBooth } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { moment, shortDay, todayPlus } from '../../lib/format';
import { Empty, Page, Section } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';

interface Line {
  id: string;
  fairId: string;
  name: string;
  day: string;
  hours: string;
  place: string;
  extra: ReactNode;
}

const Lines = ({ lines }: { lines: readonly Line[] }): ReactNode => {
  const language = useLanguage();
  return (
    <ul className="fair-lines">
      {lines.map(({ id, fairId, name, day, hours, place, extra }) => (
        <li key={id}>
          <Link to="/fairs/$id" params={{ id: fairId }}>
            <strong>{name}</strong>
            <span className="num">
              {shortDay(day, language)} {hours}
            </span>
            <span className="faint">{place}</span>
            <span>{extra}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
};

const useLineOf = () => {
  const t = useT('console');
  const language = useLanguage();
  return (one: MyBooth): Line => ({
    ...{ id: one.id, fairId: one.fairId, name: one.fairName, day: one.day, hours: `${one.opensAt}–${one.closesAt}`, place: one.place },
    extra: one.heldUntil ? (
      <span className="tag wait">
        {t(one.offered ? 'booth.offeredUntil' : 'booth.confirmBy', { n: one.number, until: moment(one.heldUntil, language) })}
      </span>
    ) : (
      <>
        <span className="tag good">{t('fair.mine', { n: one.number })}</span>
        {one.asked ? <span className="tag bad">{t('booth.pleaseAnswer')}</span> : null}
        {one.state === 'cancelled' ? <span className="tag bad">{t('state.fair.cancelled')}</span> : null}
      </>
    ),
  });
};

const Wanted = (): ReactNode => {
  const t = useT('console');
  const { data } = useQuery({ queryKey: ['invitations'], queryFn: booths.invitations });
  const set = useAct((wanted: boolean) => booths.setInvitations(wanted), { done: t('fair.saved'), renew: ['invitations'] });
  if (!data) return null;
  return (
    <Checkbox checked={data.wanted} disabled={set.isPending} onChange={(event) => set.mutate(event.target.checked)}>
      {t('booth.wanted')}
    </Checkbox>
  );
};

/** An enterprise's fairs: where it has a booth or waits for one, and which fit it. */
export const MyFairsPage = (): ReactNode => {
  const t = useT('console');
  const lineOf = useLineOf();
  const mine = useQuery({ queryKey: ['fairs', 'mine'], queryFn: fairs.mine });
  const waiting = useQuery({ queryKey: ['waiting', 'mine'], queryFn: booths.myWaiting });
  const fitting = useQuery({ queryKey: ['fairs', 'fitting'], queryFn: booths.fitting });
  const today = todayPlus();
  const own = [...(mine.data ?? [])].sort((a, b) => (a.day < b.day ? -1 : 1));
  const coming = own.filter(({ day }) => day >= today);
  const past = own.filter(({ day }) => day < today).reverse();
  const at = new Set(own.map(({ fairId }) => fairId));
  const fit = (fitting.data ?? []).filter(({ id }) => !at.has(id));
  const fitLine = (one: FittingFair): Line => ({
    ...{ id: one.id, fairId: one.id, name: one.name, day: one.day, hours: `${one.opensAt}–${one.closesAt}`, place: one.place },
    extra: (
      <>
        <span className={one.why === 'general' ? 'tag calm' : 'tag live'}>{t(`booth.fits.${one.why}`)}</span>{' '}
        <span className="faint num">{t('booth.freeOf', { free: Math.max(0, one.boothCount - one.booked), all: one.boothCount })}</span>
      </>
    ),
  });
  if (mine.error && !mine.data)
    return (
      <div className="page">
        <Trouble error={mine.error} retry={() => void mine.refetch()} />
      </div>
    );
  return (
    <Page narrow title={t('booth.myFairs')} back={{ to: '/fairs', label: t('menu.fairs') }}>
      <Section title={t('booth.coming')}>
        {mine.data && coming.length === 0 ? <Empty title={t('booth.noneComing')} help={t('booth.noneComingHelp')} /> : null}
        <Lines lines={coming.map(lineOf)} />
      </Section>
      {waiting.data?.length ? (
        <Section title={t('booth.waitingAt')}>
          <Lines
            lines={waiting.data.map((one) => ({
              ...{ id: one.id, fairId: one.fairId, name: one.fairName, day: one.day, hours: one.opensAt, place: one.place },
              extra: <span className="tag wait">{t('booth.waiting', { n: one.ahead })}</span>,
            }))}
          />
        </Section>
      ) : null}
      <Section title={t('booth.fitting')} extra={<Wanted />}>
        {fitting.data && fit.length === 0 ? <Empty title={t('booth.noneFit')} help={t('booth.noneFitHelp')} /> : null}
        <Lines lines={fit.map(fitLine)} />
      </Section>
      {past.length ? (
        <Section title={t('booth.past')}>
          <Lines lines={past.slice(0, 20).map(lineOf)} />
        </Section>
      ) : null}
    </Page>
  );
};
