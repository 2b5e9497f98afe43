import { useState, type ReactNode } from 'react';
import { useT } from '../../i18n';

/** The number on a ticket, typed by hand. */
export const Typed = ({ found }: { found: (text: string) => void }): ReactNode => {
  const t = useT('field');
  const [text, setText] = useState('');
  return (
    <form
      className="typed"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) found(text);
        setText('');
      }}
    >
      <label>
        <span>{t('gate.type')}</span>
        <input value={text} inputMode="numeric" autoComplete="off" onChange={(event) => setText(event.target.value)} />
      </label>
      <button type="submit">{t('gate.check')}</button>
    </form>
  );
};
