import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { covers, OrgTree } from '#access';
import { Settings } from '#platform/config';
import { FieldCipher, normalise } from '#platform/crypto';
import { dayOf, isDuplicate, newId, UnitOfWork, type Paged } from '#platform/db';
import type { Principal } from '#platform/http';
import { tableLimits } from '#platform/table';
import { DispatchPorts, Neighbours } from '../dispatch.ports.js';
import { problems } from '../dispatch.problems.js';
import { insuranceSays, monthOf, monthsFrom, type PaidBy, type PaidMonth } from '../domain/insurance.js';
import type { PaidRow } from '../domain/insurance-table.js';
import type { Says } from '../domain/retention.js';
import type { InsuranceImport, InsuranceMonth } from './insurance.entity.js';
import { InsuranceRepository, type SignedLine } from './insurance.repository.js';
import { readPaidMonths } from './insurance.reader.js';

/** What a list says of our people, before anything of it is kept. */
export interface InsurancePreview {
  rows: PaidRow[];
  /** People of the list, whoever they are. */
  inFile: number;
  /** Those of them who came with a trip and signed. */
  people: number;
  /** Months of them that are not known yet. */
  months: number;
  /** Checks that the months answer, or answer otherwise. */
  checks: Record<Says, number>;
}

interface Found {
  lines: SignedLine[];
  /** By line: months of the list. */
  listed: Map<string, PaidMonth[]>;
  /** By line: what is known with the list. */
  known: Map<string, PaidMonth[]>;
  fresh: { lineId: string; month: string; paidBy: PaidBy }[];
  /** Another employer was known to have paid these. */
  turned: { lineId: string; month: string }[];
  says: Map<string, Says | null>;
}

/** 参保月份: evidence that somebody is still employed, beside what the employer says and never instead of it. */
@Injectable()
export class InsuranceService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly months: InsuranceRepository,
    private readonly org: OrgTree,
    private readonly neighbours: Neighbours,
    private readonly ports: DispatchPorts,
    private readonly cipher: FieldCipher,
    private readonly settings: Settings,
  ) {}

  list(who: Principal, cursor: string | undefined, limit: number): Promise<Paged<InsuranceImport>> {
    return this.months.page(this.ports.access.scope(who, 'dispatch.insurance'), cursor, limit);
  }

  async preview(who: Principal, file: string, signal?: AbortSignal): Promise<InsurancePreview> {
    const rows = await this.read(file, signal);
    const found = await this.find(who, rows);
    const checks = { stayed: 0, left: 0 };
    for (const says of found.says.values()) if (says) checks[says] += 1;
    return {
      rows,
      inFile: new Set(rows.map(({ idNumber }) => idNumber)).size,
      people: new Set(found.lines.map(({ idHash }) => idHash)).size,
      months: found.fresh.length + found.turned.length,
      checks,
    };
  }

  /** Keeps the months of our people; the same file again is the same import. @throws Problem 422 when a line of it cannot be understood */
  async save(who: Principal, file: string, signal?: AbortSignal): Promise<InsuranceImport> {
    const rows = await this.read(file, signal);
    const wrong = rows.filter(({ fault }) => fault !== null).length;
    if (wrong > 0) throw problems('insurance.invalid', { count: wrong });
    const node = await this.office(who);
    const digest = await digestOf(file);
    const before = await this.months.sameFile(node.id, digest);
    if (before) return before;
    try {
      return await this.uow.run(() => this.keep(who, rows, node, digest));
    } catch (error) {
      const same = isDuplicate(error) ? await this.months.sameFile(node.id, digest) : null;
      if (same) return same;
      throw error;
    }
  }

  private async keep(who: Principal, rows: PaidRow[], node: { id: string; path: string }, digest: string): Promise<InsuranceImport> {
    const { lines, fresh, turned, says } = await this.find(who, rows);
    const id = newId();
    const kept: InsuranceImport = {
      ...{ id, nodePath: node.path, nodeId: node.id, digest, lines: rows.length },
      people: new Set(lines.map(({ idHash }) => idHash)).size,
      months: fresh.length + turned.length,
      createdById: who.userId,
      createdAt: this.ports.clock.now(),
    };
    await this.months.insert({ ...kept });
    await this.months.insertMonths(fresh.map((one): InsuranceMonth => ({ ...one, id: newId(), importId: id })));
    await this.months.nowSame(turned, id);
    for (const answer of ['stayed', 'left', null] as const)
      await this.months.say(
        [...says].flatMap(([check, said]) => (said === answer ? check : [])),
        answer,
      );
    const { people, months } = kept;
    await this.ports.audit.record(who, 'insurance.imported', { kind: 'insurance', id, nodePath: node.path }, { people, months });
    return kept;
  }

  /** Where a list of theirs belongs. */
  private async office(who: Principal): Promise<{ id: string; path: string }> {
    const { all, paths } = this.ports.access.scope(who, 'dispatch.insurance');
    const node = all ? await this.org.city() : await this.org.byId(paths[0]?.split('/').at(-2) ?? '');
    if (!node) throw problems('insurance.office');
    return node;
  }

  private read(file: string, signal: AbortSignal | undefined): Promise<PaidRow[]> {
    return readPaidMonths(file, { limits: tableLimits(this.settings), signal });
  }

  private async find(who: Principal, rows: readonly PaidRow[]): Promise<Found> {
    const scope = this.ports.access.scope(who, 'dispatch.insurance');
    const byHash = new Map<string, PaidRow[]>();
    for (const row of rows) {
      if (row.fault !== null) continue;
      const hash = this.cipher.blindIndex('id_number', normalise.idNumber(row.idNumber));
      byHash.set(hash, [...(byHash.get(hash) ?? []), row]);
    }
    const lines = (await this.months.signed([...byHash.keys()])).filter(({ nodePath }) => covers(scope, { nodePath }));
    const enterprises = new Map(
      (await this.neighbours.enterprises.many(lines.map(({ enterpriseId }) => enterpriseId))).map((one) => [one.id, one]),
    );
    const listed = new Map(
      lines.map((line) => [line.id, monthsOfLine(line, byHash.get(line.idHash) ?? [], enterprises.get(line.enterpriseId))]),
    );
    const before = await this.months.monthsOf(lines.map(({ id }) => id));
    return { lines, listed, ...(await this.compare(lines, listed, before)) };
  }

  private async compare(lines: SignedLine[], listed: Map<string, PaidMonth[]>, before: Map<string, PaidMonth[]>) {
    const found: Pick<Found, 'known' | 'fresh' | 'turned' | 'says'> = { known: new Map(), fresh: [], turned: [], says: new Map() };
    for (const { id: lineId } of lines) {
      const known = new Map((before.get(lineId) ?? []).map(({ month, paidBy }) => [month, paidBy]));
      for (const { month, paidBy } of listed.get(lineId) ?? []) {
        if (!known.has(month)) found.fresh.push({ lineId, month, paidBy });
        else if (known.get(month) === 'other' && paidBy === 'same') found.turned.push({ lineId, month });
        else continue;
        known.set(month, paidBy);
      }
      found.known.set(
        lineId,
        [...known].map(([month, paidBy]) => ({ month, paidBy })),
      );
    }
    const signedOn = new Map(lines.map((line) => [line.id, signedDay(line)]));
    for (const check of await this.months.checksOf(lines.map(({ id }) => id))) {
      const says = insuranceSays({ dueOn: check.dueOn, signedOn: signedOn.get(check.lineId) ?? '' }, found.known.get(check.lineId) ?? []);
      if (says !== check.insuranceSays) found.says.set(check.id, says);
    }
    return found;
  }
}

const signedDay = ({ signedAt, createdAt }: SignedLine): string => dayOf(signedAt ?? createdAt);

const plain = (name: string): string => name.replace(/[（(].*?[)）]|\s/g, '');

/** Months from the signing on, each once: what the same employer paid counts before what another one did. */
const monthsOfLine = (
  line: SignedLine,
  rows: readonly PaidRow[],
  enterprise: { name: string; creditCode: string | null } | undefined,
): PaidMonth[] => {
  const months = new Map<string, PaidBy>();
  const first = monthOf(signedDay(line));
  for (const { from, to, creditCode, employer } of rows) {
    const same = creditCode ? creditCode === enterprise?.creditCode : plain(employer ?? '') === plain(enterprise?.name ?? '');
    for (const month of monthsFrom(from < first ? first : from, to))
      if (months.get(month) !== 'same') months.set(month, same ? 'same' : 'other');
  }
  return [...months].map(([month, paidBy]) => ({ month, paidBy }));
};

const digestOf = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
};
