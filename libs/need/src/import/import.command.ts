import { basename } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { countsOf, type ImportCountsDto } from './import.dto.js';
import { ImportService } from './import.service.js';
import { WrongRows } from './wrong-rows.js';

export interface ImportedFile extends Omit<ImportCountsDto, 'takenBack' | 'stay'> {
  /** Where the rows that were not saved were written; null when there are none. */
  wrongFile: string | null;
}

/** `gangqiao import needs FILE`: imports a list for the city, confirms it, and writes the wrong rows beside it.
 * @param figuresConfirmed figures that are out of proportion are meant
 * @throws Problem `import.not_a_table` for a file that is none, `import.mapping` when no column looks like the title,
 * `import.figures_doubtful`. */
export const importNeedsFile = async (app: INestApplicationContext, file: string, figuresConfirmed = false): Promise<ImportedFile> => {
  const imports = app.get(ImportService, { strict: false });
  const batch = await imports.confirm(null, (await imports.read(file, basename(file))).id, figuresConfirmed);
  const { takenBack: _, stay: __, ...counts } = countsOf(batch);
  if (counts.wrong + counts.conflicts === 0) return { ...counts, wrongFile: null };
  const wrongFile = `${file.replace(/\.(csv|txt|xlsx?|xlsb|et|ods)$/i, '')}-wrong.csv`;
  await app.get(WrongRows, { strict: false }).writeCsv(batch, wrongFile);
  return { ...counts, wrongFile };
};
