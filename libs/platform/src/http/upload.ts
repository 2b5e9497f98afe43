import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { Settings } from '../config/index.js';
import { Problem } from './problem.js';

export interface UploadRequest extends FastifyRequest {
  file(): Promise<MultipartFile | undefined>;
}

const noFile = (): Problem =>
  new Problem('request.no_file', 422, { detail: { zh: '请选择要上传的文件', en: 'Choose a file to upload: the form field `file`' } });

/** The one file of a multipart request, not read yet. @throws Problem when there is none. */
const uploadedStream = async (request: UploadRequest): Promise<MultipartFile> => {
  if (!request.isMultipart()) throw noFile();
  const file = await request.file();
  if (!file) throw noFile();
  return file;
};

/** The same, read into memory: for documents whose size is bounded. @throws Problem 413 above the upload limit. */
export const uploadedFile = async (request: UploadRequest): Promise<{ name: string; content: Buffer }> => {
  const file = await uploadedStream(request);
  return { name: file.filename, content: await file.toBuffer() };
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
    await pipeline(part.file, createWriteStream(path));
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
