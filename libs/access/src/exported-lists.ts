import type { ListColumn, ListTable, Words } from '#platform/document';
import { defineTraces } from './traces.js';

/** A list that people can take along, by the name under which the trail says so. */
export interface ExportedList<T> extends ListTable<T> {
  key: string;
}

const known: ExportedList<never>[] = [];

/** Declares what a list looks like when it is taken along. @param key unique among lists */
export const defineExport = <T>(key: string, name: Words, columns: readonly ListColumn<T>[]): ExportedList<T> => {
  defineTraces({ values: { [`list.${key}`]: name } });
  const list = { key, name, columns };
  known.push(list);
  return list;
};

/** Every list that is declared. */
export const exportedLists = (): readonly ExportedList<never>[] => known;
