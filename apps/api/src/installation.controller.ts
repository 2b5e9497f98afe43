import { definePermissions } from '#access';
import { isSecret, Settings } from '#platform/config';
import { Action, bool, listOf, oneOf, Resource, ROLES, text, type Role } from '#platform/http';
import { bureauName } from '#reference';
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

/** The national hotline for work and social insurance. */
const HOTLINE = '12333';

export class AboutDto {
  @text({ about: 'who runs this site' }) bureau: string;
  @text({ nullable: true }) phone: string | null;
  @text({ about: 'national hotline for work and social insurance' }) hotline: string;
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

  @Action({ method: 'GET', path: 'about', permission: 'public', returns: AboutDto, summary: 'Which bureau runs this site' })
  about(): AboutDto {
    return { bureau: bureauName(this.settings), phone: this.settings.BUREAU_PHONE ?? null, hotline: HOTLINE };
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
      .filter(([name, value]) => value !== undefined && !isSecret(name))
      .map(([name, value]) => ({ name, value: String(value) }));
  }
}
