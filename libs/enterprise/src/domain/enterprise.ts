/** unclaimed: known from an import, nobody speaks for it yet · pending: somebody applied · active: at least one approved person. */
export const ENTERPRISE_STATES = ['unclaimed', 'pending', 'active', 'closed'] as const;
export type EnterpriseState = (typeof ENTERPRISE_STATES)[number];

/** 统计上大中小微型企业划分办法（2017）: large, medium, small, micro. */
export const SIZE_CLASSES = ['large', 'medium', 'small', 'micro'] as const;
export type SizeClass = (typeof SIZE_CLASSES)[number];

/** Full-width forms, spaces and bracket styles differ between sources; the name that is compared is one. */
export const comparableName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\s·.。,，]/g, '')
    .replace(/[（【[]/g, '(')
    .replace(/[）】\]]/g, ')')
    .toLowerCase();

/** GB/T 4754-2017, 726: 人力资源服务 (job agencies, labour dispatch, …): its members post for their clients. */
export const isStaffingAgency = (industryCode: string | null): boolean => industryCode !== null && /^L?726/.test(industryCode);

/** Whether a headcount is more than so many times the one before, or that many times less; of nothing known nothing can be said. */
export const outOfProportion = (before: number | null, said: number, times: number): boolean =>
  before !== null && before > 0 && (said > before * times || said * times < before);
