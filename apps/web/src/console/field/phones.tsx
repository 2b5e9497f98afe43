import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { fairDay } from '../../api/fairs';
import type { FieldDevice, FieldInvitation } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { useAsk } from '../kit/ask';
import { Empty, Section } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { BEAT_MS } from './gates';
import { Qr } from '../../lib/qr';

const clock = (instant: string, language: string): string =>
  new Date(instant).toLocaleString(language, {
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Shanghai',
  });

const renew = ['field'];

/** The code that a phone scans; it is shown to whoever stands before the desk, and once. */
export const Invitation = ({ invitation, close }: { invitation: FieldInvitation; close: () => void }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const { device, code } = invitation;
  return (
    <div className="card invitation">
      <Qr text={`${location.origin}/field#${code}`} label={t('fieldDay.qrOf', { name: device.name })} />
      <div>
        <h3>{device.name}</h3>
        <p>{device.dutyName}</p>
        <p>{t('fieldDay.scanIt')}</p>
        {device.codeUntil ? <p className="faint">{t('fieldDay.until', { time: clock(device.codeUntil, language) })}</p> : null}
        <Button onClick={close}>{t('fieldDay.close')}</Button>
      </div>
    </div>
  );
};

/** What phones can be enrolled for here. */
export interface Duties {
  kind: string;
  /** One, or all of the kind. */
  only?: string;
  label: string;
  options: readonly { id: string; name: string }[];
}

const NewPhone = ({ duties, invited }: { duties: Duties; invited: (invitation: FieldInvitation) => void }): ReactNode => {
  const t = useT('console');
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState('');
  const dutyId = chosen || duties.options[0]?.id || '';
  const then = (invitation: FieldInvitation): void => {
    setName('');
    invited(invitation);
  };
  const invite = useAct(() => fairDay.invite({ name: name.trim(), dutyKind: duties.kind, dutyId }), { renew, then });
  if (duties.options.length === 0) return null;
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) invite.mutate();
      }}
    >
      {duties.only ? null : (
        <select className="select short-field" aria-label={duties.label} value={dutyId} onChange={({ target }) => setChosen(target.value)}>
          {duties.options.map(({ id, name: called }) => (
            <option key={id} value={id}>
              {called}
            </option>
          ))}
        </select>
      )}
      <Input
        className="short-field"
        value={name}
        maxLength={40}
        aria-label={t('fieldDay.phoneName')}
        placeholder={t('fieldDay.phoneName')}
        onChange={({ target }) => setName(target.value)}
      />
      <Button type="primary" htmlType="submit" loading={invite.isPending}>
        {t('fieldDay.invite')}
      </Button>
    </form>
  );
};

export const Phone = ({ phone, invited }: { phone: FieldDevice; invited: (invitation: FieldInvitation) => void }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const ask = useAsk();
  const again = useAct(() => fairDay.inviteAgain(phone.id), { renew, then: invited });
  const revoke = useAct(() => fairDay.revoke(phone.id), { done: t('fieldDay.revoked'), renew });
  const withdraw = async (): Promise<void> => {
    const consequence = t('fieldDay.revokeWhat');
    if (await ask({ title: t('fieldDay.revokeTitle', { name: phone.name }), consequence, ok: t('fieldDay.revoke'), danger: true }))
      revoke.mutate();
  };
  return (
    <li className="card">
      <div>
        <b>{phone.name}</b> <span className="tag">{t(`fieldDay.state.${phone.state}`)}</span>
        <div className="faint">{phone.dutyName}</div>
        <div className="faint">
          {phone.lastContactAt
            ? t('fieldDay.lastContact', { time: clock(phone.lastContactAt, language), n: phone.lastCounter })
            : t('fieldDay.noContact')}
        </div>
        {phone.copiedAt ? <div className="notice bad">{t('fieldDay.copied', { time: clock(phone.copiedAt, language) })}</div> : null}
        {phone.state === 'revoked' ? (
          <div className="faint">
            {phone.wipedAt ? t('fieldDay.wiped', { time: clock(phone.wipedAt, language) }) : t('fieldDay.notWiped')}
          </div>
        ) : null}
      </div>
      <div className="row">
        {phone.state === 'invited' ? (
          <Button loading={again.isPending} onClick={() => again.mutate()}>
            {t('fieldDay.newCode')}
          </Button>
        ) : null}
        {phone.state === 'revoked' || phone.state === 'paper' ? null : (
          <Button danger loading={revoke.isPending} onClick={() => void withdraw()}>
            {t('fieldDay.revoke')}
          </Button>
        )}
      </div>
    </li>
  );
};

/** Phones of a fair: who was invited, when each was heard of, and what to do when one is lost. */
export const PhoneList = ({ fairId, duties }: { fairId: string; duties: Duties }): ReactNode => {
  const t = useT('console');
  const [invitation, setInvitation] = useState<FieldInvitation | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['field', fairId, 'phones', duties.kind, duties.only],
    queryFn: () => fairDay.phones(fairId, { dutyKind: duties.kind, ...(duties.only && { duty: duties.only }) }),
    refetchInterval: BEAT_MS,
  });
  // Taken up: the code opens nothing any more.
  const open = data?.items.find(({ id }) => id === invitation?.device.id)?.state === 'active' ? null : invitation;
  if (error && !data) return <Trouble error={error} retry={() => void refetch()} />;
  return (
    <Section title={t('fieldDay.phones')} extra={<span className="faint num">{data?.items.length ?? ''}</span>}>
      <NewPhone duties={duties} invited={setInvitation} />
      {open ? <Invitation invitation={open} close={() => setInvitation(null)} /> : null}
      {data?.items.length === 0 ? <Empty title={t('fieldDay.noPhone')} help={t('fieldDay.noPhoneHelp')} /> : null}
      <ul className="phones">
        {data?.items.map((phone) => (
          <Phone key={phone.id} phone={phone} invited={setInvitation} />
        ))}
      </ul>
    </Section>
  );
};
