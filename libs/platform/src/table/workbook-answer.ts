import { PassThrough, type Writable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** Media type of .xlsx. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Answers with a workbook while it is written.
 * @param name of the file, with its extension */
export const answerWorkbook = async (reply: FastifyReply, name: string, write: (to: Writable) => Promise<void>): Promise<void> => {
  const stream = new PassThrough();
  const encoded = encodeURIComponent(name);
  void reply.headers({ 'content-type': XLSX, 'content-disposition': `attachment; filename*=UTF-8''${encoded}` }).send(stream);
  await write(stream).catch((error: Error) => stream.destroy(error));
};
