import { useQuery } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { fairYear } from '../../api/booths';
import { fairs } from '../../api/fairs';
import type { Fair, MovePreview } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { shortDay } from '../../lib/format';
import { Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';

/** What stands against another day, and who would be asked and told. */
const Preview = ({ preview }: { preview: MovePreview }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const separator = language === 'zh' ? '：' : ': ';
  const hours = (from: string | null, to: string | null): string => (from && to ? ` (${from}–${to})` : '');
  return (
    <div role="status">
      <ul className="move-preview">
        {preview.clashes.map((clash, i) => (
          <li key={i} className={clash.refused ? 'bad-text' : ''}>
            {t(`year.clash.${clash.kind}`)}
            {clash.name ? `${separator}${clash.name}` : ''}
            {hours(clash.from, clash.to)}
          </li>
        ))}
        {preview.gaps.map((gap) => (
          <li key={gap} className="bad-text">
            {lookup('console', `filing.${gap}`, gap)}
          </li>
        ))}
        {preview.clashes.length + preview.gaps.length === 0 ? <li>{t('year.noClash')}</li> : null}
        <li>
          {preview.asked + preview.told === 0 ? t('year.nobodyTold') : t('year.whoIsTold', { asked: preview.asked, told: preview.told })}
        </li>
        {preview.tickets > 0 ? <li>{t('year.ticketsTold', { n: preview.tickets })}</li> : null}
      </ul>
    </div>
  );
};

/** Moves a fair to another day: dropped there, or chosen by keyboard or touch; nothing happens before it is confirmed. */
export const MoveDialog = ({ fair, to, close }: { fair: Fair; to: string; close: () => void }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const [day, setDay] = useState(to);
  const { data, error, isFetching } = useQuery({
    queryKey: ['fairs', fair.id, 'move', day],
    queryFn: () => fairYear.movePreview(fair.id, day),
    enabled: day !== '' && day !== fair.day,
  });
  const move = useAct(() => fairs.change(fair.id, fair.version, { day }), {
    done: t('year.moved', { name: fair.name, day: shortDay(day, language) }),
    renew: ['fairs', 'fair-year'],
    then: close,
  });
  return (
    <Modal
      open
      title={t('year.moveTitle', { name: fair.name })}
      onCancel={close}
      footer={[
        <Button key="no" onClick={close}>
          {t('booth.cancel')}
        </Button>,
        <Button
          key="ok"
          type="primary"
          loading={move.isPending}
          disabled={!data || data.refused || isFetching || day === fair.day}
          onClick={() => move.mutate()}
        >
          {t('year.move')}
        </Button>,
      ]}
    >
      <p>
        {t('year.moveFrom')}{' '}
        <span className="num">
          {shortDay(fair.day, language)} {fair.opensAt}–{fair.closesAt}
        </span>
      </p>
      <label className="move-day">
        <span>{t('year.moveTo')}</span>
        <Input type="date" value={day} onChange={(event) => setDay(event.target.value)} />
      </label>
      {error && day !== fair.day ? <Trouble error={error} /> : null}
      {data && day !== fair.day ? <Preview preview={data} /> : null}
    </Modal>
  );
};
