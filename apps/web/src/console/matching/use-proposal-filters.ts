import { useQuery } from '@tanstack/react-query';
import { matching } from '../../api/console';
import { useT } from '../../i18n';
import type { Address } from '../kit/address';
import type { Filter } from '../kit/toolbar';

const STATES = ['proposed', 'sent', 'promised', 'declined', 'stale', 'dropped'] as const;

/** What proposals are narrowed by: their state, and the occupations and enterprises that are among them.
 * @param run those of one matching run; without it those that concern whoever is signed in */
export const useProposalFilters = ({ run, own = false }: { run?: string; own?: boolean }): Filter[] => {
  const t = useT('console');
  const { data } = useQuery({ queryKey: ['proposals', 'choices', run ?? ''], queryFn: () => matching.choices(run), staleTime: 60_000 });
  const all = { value: '', label: t('list.all') };
  const options = (choices: { value: string; name: string }[] = []) => [all, ...choices.map(({ value, name }) => ({ value, label: name }))];
  const states = STATES.filter((state) => run !== undefined || state !== 'proposed');
  return [
    {
      name: 'state',
      label: t('needs.state'),
      options: [all, ...states.map((state) => ({ value: state, label: t(`state.proposal.${state}`) }))],
    },
    { name: 'occupation', label: t('need.occupation'), options: options(data?.occupations) },
    ...(own ? [] : [{ name: 'enterprise', label: t('needs.enterprise'), options: options(data?.enterprises) }]),
  ];
};

/** The part of a page's address that its list of proposals is asked with. */
export const proposalQuery = (at: Address) => ({
  state: at['state'],
  occupation: at['occupation'],
  enterprise: at['enterprise'],
});
