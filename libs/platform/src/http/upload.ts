import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { Settings } from '../config/index.js';
import { invalid, Problem, type FieldFault } from './problem.js';
import { unstorable } from './unstorable.js';

export interface UploadRequest extends FastifyRequest {
  file(): Promise<MultipartFile | undefined>;
}

const noFile = (): Problem =>
  new Problem('request.no_file', 422, { detail: { zh: '请选择要上传的文件', en: 'Choose a file to upload: the form field `file`' } });

/** The one file of a multipart request, not read yet. @throws Problem when there is none. */
const uploadedStream = async (request: UploadRequest): Promise<MultipartFile> => {
  if (!request.isMultipart()) throw noFile();
  const file = await request.file().catch(asProblem);
  // The parser also gives a part that has no file name, in spite of its type.
  if (!file || (file.filename as string | undefined) === undefined) throw noFile();
  const faults = [...unstorable(file.filename, 'file'), ...(file.filename.length > FILE_NAME_MAX ? [longName] : [])];
  if (faults.length > 0) throw invalid(faults);
  return file;
};

const FILE_NAME_MAX = 200;
const longName: FieldFault = {
  path: 'file',
  code: 'isLength',
  message: { zh: `文件名最多 ${FILE_NAME_MAX} 个字`, en: `the file’s name may have at most ${FILE_NAME_MAX} characters` },
};

/** The parser of multipart requests throws plain errors for what it cannot read, and the connection its own when it is cut. */
const asProblem = (error: unknown): never => {
  const { message, code } = error as NodeJS.ErrnoException;
  if (!/multipart|boundary|unexpected end|malformed/i.test(message) && !CUT_OFF.has(code ?? '')) throw error;
  throw new Problem('request.malformed', 400, {
    detail: { zh: '上传的内容不完整，请重新上传', en: 'What was uploaded is not whole; upload it again' },
    cause: error,
  });
};

const CUT_OFF = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET']);

/** The same, read into memory: for documents whose size is bounded. @throws Problem 413 above the upload limit. */
export const uploadedFile = async (request: UploadRequest): Promise<{ name: string; content: Buffer }> => {
  const file = await uploadedStream(request);
  return { name: file.filename, content: await file.toBuffer().catch(asProblem) };
};

/** Writes the file of a request into the data directory, hands its path and given name to `read`, and removes it whatever becomes of that.
 * `signal` is aborted when nobody waits for the answer any more.
 * @throws Problem when there is none; 413 above the upload limit. */
export const withUpload = async <T>(
  request: UploadRequest,
  { GANGQIAO_DATA, UPLOAD_MIB }: Settings,
  read: (path: string, name: string, signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const part = await uploadedStream(request);
  const folder = join(GANGQIAO_DATA, 'uploads');
  await mkdir(folder, { recursive: true });
  const path = join(folder, randomUUID());
  const gone = new AbortController();
  const hungUp = (): void => gone.abort(new Error('the request was broken off'));
  request.raw.socket.once('close', hungUp);
  try {
    await pipeline(part.file, createWriteStream(path)).catch(asProblem);
    if (part.file.truncated)
      throw new Problem('request.too_large', 413, {
        detail: { zh: '文件超过 {limit} MB', en: 'The file is larger than {limit} MB' },
        params: { limit: UPLOAD_MIB },
      });
    return await read(path, part.filename, gone.signal);
  } finally {
    request.raw.socket.off('close', hungUp);
    await rm(path, { force: true });
  }
};
