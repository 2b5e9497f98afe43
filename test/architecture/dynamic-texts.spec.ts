import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importFields, NEED_GAPS } from '#need';
import { projectRoot } from '#platform/config';
import { REASONS } from '#survey';

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
const levels = Array.from({ length: 9 }, (_, level) => String(level));
/** What the pages name in another way, or what has words of its own where it is made. */
const TOLD_ELSEWHERE = null;

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
  'console filing': TOLD_ELSEWHERE,
  'console gap': NEED_GAPS,
  'console import.correctable': ofApi('ImportCorrectable'),
  'console import.told': ofApi('ImportToldBy').filter((by) => !['cell', 'exact', 'empty'].includes(by)),
  'console import.leftOutReason': ofApi('ImportLeftOutReason'),
  'console import.sheetReason': ofApi('ImportSheetReason'),
  'console importField': importFields,
  'console ledger': ofApi('NeedEntryKind'),
  'console messageGroup': ofApi('MessageGroup'),
  'console mode': ofApi('TravelMode'),
  'console reason': TOLD_ELSEWHERE,
  'console reportKind': ofApi('NeedReportKind'),
  'console revisedField': ofApi('RevisedField'),
  'console role': ofApi('Role'),
  'console size': ofApi('SizeClass'),
  'console state': TOLD_ELSEWHERE,
  'console state.delivery': ofApi('DeliveryState'),
  'console state.need': ofApi('NeedState'),
  'console state.proposal': ofApi('ProposalState').filter((state) => state !== 'proposed'),
  'console state.promise': ofApi('PromiseState'),
  'console smsProvider': ofApi('SmsProvider'),
  'console state.smsTemplate': ofApi('SmsApproval'),
  'console supplierKind': ofApi('SupplierKind'),
  'console supplierLevel': ofApi('StationLevel'),
  'console surveyReason': REASONS,
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
});
