import { Button } from 'antd';
import type { ReactNode } from 'react';
import { matching } from '../../api/console';
import type { Proposal, RuleKind } from '../../api/types';
import { useT } from '../../i18n';
import { useAsk } from '../kit/ask';
import { useAct } from '../kit/use-act';

/** Keeps a pair together or apart in the next runs. */
export const PairRule = ({ proposal }: { proposal: Proposal }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const renew = ['proposals', 'rules'];
  const set = useAct((kind: RuleKind) => matching.setRule({ needId: proposal.needId, batchId: proposal.batchId, kind }), {
    done: t('run.ruleSet'),
    renew,
  });
  const lift = useAct(() => matching.liftRule(proposal.ruleId ?? ''), { done: t('run.ruleLifted'), renew });
  const go = async (kind: RuleKind): Promise<void> => {
    const title = t(kind === 'lock' ? 'run.lockTitle' : 'run.excludeTitle', { need: proposal.needTitle, supplier: proposal.supplierName });
    if (
      await ask({
        title,
        consequence: t(kind === 'lock' ? 'run.lockWhat' : 'run.excludeWhat'),
        ok: t(kind === 'lock' ? 'run.lock' : 'run.exclude'),
      })
    )
      set.mutate(kind);
  };
  if (proposal.rule)
    return (
      <span className="row">
        <span className={`tag ${proposal.rule === 'lock' ? 'good' : 'bad'}`}>{t(`rule.${proposal.rule}`)}</span>
        <Button size="small" loading={lift.isPending} onClick={() => lift.mutate()}>
          {t('run.lift')}
        </Button>
      </span>
    );
  return (
    <span className="row-actions tight">
      <Button size="small" onClick={() => void go('lock')}>
        {t('run.lock')}
      </Button>
      <Button size="small" onClick={() => void go('exclude')}>
        {t('run.exclude')}
      </Button>
    </span>
  );
};
