import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { session } from '../../api/console';
import { ProblemError } from '../../api/problem';
import { useT } from '../../i18n';
import { PageLoading, Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { AppSecret, CodeForm, RecoveryCodes, type Code } from './authenticator';

/** What comes after the right password. */
export interface NextStep {
  step: 'code' | 'enrolment';
  trustDays: number;
}

/** Read from the refusal that the right password alone gets; undefined for any other error. */
export const nextStepOf = (error: unknown): NextStep | undefined => {
  if (!(error instanceof ProblemError) || error.code !== 'access.second_step') return undefined;
  return { step: error.params['step'] === 'enrolment' ? 'enrolment' : 'code', trustDays: Number(error.params['trustDays'] ?? 0) };
};

interface StepProps {
  trustDays: number;
  entered: () => void;
}

const GiveCode = ({ trustDays, entered }: StepProps): ReactNode => {
  const t = useT('console');
  const give = useAct(({ code, trust = false }: Code) => session.secondStep(code, trust), { renew: [], quiet: true, then: entered });
  return (
    <CodeForm
      label={t('twoStep.code')}
      help={t('twoStep.codeHelp')}
      ok={t('signIn.enter')}
      error={give.error}
      busy={give.isPending}
      trustDays={trustDays}
      first
      send={(code) => give.mutate(code)}
    />
  );
};

const SetUp = ({ trustDays, entered }: StepProps): ReactNode => {
  const t = useT('console');
  // Asked once: each asking makes another secret.
  const { data, error } = useQuery({
    queryKey: ['enrolment'],
    queryFn: session.beginEnrolment,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const confirm = useAct(({ code, trust = false }: Code) => session.confirmEnrolment(code, trust), { renew: [], quiet: true });
  if (confirm.data) return <RecoveryCodes codes={confirm.data.recoveryCodes} done={entered} />;
  if (error) return <Trouble error={error} />;
  if (!data) return <PageLoading />;
  return (
    <>
      <p>{t('twoStep.requiredHere')}</p>
      <AppSecret enrolment={data} />
      <CodeForm
        label={t('twoStep.code')}
        help={t('twoStep.firstCodeHelp')}
        ok={t('twoStep.confirm')}
        error={confirm.error}
        busy={confirm.isPending}
        trustDays={trustDays}
        digitsOnly
        send={(code) => confirm.mutate(code)}
      />
    </>
  );
};

/** The second step of signing in; `entered` once somebody is signed in, `back` to begin again. */
export const SecondStep = ({ next, entered, back }: { next: NextStep; entered: () => void; back: () => void }): ReactNode => {
  const t = useT('console');
  const heading = useRef<HTMLHeadingElement>(null);
  const [Step] = useState(() => (next.step === 'code' ? GiveCode : SetUp));
  useEffect(() => {
    if (next.step === 'enrolment') heading.current?.focus();
  }, [next.step]);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {t(next.step === 'code' ? 'twoStep.title' : 'twoStep.setUpTitle')}
      </h1>
      <Step trustDays={next.trustDays} entered={entered} />
      <p className="sign-in-register">
        <Button type="link" onClick={back}>
          {t('twoStep.back')}
        </Button>
      </p>
    </>
  );
};
