import { useQuery } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { seekers } from '../../api/console';
import type { SeekerPreview, SurveyRound } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { moment } from '../../lib/format';
import { WhatIsThis } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { FileFaults, PassedOver, TableFileButton } from '../kit/table-file';
import { useAct } from '../kit/use-act';
import { may, useMe } from '../kit/use-me';

const Preview = ({ of }: { of: SeekerPreview }): ReactNode => {
  const t = useT('console');
  return (
    <>
      <p>{t('seekers.read', { lines: of.linesRead, people: of.people, occupations: of.occupations, unnamed: of.unnamed })}</p>
      {of.faultyLines ? <p className="field-error">{t('seekers.wrong', { count: of.faultyLines })}</p> : null}
      <FileFaults faults={of.faults.map((fault) => ({ ...fault, about: null }))} />
      <PassedOver lines={of.passedOver} count={of.linesPassedOver} />
      {of.rows.length ? null : <p className="field-error">{t('seekers.nothing')}</p>}
    </>
  );
};

/** Who looked for work in the quarter of a round: uploaded as a list, shown before it is saved. */
export const SeekerRegisterPart = ({ round: { quarter, publishedVersion } }: { round: SurveyRound }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const me = useMe();
  const [preview, setPreview] = useState<SeekerPreview>();
  const {
    data: register,
    error,
    refetch,
  } = useQuery({ queryKey: ['seekers', quarter], queryFn: () => seekers.of(quarter), enabled: may(me, 'seekers.read') });
  const read = useAct((file: File) => seekers.preview(quarter, file), { renew: [], then: setPreview });
  const save = useAct((rows: SeekerPreview['rows']) => seekers.replace(quarter, register?.version ?? 0, rows), {
    done: ({ people }) => t('seekers.saved', { quarter, people }),
    renew: ['seekers'],
    then: () => setPreview(undefined),
  });
  if (!may(me, 'seekers.read')) return null;
  if (error && register === undefined) return <Trouble error={error} retry={() => void refetch()} />;
  const said = register && t('seekers.says', { people: register.people, occupations: register.occupations, unnamed: register.unnamed });
  return (
    <section className="section" aria-labelledby="seekers">
      <h2 id="seekers">{t('seekers.title')}</h2>
      <p className="faint">{t('seekers.intro')}</p>
      <WhatIsThis>{t('seekers.ratioHelp')}</WhatIsThis>
      {register === null ? <p>{t('seekers.none')}</p> : null}
      {register ? (
        <p>
          <strong>{said}</strong> <span className="faint">{t('seekers.at', { at: moment(register.savedAt, language) })}</span>
        </p>
      ) : null}
      {may(me, 'seekers.replace') ? (
        <>
          <p className="actions">
            <TableFileButton label={t(register ? 'seekers.replace' : 'seekers.choose')} loading={read.isPending} choose={read.mutate} />
          </p>
          <p className="faint">
            {t('seekers.columns')}
            {publishedVersion > 0 ? ` ${t('seekers.frozen')}` : ''}
          </p>
        </>
      ) : null}
      <Modal
        open={preview !== undefined}
        title={t('seekers.previewTitle', { quarter })}
        okText={t('seekers.save')}
        cancelText={t('ask.cancel')}
        confirmLoading={save.isPending}
        okButtonProps={{ disabled: !preview?.rows.length }}
        onOk={() => {
          if (preview) save.mutate(preview.rows, { onError: () => void refetch() });
        }}
        onCancel={() => setPreview(undefined)}
      >
        {preview ? <Preview of={preview} /> : null}
      </Modal>
    </section>
  );
};
