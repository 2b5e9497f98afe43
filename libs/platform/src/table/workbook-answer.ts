import { PassThrough, type Writable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** Media type of .xlsx. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** For whoever fetches it: a computer that fell asleep meanwhile keeps no place of others. */
const PATIENCE_MS = 600_000;

/** Answers with a file while it is written, until it is written, its reader goes away or takes ten minutes over it.
 * @param type its media type
 * @param name with its extension */
export const answerFile = async (
  reply: FastifyReply,
  type: string,
  name: string,
  write: (to: Writable) => Promise<void>,
): Promise<void> => {
  const stream = new PassThrough();
  const encoded = encodeURIComponent(name);
  const left = new Promise<void>((resolve) => stream.once('close', resolve));
  const late = setTimeout(() => stream.destroy(new Error('nobody fetched what was written')), PATIENCE_MS).unref();
  void reply.headers({ 'content-type': type, 'content-disposition': `attachment; filename*=UTF-8''${encoded}` }).send(stream);
  // What writes a workbook waits for its end for ever when its reader goes away.
  await Promise.race([write(stream), left]).catch((error: Error) => stream.destroy(error));
  clearTimeout(late);
};

/** Answers with a workbook while it is written. @param name of the file, with its extension */
export const answerWorkbook = (reply: FastifyReply, name: string, write: (to: Writable) => Promise<void>): Promise<void> =>
  answerFile(reply, XLSX, name, write);
