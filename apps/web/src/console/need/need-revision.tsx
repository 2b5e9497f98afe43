import { Button } from 'antd';
import type { ReactNode } from 'react';
import { needs } from '../../api/console';
import type { Need, NeedRevision } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { useAsk } from '../kit/ask';
import { Moment } from '../kit/bits';
import { useAct } from '../kit/use-act';
import { may, sideOf, useMe } from '../kit/use-me';

const Decide = ({ revision }: { revision: NeedRevision }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const approve = useAct(() => needs.approveRevision(revision.needId, revision.version), {
    done: t('revision.approved'),
    renew: ['needs', 'board'],
  });
  const sendBack = useAct((reason: string) => needs.sendBackRevision(revision.needId, revision.version, reason), {
    done: t('revision.sentBack'),
    renew: ['needs'],
  });
  const askBack = async (): Promise<void> => {
    const answer = await ask({
      title: t('revision.sendBackTitle', { title: revision.needTitle }),
      consequence: t('revision.sendBackWhat', { enterprise: revision.enterpriseName }),
      ok: t('revision.sendBack'),
      reason: { label: t('ask.reason'), required: true },
    });
    if (answer) sendBack.mutate(answer.reason);
  };
  return (
    <p className="row">
      <Button type="primary" loading={approve.isPending} onClick={() => approve.mutate()}>
        {t('revision.approve')}
      </Button>
      <Button loading={sendBack.isPending} onClick={() => void askBack()}>
        {t('revision.sendBack')}
      </Button>
    </p>
  );
};

const TakeBack = ({ revision }: { revision: NeedRevision }): ReactNode => {
  const t = useT('console');
  const takeBack = useAct(() => needs.takeBackRevision(revision.needId), { done: t('revision.takenBack'), renew: ['needs'] });
  return (
    <p>
      <Button loading={takeBack.isPending} onClick={() => takeBack.mutate()}>
        {t('revision.takeBack')}
      </Button>
    </p>
  );
};

/** A change of a published post that waits for its county: what stands and what would stand. */
export const RevisionBox = ({ need }: { need: Need }): ReactNode => {
  const t = useT('console');
  const me = useMe();
  const { revision } = need;
  if (!revision) return null;
  const bureau = sideOf(me) === 'bureau';
  return (
    <section className="notice" aria-label={t('revision.title')}>
      <strong>{t('revision.title')}</strong>
      <p>{t(bureau ? 'revision.helpBureau' : 'revision.help', { place: revision.nodeName })}</p>
      <dl className="revision">
        {revision.fields.map(({ field, from, to }) => (
          <div key={field}>
            <dt>{lookup('console', `revisedField.${field}`, field)}</dt>
            <dd>
              <del>{from ?? t('none')}</del>
              <span aria-hidden="true"> → </span>
              <ins>{to ?? t('none')}</ins>
            </dd>
          </div>
        ))}
      </dl>
      <p className="faint">
        {revision.askedBy} · <Moment value={revision.askedAt} />
      </p>
      {bureau && may(me, 'need.check') ? <Decide revision={revision} /> : null}
      {!bureau && may(me, 'need.publish') ? <TakeBack revision={revision} /> : null}
    </section>
  );
};
