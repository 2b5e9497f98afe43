import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState, type FormEvent, type ReactNode } from 'react';
import { needs, session } from '../../api/console';
import type { BoothDetails } from '../../api/types';
import { useT } from '../../i18n';
import { useMe } from '../kit/use-me';

interface Guest {
  name: string;
  phone: string;
}
interface Props {
  /** What was said before; without it everything open is shown and I come. */
  before?: { needIds: string[]; guests: Guest[] };
  ok: string;
  loading: boolean;
  send: (details: BoothDetails) => void;
  extra?: ReactNode;
}

const MOST_GUESTS = 10;
const kept = (guests: readonly Guest[]): Guest[] => guests.filter(({ name, phone }) => name.trim() !== '' || phone.trim() !== '');
const isWhole = ({ name, phone }: Guest): boolean => name.trim().length >= 2 && phone.trim() !== '';

/** Which needs the booth shows and who comes. Everything is filled in already: most people only press the button. */
export const DetailsForm = ({ before, ok, loading, send, extra }: Props): ReactNode => {
  const t = useT('console');
  const me = useMe();
  const { data } = useQuery({ queryKey: ['needs', 'for-booth'], queryFn: () => needs.list({ state: 'published', limit: 100 }) });
  const [chosen, setChosen] = useState<string[] | undefined>(before?.needIds);
  const contact = useQuery({ queryKey: ['contact'], queryFn: session.contact, staleTime: 600_000 });
  // Until somebody says otherwise whoever books comes.
  const self = { name: me.name, phone: contact.data?.phone ?? '' };
  const [said, setGuests] = useState<Guest[] | undefined>(before?.guests.length ? before.guests : undefined);
  const guests = said ?? [self];
  const [missing, setMissing] = useState(false);
  const all = data?.items ?? [];
  const needIds = (chosen ?? all.map(({ id }) => id)).filter((id) => all.some((need) => need.id === id));
  const toggle = (id: string): void => setChosen(needIds.includes(id) ? needIds.filter((one) => one !== id) : [...needIds, id]);
  const change = (i: number, patch: Partial<Guest>): void =>
    setGuests(guests.map((guest, at) => (at === i ? { ...guest, ...patch } : guest)));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // Somebody without a number whom nobody typed is named later.
    const named = kept(said ?? (isWhole(self) ? [self] : []));
    if (!named.every(isWhole)) return setMissing(true);
    setMissing(false);
    send({ needIds, guests: named });
  };
  return (
    <form className="booth-details" onSubmit={submit}>
      <fieldset className="plain">
        <legend>{t('booth.posts')}</legend>
        {data && all.length === 0 ? (
          <p className="faint">
            {t('booth.noPosts')} <Link to="/needs/new">{t('booth.addPost')}</Link>
          </p>
        ) : null}
        <ul className="booth-posts">
          {all.map((need) => (
            <li key={need.id}>
              <label>
                <input type="checkbox" checked={needIds.includes(need.id)} onChange={() => toggle(need.id)} />
                <span>
                  {need.title} <span className="faint num">{t('booth.short', { n: need.shortage })}</span>
                </span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <fieldset className="plain">
        <legend>{t('booth.guests')}</legend>
        {guests.map((guest, i) => (
          <div key={i} className="booth-guest">
            <Input
              aria-label={t('booth.guestName')}
              placeholder={t('booth.guestName')}
              maxLength={40}
              value={guest.name}
              autoComplete="name"
              onChange={(event) => change(i, { name: event.target.value })}
            />
            <Input
              aria-label={t('booth.guestPhone')}
              placeholder={t('booth.guestPhone')}
              type="tel"
              maxLength={60}
              value={guest.phone}
              autoComplete="tel"
              onChange={(event) => change(i, { phone: event.target.value })}
            />
          </div>
        ))}
        {guests.length < MOST_GUESTS ? (
          <Button type="link" htmlType="button" onClick={() => setGuests([...guests, { name: '', phone: '' }])}>
            {t('booth.addGuest')}
          </Button>
        ) : null}
        <p className="faint">{t('booth.guestsHelp')}</p>
        {missing ? (
          <p role="alert" className="bad-text">
            {t('booth.guestMissing')}
          </p>
        ) : null}
      </fieldset>
      <div className="row">
        <Button type="primary" htmlType="submit" size="large" loading={loading}>
          {ok}
        </Button>
        {extra}
      </div>
    </form>
  );
};
