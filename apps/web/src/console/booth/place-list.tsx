import { Button, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { booths } from '../../api/booths';
import type { Fair, Placement } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { TableFileButton } from '../kit/table-file';
import { useAct } from '../kit/use-act';
import { renew } from './my-booth';

/** Gives booths to the enterprises of a list: what it comes to is shown line by line, then all of it is saved or nothing. */
export const PlaceByList = ({ fair }: { fair: Fair }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const [rows, setRows] = useState<Placement[]>();
  const read = useAct((file: File) => booths.previewList(fair.id, file), { renew: [], then: setRows });
  const good = rows?.filter(({ fault }) => fault === null) ?? [];
  const place = useAct(() => booths.placeList(fair.id, good), {
    done: (placed) => t('booth.placedDone', { count: placed.length }),
    renew,
    then: () => setRows(undefined),
  });
  return (
    <>
      <TableFileButton label={t('booth.byList')} loading={read.isPending} choose={(file) => read.mutate(file)} />
      <Modal
        open={rows !== undefined}
        title={t('booth.byList')}
        width={720}
        onCancel={() => setRows(undefined)}
        footer={[
          <Button key="no" onClick={() => setRows(undefined)}>
            {t('booth.cancel')}
          </Button>,
          <Button key="ok" type="primary" disabled={good.length === 0} loading={place.isPending} onClick={() => place.mutate()}>
            {t('booth.placeGood', { count: good.length })}
          </Button>,
        ]}
      >
        <p>{t('booth.listRead', { all: rows?.length ?? 0, good: good.length })}</p>
        <div className="table-box">
          <table className="table">
            <thead>
              <tr>
                <th>{t('booth.line')}</th>
                <th>{t('booth.enterprise')}</th>
                <th>{t('booth.number')}</th>
                <th>{t('booth.outcome')}</th>
              </tr>
            </thead>
            <tbody>
              {rows?.map((row) => (
                <tr key={row.line}>
                  <td className="num">{row.line}</td>
                  <td>{row.enterpriseName ?? row.name ?? row.creditCode}</td>
                  <td className="num">{row.booth ?? row.number ?? '—'}</td>
                  <td className={row.fault ? 'bad-text' : ''}>
                    {row.fault ? (language === 'zh' ? row.faultZh : row.faultEn) : t('booth.willPlace')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Modal>
    </>
  );
};
