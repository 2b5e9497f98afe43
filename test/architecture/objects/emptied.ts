import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';
import type { Client } from '../../support/client.js';
import type { Somebody, Things } from './people.js';

interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  anyOf?: Schema[];
}
interface Operation {
  requestBody?: { content: { 'application/json'?: { schema: Schema } } };
}

/** A form that edits: its route, and the fields of it that may be empty. */
export interface EditForm {
  method: 'PATCH' | 'PUT';
  path: string;
  fields: string[];
}

const contract = JSON.parse(readFileSync(join(projectRoot, 'apps/api/openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};
const mayBeNull = ({ type, anyOf }: Schema): boolean =>
  (Array.isArray(type) && type.includes('null')) || (anyOf?.some((one) => one.type === 'null') ?? false);

/**
 * Not walked here: text messages take a provider that this house has none of, and size is edited by whoever acts for the enterprise; the
 * specs of both walk them.
 */
const ELSEWHERE = new Set([
  ...['/api/sms-templates/{template}/{locale}', '/api/enterprises/{id}/size'],
  // dated: each is written whole for a day and never edited
  ...['/api/message-rules/{template}', '/api/message-policies', '/api/message-quotas'],
]);

/** Every route of the contract that edits something with a field that may be empty. */
export const editForms = (): EditForm[] =>
  Object.entries(contract.paths).flatMap(([path, operations]) =>
    (['patch', 'put'] as const).flatMap((method) => {
      const ref = operations[method]?.requestBody?.content['application/json']?.schema.$ref?.split('/').at(-1) ?? '';
      const fields = Object.entries(contract.components.schemas[ref]?.properties ?? {}).flatMap(([name, one]) =>
        mayBeNull(one) ? [name] : [],
      );
      return fields.length > 0 && !ELSEWHERE.has(path)
        ? [{ method: method === 'patch' ? ('PATCH' as const) : ('PUT' as const), path, fields }]
        : [];
    }),
  );

/** Something that each field may hold. */
const FILLED: Record<string, string | number> = {
  occupationCode: '6-18-02-04',
  wayThere: '21 路到人力资源市场站',
  neededInAll: 60,
  wageFromYuan: 5000,
  wageToYuan: 7000,
  baseWageYuan: 3000,
  wageText: '面议',
  form: 'direct',
  shift: 'two',
  startFrom: '2026-12-20',
  startBy: '2027-01-20',
  workplace: '一号车间',
  note: '两班轮换',
  contactName: '王女士',
  contactPhone: '0536-8880000',
  clientCreditCode: '91370700MA88JABL1U',
  industryCode: 'C34',
  sizeClass: 'small',
  employees: 120,
  themeOccupation: '6-18-02-04',
  themeIndustry: 'C34',
  audience: 'veterans',
  // Enough people for a permit.
  expectedAttendance: 1_300,
  dutyStaff: 5,
  permitNumber: '潍公许 1 号',
  level: 'branch',
  licenceNo: '370700000001',
  peoplePerRun: 45,
  ...{ host: '人力资源市场', agreementNo: '潍人社协 3 号', staffCount: 4 },
  ...{ agreementFrom: '2026-01-01', agreementUntil: '2026-12-31', licenceUntil: '2027-12-31' },
  ...{ degree: 'associate', major: '数控技术', graduatesOn: '2027-06-30' },
  openingsNext: 3,
  hiredLast: 4,
  leftLast: 5,
  bedsFree: 6,
  streamUrl: 'https://live.example.com/7',
  holderName: '潍坊人力资源有限公司',
  holderLicence: '370700000007',
  exits: 4,
  equipment: '桌椅 40 套',
};

/** Who edits it, what has to be said first so that the fields mean something, and fields that a rule keeps filled. */
const EDITORS: Record<string, { who: Somebody; first?: Record<string, unknown>; never?: string[] }> = {
  '/api/batches/{id}': { who: 'station' },
  '/api/enterprises/{id}': { who: 'county' },
  // Rooms have hours and booths of their own: the spec of venues walks them.
  '/api/fairs/{id}': { who: 'county', first: { mode: 'hybrid', holderKind: 'agency' }, never: ['roomId'] },
  '/api/venues/{id}': { who: 'county' },
  '/api/needs/{id}': { who: 'firm' },
  // A station has a level and a kind, and nobody else has them.
  '/api/suppliers/{id}': { who: 'admin', never: ['level', 'stationKind'] },
  '/api/survey-answers/{id}/draft': { who: 'firm' },
};

type Answer = Record<string, unknown> & { version: number };

/** One form, opened, filled and emptied, as its page does it. */
interface Desk {
  read: () => Promise<Answer>;
  save: (before: Answer, said: Record<string, unknown>) => Promise<{ status: number; body: unknown }>;
}

const deskOf = (form: EditForm, client: Client, id: string): Desk => {
  const at = (before: Answer) => ({ headers: { 'if-match': `"${before.version}"` } });
  const path = form.path.replace('{id}', id);
  if (form.path.endsWith('/draft'))
    return {
      read: async () => {
        const { answer, version } = (await client.get<{ answer: Record<string, unknown>; version: number }>(path.replace(/\/draft$/, '')))
          .body;
        return { ...answer, version };
      },
      // A questionnaire is saved as a whole.
      save: ({ version, ...answer }, said) => client.send('PUT', path, { ...answer, ...said }, at({ version })),
    };
  return { read: async () => (await client.get<Answer>(path)).body, save: (before, said) => client.send('PATCH', path, said, at(before)) };
};

/** What cannot be emptied of a form: fields that stay, or whose emptying is refused. */
export const keptFilled = async (form: EditForm, who: Record<Somebody, Client>, things: Things, draftId: string): Promise<string[]> => {
  const editor = EDITORS[form.path];
  if (!editor) return [`${form.path} has nobody who edits it here`];
  const noun = /^\/api\/([\w-]+)/.exec(form.path)?.[1] ?? '';
  const id = noun === 'needs' ? draftId : (things.get(noun)?.id ?? '');
  const desk = deskOf(form, who[editor.who], id);
  const fields = form.fields.filter((name) => !editor.never?.includes(name));
  const texts = fields.filter((name) => typeof FILLED[name] === 'string' && TEXTS.has(name));
  const each = (names: string[], value: (name: string) => unknown) => Object.fromEntries(names.map((name) => [name, value(name)]));
  const wrong: string[] = [];
  // Texts are emptied with null or with nothing between the quotes; the rest only with null.
  const steps = [
    ...(editor.first ? [editor.first] : []),
    each(fields, (name) => FILLED[name]),
    each(fields, () => null),
    each(texts, (name) => FILLED[name]),
    each(texts, () => ''),
  ];
  for (const said of steps) {
    const { status, body } = await desk.save(await desk.read(), said);
    if (status >= 300) wrong.push(`${form.path} answered ${status} ${JSON.stringify(body)} to ${JSON.stringify(said)}`);
    const now = await desk.read();
    for (const [name, value] of Object.entries(said))
      if (now[name] !== (value === '' ? null : value))
        wrong.push(`${form.path} keeps ${name} ${JSON.stringify(now[name])} for ${JSON.stringify(value)}`);
  }
  return wrong;
};

const TEXTS = new Set([
  'wageText',
  'workplace',
  'note',
  'contactName',
  'contactPhone',
  'permitNumber',
  'licenceNo',
  'streamUrl',
  'holderName',
  'holderLicence',
  'equipment',
  'host',
  'agreementNo',
  'major',
]);
