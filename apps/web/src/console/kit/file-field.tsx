import { useId, useState, type ChangeEvent, type ReactNode } from 'react';
import { files } from '../../api/console';
import type { DocumentKind } from '../../api/types';
import { useT } from '../../i18n';
import { Trouble } from './page-states';

interface Props {
  id?: string;
  kind: DocumentKind;
  value?: string;
  onChange?: (fileId: string | undefined) => void;
}

/** A picture or PDF, sent as soon as it is chosen; the form keeps its id. */
export const FileField = ({ id, kind, value, onChange }: Props): ReactNode => {
  const t = useT('console');
  const own = useId();
  const [name, setName] = useState('');
  const [state, setState] = useState<'idle' | 'sending'>('idle');
  const [error, setError] = useState<unknown>();
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    const file = event.target.files?.[0];
    if (!file) return;
    setName(file.name);
    setState('sending');
    setError(undefined);
    files
      .upload(kind, file)
      .then((stored) => onChange?.(stored.id))
      .catch((problem: unknown) => setError(problem))
      .finally(() => setState('idle'));
  };
  return (
    <div className="file-field">
      <label htmlFor={id ?? own} className={value ? 'file-button chosen' : 'file-button'}>
        {state === 'sending' ? t('file.sending', { name }) : value ? t('file.sent', { name: name || t('file.one') }) : t('file.choose')}
      </label>
      <input id={id ?? own} type="file" accept="image/jpeg,image/png,application/pdf" onChange={choose} disabled={state === 'sending'} />
      {error ? <Trouble error={error} /> : null}
    </div>
  );
};
