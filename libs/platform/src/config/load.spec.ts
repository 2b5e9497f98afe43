import { loadSettings, SettingsError } from './load.js';

describe('settings', () => {
  it('reads settings without a default, the name and telephone of the bureau among them', () => {
    const given = { BUREAU_NAME: '潍坊市人社局', BUREAU_PHONE: '0536-8791111', PUBLIC_URL: 'https://jobs.weifang.example' };
    expect(loadSettings(given)).toMatchObject(given);
  });

  it('come with defaults that need no environment at all', () => {
    expect(loadSettings({})).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', GANGQIAO_DATA: './data', GANGQIAO_DEMO: false });
  });

  it('read numbers and switches from text', () => {
    expect(loadSettings({ PORT: '8080', GANGQIAO_DEMO: 'true', DATABASE_URL: 'mysql://u@h/db' })).toMatchObject({
      PORT: 8080,
      GANGQIAO_DEMO: true,
      DATABASE_URL: 'mysql://u@h/db',
    });
  });

  it.each([
    [{ PORT: 'http' }, 'PORT'],
    [{ DATABASE_URL: 'postgres://x' }, 'DATABASE_URL'],
    [{ GANGQIAO_DEMO: 'maybe' }, 'GANGQIAO_DEMO'],
    [{ GANGQIAO_CITY: 'Weifang' }, 'GANGQIAO_CITY'],
    [{ GANGQIAO_DTAA: '/x' }, 'GANGQIAO_DTAA'],
  ])('stop the start with the name of what is wrong: %j', (env, name) => {
    expect(() => loadSettings(env)).toThrow(SettingsError);
    expect(() => loadSettings(env)).toThrow(name);
  });

  it.each([
    [{ SMS_PROVIDER: 'aliyun', SMS_ID: 'id', SMS_SECRET: 'secret' }, 'SMS_SIGN'],
    [{ SMS_PROVIDER: 'tencent', SMS_ID: 'id', SMS_SECRET: 'secret', SMS_SIGN: '岗桥' }, 'SMS_APP'],
    [{ SMS_PROVIDER: 'http', SMS_ID: 'id', SMS_SECRET: 'secret' }, 'SMS_URL'],
    [{ SMS_PROVIDER: 'aliyun', SMS_ID: 'id', SMS_SIGN: '岗桥' }, 'SMS_SECRET'],
  ])('ask for what the provider of text messages needs: %j', (env, name) => {
    expect(() => loadSettings(env)).toThrow(name);
    expect(loadSettings({ SMS_PROVIDER: 'file' })).toMatchObject({ SMS_PROVIDER: 'file' });
  });

  it('never print a password', () => {
    expect(() => loadSettings({ REDIS_URL: 'http://:secret@host' })).toThrow(/^(?![\s\S]*secret)[\s\S]*$/);
  });
});
