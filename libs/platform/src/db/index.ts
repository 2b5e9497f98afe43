export { anyOf } from './any-of.js';
export { addDays, CITY_ZONE, dayOf, startOfDay } from '#platform/dates';
export { CharsetError, charsetFaults } from './charset.js';
export { Clock } from './clock.js';
export { Bytes, Day, Flag, Instant, Int, Json, Key, Ref, Str, Txt, Version } from './columns.js';
export { insertRows } from './bulk-insert.js';
export { databaseFile, openDatabase } from './data-source.js';
export { DataDirectoryInUseError, lockDataDirectory } from './data-lock.js';
export { isDemoDatabase, isDemoDirectory, markDemoDatabase, markDemoDirectory } from './demo-mark.js';
export { markSchema } from './demo-mark.schema.js';
export { DbModule } from './db.module.js';
export { isMysql } from './dialect.js';
export { guarded, GuardError, isDuplicate } from './guarded.js';
export { newId } from './ids.js';
export { drift, migrate, pendingMigrations, revert } from './migrate.js';
export {
  addColumn,
  changeRows,
  col,
  createIndex,
  dropIndex,
  dropTable,
  dropUnique,
  createTable,
  fillColumn,
  isSeeded,
  seedRows,
  type ColumnPlan,
  type MigrationClass,
  type SchemaPart,
  type TablePlan,
} from './migrations.js';
export { WriterBusyError } from './mutex.js';
export { cursorAt, CursorError, pageOf, placeOf, sqlInstant, type KeyKind, type Paged, type PageRequest } from './paging.js';
export { defineRetention, keepWithoutRule, keptTables, retentionRules, type RetentionRule } from './retention.js';
export { OutsideTransactionError } from './sqlite-gate.js';
export { isStorableText, UnstorableError } from './statement-guard.js';
export { UnitOfWork } from './unit-of-work.js';
