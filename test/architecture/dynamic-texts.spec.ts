import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { carriedBy, exportedLists, permissionCatalogue } from '#access';
import { libraries } from '#flow';
import { importFields, NEED_GAPS, TERM_COLUMNS } from '#need';
import { isSecret, projectRoot, Settings } from '#platform/config';
import { ROLES } from '#platform/http';
import { getMetadataStorage } from 'class-validator';
import { definedJobs } from '#platform/jobs';
import { divisions } from '#reference';
import { BATCH_TERMS } from '#supply';
import { REASONS } from '#survey';
import { HOOK_KINDS } from '#webhook';

const web = join(projectRoot, 'apps/web/src');
const schemas = (
  JSON.parse(readFileSync(join(projectRoot, 'apps/api/openapi.json'), 'utf8')) as {
    components: { schemas: Record<string, { enum?: string[] }> };
  }
).components.schemas;
const ofApi = (name: string): string[] => {
  const values = schemas[name]?.enum;
  if (!values) throw new Error(`the API has no words ${name}`);
  return values;
};
/** Those that the page of settings shows. */
const shownSettings = [
  ...new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(Settings, '', false, false)
      .map(({ propertyName }) => propertyName),
  ),
].filter((name) => !isSecret(name));
const PROVINCES = divisions.children(null).map(({ code }) => code.slice(0, 2));
const levels = Array.from({ length: 9 }, (_, level) => String(level));
/** What the pages name in another way, or what has words of its own where it is made. */
const TOLD_ELSEWHERE = null;

/** What a proposal stands on, as the API calls it: places as one, money in yuan. */
const TERMS = [...TERM_COLUMNS, ...BATCH_TERMS]
  .filter((term) => !['nodeId', 'nodePath', 'divisionCode'].includes(term))
  .map((term) => term.replace(/Fen$/, 'Yuan'));

/** Keys that a page puts together, by what they begin with: the values that may follow. */
const KEYS: Record<string, readonly string[] | null> = {
  'common campaign': ofApi('Campaign'),
  'common form': ofApi('NeedForm'),
  'common level': levels,
  'common problem': TOLD_ELSEWHERE,
  'common shift': ofApi('NeedShift'),
  'console advice': ofApi('AdviceKind'),
  'console channel': ofApi('Channel'),
  'console deliveryFailure': ofApi('DeliveryFailure'),
  'console filing': ofApi('FilingGap'),
  'console booth.answer': ['yes', 'no', 'none'],
  'console booth.fits': ofApi('FairFit'),
  'console boothRule': TOLD_ELSEWHERE,
  'console resultRule': TOLD_ELSEWHERE,
  'console fair.audiences': ofApi('Audience'),
  'console fairHire.by': ofApi('FairHireVoice'),
  'console fairHire.days': ['0', '30', '90'],
  'console fairHire.hired': ofApi('FairHireSays'),
  'console fairHire.there': ofApi('FairHireSays'),
  'console fairReport.figures': ['enterprises', 'posts', 'tickets', 'entered', 'talks', 'intents', 'offers', 'hires', 'hires30', 'hires90'],
  'console fairResult.columns': ['line', 'number', 'post', 'result', 'fault'],
  'console fairResult.kinds': ofApi('FairResult'),
  'console year': ['held', 'announced', 'planned'],
  'console year.clash': ofApi('FairClashKind'),
  'console year.due': ofApi('FairDeadline'),
  'console year.weeks': ['1', '2', '4'],
  'console outcome': ofApi('FairOutcome'),
  'console unsuitableReason': ofApi('UnsuitableReason'),
  'console fieldRefusal': ['unknown_ticket', 'cancelled_ticket', 'same_scan', 'after_duty', 'no_gate', 'no_such_mark'],
  'console fieldConflict': ['used_elsewhere', 'used_here'],
  'console fair.clash': [...ofApi('FairClashKind'), 'venue_shut'],
  'console fairPlan.failures': ['no_rooms', 'no_days', 'no_shortage', 'stopped'],
  'console fairPlan.refusals': ['fair.room_taken', 'fair.venue_closed', 'fair.room_booths'],
  'console gap': NEED_GAPS,
  'console hookKind': ['ping', ...HOOK_KINDS],
  'console hookFault': ['INSIDE', 'OFF', 'ECONNREFUSED', 'ENOTFOUND', 'TimeoutError'],
  'console jobName': definedJobs().map(({ name }) => name),
  'console import.correctable': ofApi('ImportCorrectable'),
  'console import.told': ofApi('ImportToldBy').filter((by) => !['cell', 'exact', 'empty'].includes(by)),
  'console import.leftOutReason': ofApi('ImportLeftOutReason'),
  'console import.sheetReason': ofApi('ImportSheetReason'),
  'console importField': importFields,
  'console ledger': ofApi('NeedEntryKind'),
  'console ledgerReason': ['unconfirmed', 'start_passed', 'import', 'import_taken_back', 'denied', 'left', 'signed'],
  'console messageGroup': ofApi('MessageGroup'),
  'console messageWay': ofApi('MessageWay'),
  'console messageTiming': ofApi('MessageTiming'),
  'console messageQuiet': ofApi('MessageQuiet'),
  'console messageAudience': ofApi('MessageAudience'),
  'console variableType': ofApi('VariableType'),
  'console massKind': ofApi('MassKind'),
  'console massStep': ofApi('MassStep'),
  'console massDone': ofApi('MassStep'),
  'console mode': ofApi('TravelMode'),
  'console reason': TOLD_ELSEWHERE,
  'console reportKind': ofApi('NeedReportKind'),
  'console revisedField': ofApi('RevisedField'),
  'console role': ofApi('Role'),
  'console permission': ROLES.flatMap((role) => carriedBy(role, permissionCatalogue.all())),
  'console preview.table': ['occupation', 'occupation_county', 'occupation_level', 'occupation_county_level', 'province'],
  'console queueName': ofApi('QueueName'),
  'console settingName': shownSettings,
  'console size': ofApi('SizeClass'),
  'console state': TOLD_ELSEWHERE,
  'console state.batch': ofApi('BatchState'),
  'console state.delivery': ofApi('DeliveryState'),
  'console state.enterprise': ofApi('EnterpriseState'),
  'console state.fair': ofApi('FairState'),
  'console state.import': ofApi('ImportState'),
  'console state.importRow': ofApi('ImportRowKind'),
  'console state.job': ofApi('JobState'),
  'console state.line': ofApi('LineState'),
  'console state.mass': ofApi('MassState'),
  'console state.massRecipient': ofApi('MassRecipientFilter'),
  'console state.need': ofApi('NeedState'),
  'console state.proposal': ofApi('ProposalState'),
  'console state.promise': ofApi('PromiseState'),
  'console state.registration': ofApi('RegistrationState'),
  'console state.round': ofApi('SurveyRoundState'),
  'console state.run': ofApi('RunState'),
  'console state.survey': ofApi('SurveyMemberState'),
  'console state.ticket': ofApi('TicketState'),
  'console state.token': ofApi('ApiTokenState'),
  'console state.trip': ofApi('TripState'),
  'console state.user': ofApi('UserState'),
  'console state.webhook': ofApi('WebhookState'),
  'console state.dispatch': ofApi('DispatchState'),
  'console smsProvider': ofApi('SmsProvider'),
  'console state.smsTemplate': ofApi('SmsApproval'),
  'console provinceShort': PROVINCES,
  'console region': ofApi('Region'),
  'console degree': ofApi('Degree'),
  'console stationKind': ofApi('StationKind'),
  'console consentForm': ofApi('ConsentForm'),
  'console workerStage': ofApi('WorkerStage'),
  'console idKind': ofApi('IdKind'),
  'console supplierKind': ofApi('SupplierKind'),
  'console supplierLevel': ofApi('StationLevel'),
  'console surveyReason': REASONS,
  'console term': [...TERMS, 'place', 'open', 'true', 'false'],
  'console unfilled': ofApi('UnfilledReason'),
  'console weight': TOLD_ELSEWHERE,
  'public catalogue.change': ofApi('CatalogueChange'),
  'public catalogue.grade': ofApi('ShortageGrade'),
  'public catalogue.reasons': REASONS,
};

type Tree = { [key: string]: string | Tree };
const read = (path: string): Tree => JSON.parse(readFileSync(join(web, path), 'utf8')) as Tree;
const features = readdirSync(join(web, 'console'), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
const catalogue = (name: string, language: 'zh' | 'en'): Tree => {
  if (name !== 'console') return read(`i18n/${language}/${name}.json`);
  const files = features.map((feature) => `console/${feature}/texts.${language}.json`).filter((path) => existsSync(join(web, path)));
  return Object.assign({}, ...files.map(read)) as Tree;
};
const textAt = (tree: Tree, key: string): unknown => key.split('.').reduce<unknown>((at, part) => (at as Tree | undefined)?.[part], tree);

describe('keys of texts that pages put together', () => {
  it('cover the jobs of every library', () => {
    expect(Object.keys(libraries).length).toBeGreaterThan(8);
    expect(KEYS['console jobName']?.length).toBeGreaterThan(20);
    const said = exportedLists().flatMap(({ columns }) =>
      columns.flatMap(({ codes }) => (codes?.of === 'jobName' ? Object.keys(codes.words) : [])),
    );
    expect(KEYS['console jobName']?.filter((name) => !said.includes(name))).toEqual([]);
  });

  it('are known here by what they begin with', () => {
    const sources = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path));
    const begun = sources.flatMap((path) =>
      [...readFileSync(join(web, path), 'utf8').matchAll(/lookup\('(\w+)',\s*`([\w.]+?)\.\$\{/g)].map(
        ([, name, start]) => `${name} ${start}`,
      ),
    );
    expect(begun.length).toBeGreaterThan(20);
    expect([...new Set(begun)].filter((key) => !(key in KEYS))).toEqual([]);
  });

  it.each(['zh', 'en'] as const)('have words for every value in %s', (language) => {
    const missing = Object.entries(KEYS).flatMap(([start, values]) => {
      const [name = '', prefix = ''] = start.split(' ');
      const tree = catalogue(name, language);
      return (values ?? [])
        .map((value) => `${prefix}.${value}`)
        .filter((key) => !['string', 'object'].includes(typeof textAt(tree, key)) && textAt(tree, `${key}_other`) === undefined);
    });
    expect(missing).toEqual([]);
  });

  it.each(['zh', 'en'] as const)('are the words that lists say when they are taken along in %s', (language) => {
    const trees = [catalogue('console', language), catalogue('common', language)];
    const coded = exportedLists().flatMap(({ key, columns }) => columns.flatMap(({ codes }) => (codes ? [{ list: key, ...codes }] : [])));
    expect(coded.length).toBeGreaterThan(10);
    const differs = coded.flatMap(({ list, of, words }) =>
      Object.entries(words).flatMap(([code, [zh, en]]) => {
        const said = trees.map((tree) => textAt(tree, `${of}.${code}`)).find((text) => typeof text === 'string');
        return said === (language === 'zh' ? zh : en) ? [] : [`${list}: ${of}.${code} is “${String(said)}” on the pages`];
      }),
    );
    expect(differs).toEqual([]);
  });
});
