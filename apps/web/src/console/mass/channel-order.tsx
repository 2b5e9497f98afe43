import { Button, Checkbox } from 'antd';
import type { ReactNode } from 'react';
import type { Channel } from '../../api/types';
import { lookup, useT } from '../../i18n';

type Name = Channel['channel'];
const ALL: Name[] = ['email', 'sms', 'wecom'];

/** Channels that are chosen, in the order in which they stand. */
export const ChannelOrder = ({
  value = [],
  onChange,
  textable,
}: {
  value?: Name[];
  onChange?: (channels: Name[]) => void;
  textable: boolean;
}): ReactNode => {
  const t = useT('console');
  const offered = ALL.filter((channel) => channel !== 'sms' || textable);
  const rows = [...value, ...offered.filter((channel) => !value.includes(channel))];
  const up = (channel: Name): void => {
    const at = value.indexOf(channel);
    const before = value[at - 1];
    if (before) onChange?.([...value.slice(0, at - 1), channel, before, ...value.slice(at + 1)]);
  };
  return (
    <ul className="channel-order">
      {rows.map((channel) => {
        const name = lookup('console', `channel.${channel}`, channel);
        const at = value.indexOf(channel);
        return (
          <li key={channel} className="row">
            <Checkbox
              checked={at >= 0}
              onChange={(event) => onChange?.(event.target.checked ? [...value, channel] : value.filter((one) => one !== channel))}
            >
              {at >= 0 ? `${at + 1}. ${name}` : name}
            </Checkbox>
            {at > 0 ? (
              <Button size="small" onClick={() => up(channel)} aria-label={t('messageRule.upName', { name })}>
                {t('messageRule.up')}
              </Button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
};
