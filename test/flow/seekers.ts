import type { Client } from '../support/client.js';

export interface SeekerRow {
  occupation: string | null;
  level: number;
  people: number;
}
export interface Preview {
  rows: SeekerRow[];
  linesRead: number;
  people: number;
  unnamed: number;
  faultyLines: number;
  faults: { line: number; message: string }[];
}

/** A list of seekers as an office keeps it, three of its lines faulty. */
export const SEEKERS =
  '职业编码,职业名称,技能等级,求职人数\n6-18-02-04,焊工,初级工,12\n6-18-02-04,,学徒工,8\n,不限,,30\n9-99-99-99,,,5\n,缝纫工,高手,3\n6-05-01-03,,,\n';

/** Puts other seekers in place of those of the third quarter. @param version which the person has seen */
export const replaceSeekers = (who: Client, rows: SeekerRow[], version: number) =>
  who.send<{ version: number; people: number }>(
    'PUT',
    '/api/seeker-registers/2026Q3',
    { rows },
    { headers: { 'if-match': `"${version}"` } },
  );
