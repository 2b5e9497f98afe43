import type { Stage } from './stage.js';

/** Of every table how many rows there are, how many in each state, and what its figures add up to. */
export type Census = ReadonlyMap<string, number>;

interface Column {
  table: string;
  name: string;
  type: string;
}

/** Versions tell how often a row was touched and not what became of it; other numbers are dealt out, drawn, or follow from other cases. */
const TELL_NOTHING = ['version', 'id', 'seed', 'position', 'stratumSize', 'stratumDrawn'];

const isFigure = ({ name, type }: Column): boolean => ['int', 'bigint'].includes(type) && !TELL_NOTHING.includes(name);

export const columnsOf = (stage: Stage): Promise<Column[]> =>
  stage.query<Column>(
    `SELECT TABLE_NAME AS \`table\`, COLUMN_NAME AS name, DATA_TYPE AS type FROM information_schema.columns
     WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME`,
  );

export const takeCensus = async (stage: Stage, columns: readonly Column[]): Promise<Census> => {
  const tables = [...new Set(columns.map(({ table }) => table))];
  const counted = tables.map((table) => {
    const own = columns.filter((column) => column.table === table);
    const sums = own.filter(isFigure).map(({ name }) => `, '${name}', COALESCE(SUM(\`${name}\`), 0)`);
    const state = own.some(({ name }) => name === 'state') ? 'state' : "''";
    return `SELECT CONCAT('${table} ', ${state}) AS what, JSON_OBJECT('rows', COUNT(*)${sums.join('')}) AS figures
      FROM \`${table}\` GROUP BY 1`;
  });
  const rows = await stage.query<{ what: string; figures: Record<string, number> }>(counted.join(' UNION ALL '));
  return new Map(rows.flatMap(({ what, figures }) => Object.entries(figures).map(([name, value]) => [`${what} ${name}`, Number(value)])));
};

/** What changed from one to the other. */
export const difference = (before: Census, after: Census): Record<string, number> => {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return Object.fromEntries(
    names.map((name) => [name, (after.get(name) ?? 0) - (before.get(name) ?? 0)] as const).filter(([, change]) => change !== 0),
  );
};

/** Figures that contradict each other; nothing when all is well. */
export const contradictions = async (stage: Stage): Promise<{ what: string; id: string }[]> => {
  const checks = {
    'a need whose last entry says other figures': `SELECT n.id FROM need n JOIN need_entry e ON e.needId = n.id AND e.seq = n.moves
      WHERE n.filled <> e.filled OR n.promised <> e.promised OR n.committed <> e.committed OR n.short <> e.short`,
    'a need with a gap in its entries': `SELECT n.id FROM need n
      WHERE n.moves <> (SELECT COUNT(*) FROM need_entry e WHERE e.needId = n.id)`,
    'a need that promises hold more or less of': `SELECT n.id FROM need n WHERE n.promised <>
      (SELECT COALESCE(SUM(p.people), 0) FROM promise p WHERE p.needId = n.id AND p.state = 'held')`,
    'a need that commitments count otherwise': `SELECT n.id FROM need n WHERE n.committed <>
      (SELECT COALESCE(SUM(p.people - p.released - p.signed), 0) FROM promise p WHERE p.needId = n.id AND p.state = 'accepted')`,
    'a batch that promises hold more or less of': `SELECT b.id FROM supply_batch b WHERE b.promised <>
      (SELECT COALESCE(SUM(p.people), 0) FROM promise p WHERE p.batchId = b.id AND p.state = 'held')`,
    'a person on two trips': `SELECT idHash AS id FROM manifest_line
      WHERE state IN ('listed', 'boarded') GROUP BY idHash HAVING COUNT(*) > 1`,
    'a promise with more people on manifests than it has': `SELECT p.id FROM promise p WHERE p.people - p.released - p.signed <
      (SELECT COUNT(*) FROM manifest_line l WHERE l.promiseId = p.id AND l.returning = 0 AND l.state IN ('listed', 'boarded', 'arrived'))`,
    'an enterprise with two first people': `SELECT enterpriseId AS id FROM membership
      WHERE state = 'active' AND decidedBy = 'county' GROUP BY enterpriseId HAVING COUNT(*) > 1`,
  };
  return stage.query(
    Object.entries(checks)
      .map(([what, sql]) => `SELECT '${what}' AS what, id FROM (${sql}) AS found`)
      .join(' UNION ALL '),
  );
};
