import { definePermissions } from '#access';
import { Settings } from '#platform/config';
import { Action, bool, listOf, oneOf, Resource, ROLES, text, type Role } from '#platform/http';
import { demoAccounts } from './demo/accounts.js';

definePermissions({ 'settings.read': ['city-admin', 'auditor'] });

export class DemoAccountDto {
  @text() login: string;
  @text() password: string;
  @text() name: string;
  @oneOf(ROLES, 'Role') role: Role;
}

export class DemoDto {
  @bool({ about: 'this installation shows made-up data and lists its accounts' }) demo: boolean;
  @listOf(() => DemoAccountDto) accounts: DemoAccountDto[];
}

export class SettingDto {
  @text() name: string;
  @text() value: string;
}

/** What people may know about this installation. */
@Resource('')
export class InstallationController {
  constructor(private readonly settings: Settings) {}

  @Action({
    method: 'GET',
    path: 'demo',
    permission: 'public',
    returns: DemoDto,
    summary: 'Whether this is a demonstration, and with which accounts',
  })
  demo(): DemoDto {
    return { demo: this.settings.GANGQIAO_DEMO, accounts: this.settings.GANGQIAO_DEMO ? [...demoAccounts] : [] };
  }

  @Action({
    method: 'GET',
    path: 'settings',
    permission: 'settings.read',
    returns: SettingDto,
    array: true,
    summary: 'Settings of this installation, without secrets',
  })
  settingsOf(): SettingDto[] {
    return Object.entries(this.settings)
      .filter(([name, value]) => value !== undefined && !/_URL$|KEY/.test(name))
      .map(([name, value]) => ({ name, value: String(value) }));
  }
}
