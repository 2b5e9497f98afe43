import { Secret, TOTP } from 'otpauth';
import { of, type Case } from './case.js';
import { COUNTY, type Who } from './programs.js';
import { PASSWORD, type Stage } from './stage.js';

/** What the app shows at this moment. */
const codeOf = (secret: string): string =>
  new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 }).generate();

const staff = (stage: Stage): Promise<Who> => stage.person([{ role: 'county-staff', nodeId: COUNTY }], PASSWORD);

const begun = async (stage: Stage): Promise<{ who: Who; secret: string }> => {
  const who = await staff(stage);
  return { who, ...(await stage.done<{ secret: string }>(who, 'POST', '/api/me/second-factor', { password: PASSWORD })) };
};

const enrolled = async (stage: Stage): Promise<{ who: Who; recoveryCodes: string[] }> => {
  const { who, secret } = await begun(stage);
  const code = codeOf(secret);
  return { who, ...(await stage.done<{ recoveryCodes: string[] }>(who, 'POST', '/api/me/second-factor/confirm', { code })) };
};

/** With the right password and no code yet. */
const halfWay = async (stage: Stage, { userId, email }: Who): Promise<Who> => {
  const signIn = { who: null, method: 'POST', path: '/api/sessions', body: { login: email, password: PASSWORD } };
  const cookie = (await stage.send(signIn)).headers.getSetCookie().map((set) => set.split(';')[0]);
  return { userId, email, cookie: cookie.join('; ') };
};

export const secondFactorCases: Case[] = [
  of('POST /api/me/second-factor', async (stage) => ({ who: await staff(stage), body: { password: PASSWORD } })),
  of('POST /api/me/second-factor/confirm', async (stage) => {
    const { who, secret } = await begun(stage);
    return { who, body: { code: codeOf(secret) } };
  }),
  of('POST /api/me/second-factor/recovery-codes', async (stage) => ({
    who: (await enrolled(stage)).who,
    body: { password: PASSWORD },
  })),
  {
    ...of('POST /api/me/second-factor/turn-off', async (stage) => {
      const { who } = await enrolled(stage);
      // Nobody demands it any more.
      await stage.query("UPDATE access_grant SET state = 'ended' WHERE userId = ?", [who.userId]);
      return { who, body: { password: PASSWORD } };
    }),
    loosely: 'whoever has the password checked before the change and writes after it is sent back to sign in',
  },
  of('POST /api/users/{id}/second-factor/reset', async (stage) => ({
    who: stage.office.admin,
    ids: [(await enrolled(stage)).who.userId],
  })),
  {
    ...of('POST /api/sessions/second-step', async (stage) => {
      const { who, recoveryCodes } = await enrolled(stage);
      return { who: await halfWay(stage, who), body: { code: recoveryCodes[0] } };
    }),
    loosely: 'tries that are counted before the right one are forgotten with it',
  },
  of('POST /api/sessions/second-step/enrolment', async (stage) => ({ who: await halfWay(stage, await staff(stage)) })),
  {
    ...of('POST /api/sessions/second-step/enrolment/confirm', async (stage) => {
      const who = await halfWay(stage, await staff(stage));
      const { secret } = await stage.done<{ secret: string }>(who, 'POST', '/api/sessions/second-step/enrolment');
      return { who, body: { code: codeOf(secret) } };
    }),
    loosely: 'the ticket is over, which is found before or after the code is looked at',
  },
];
