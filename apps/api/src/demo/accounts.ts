import type { Role } from '#platform/http';

export interface DemoAccount {
  login: string;
  password: string;
  name: string;
  role: Role;
}

const PASSWORD = 'gangqiao-demo-2026';
const account = (login: string, name: string, role: Role): DemoAccount => ({ login, password: PASSWORD, name, role });

/** Nobody is reached by it: text messages of a demonstration go to a stand-in of the provider. */
export const phoneOf = (account: DemoAccount): string => `1390000010${demoAccounts.indexOf(account)}`;

/** By which a demonstration is known again: nobody real can have an address of this domain (RFC 2606). */
export const emailOf = ({ login }: DemoAccount): string => `${login}@demo.gangqiao.example`;

/** One account for each kind of user. They exist in demo mode only, which listens on the loopback. */
export const demoAccounts: readonly DemoAccount[] = [
  account('admin', '周明（市人社局·管理员）', 'city-admin'),
  account('city', '李静（市就业促进科）', 'city-staff'),
  account('county', '王磊（县人社局）', 'county-staff'),
  account('hr', '张敏（企业人事）', 'enterprise'),
  account('station', '马建国（劳务协作站）', 'supplier'),
  account('auditor', '孙涛（审计）', 'auditor'),
];
