import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.js';

export interface UploadRequest extends FastifyRequest {
  file(): Promise<MultipartFile | undefined>;
}

const noFile = (): Problem =>
  new Problem('request.no_file', 422, { detail: { zh: '请选择要上传的文件', en: 'Choose a file to upload: the form field `file`' } });

/** The one file of a multipart request, not read yet. @throws Problem when there is none. */
export const uploadedStream = async (request: UploadRequest): Promise<MultipartFile> => {
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
