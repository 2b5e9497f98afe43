import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CursorError, GuardError, isDuplicate, UnstorableError, WriterBusyError } from '#platform/db';
import { fill, Problem, type Wording } from './problem.js';
import { requestContext } from './request-context.js';

const general: Record<number, [code: string, wording: Wording]> = {
  400: ['request.malformed', { zh: '请求格式不正确：{reason}', en: 'The request is malformed: {reason}' }],
  401: ['access.sign_in', { zh: '请先登录', en: 'Please sign in' }],
  403: ['access.denied', { zh: '您没有权限进行此操作', en: 'You may not do this' }],
  404: ['not_found', { zh: '没有这个地址', en: 'There is nothing at this address' }],
  405: ['method_not_allowed', { zh: '此地址不支持该操作', en: 'This address does not know this method' }],
  406: ['not_acceptable', { zh: '无法按要求的格式返回', en: 'Not available in the requested form' }],
  413: ['request.too_large', { zh: '上传的内容过大', en: 'What was sent is too large' }],
  415: ['request.media_type', { zh: '不支持这种内容类型', en: 'This media type is not understood' }],
  429: ['request.too_many', { zh: '操作过于频繁，请稍后再试', en: 'Too many requests; wait a moment and try again' }],
  503: ['unavailable', { zh: '服务暂时不可用，请稍后重试', en: 'Temporarily unavailable; try again shortly' }],
};

const unexpected: Wording = {
  zh: '系统出错了，您的操作没有保存。请重试；若仍失败，请把编号 {requestId} 告诉管理员',
  en: 'Something went wrong and nothing was saved. Try again; if it fails again, tell your administrator the number {requestId}',
};

const byStatus = (status: number, reason: string, cause?: unknown): Problem => {
  const [code, detail] = general[status] ?? ['request.refused', { zh: '请求被拒绝：{reason}', en: 'The request was refused: {reason}' }];
  return new Problem(code, status, { detail, params: { reason }, cause });
};

/** What a person is told about any error. */
export const toProblem = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  if (error instanceof GuardError) {
    return new Problem('conflict', 409, {
      detail: { zh: '数据已被他人修改，请刷新后重试', en: 'It has changed meanwhile; reload and try again' },
      cause: error,
    });
  }
  if (error instanceof CursorError) {
    return new Problem('request.cursor', 400, {
      detail: { zh: '翻页标记无效，请从头开始', en: 'The cursor is not one of this list; start again without it' },
      cause: error,
    });
  }
  if (error instanceof UnstorableError) {
    return new Problem('request.unstorable', 422, {
      detail: {
        zh: '有内容无法保存或查询，请检查特殊字符和数值范围',
        en: 'Something in it can be neither stored nor looked for: check unusual characters and numbers',
      },
      cause: error,
    });
  }
  if (error instanceof WriterBusyError) return byStatus(503, error.message, error);
  if (error instanceof HttpException) return byStatus(error.getStatus(), error.message, error);
  if (isDuplicate(error)) {
    return new Problem('duplicate', 409, { detail: { zh: '已经存在相同的记录', en: 'There is already such a record' }, cause: error });
  }
  const status = (error as { statusCode?: unknown }).statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500) return byStatus(status, (error as Error).message, error);
  return new Problem('internal', 500, { detail: unexpected, params: { requestId: requestContext()?.requestId ?? '' }, cause: error });
};

/** RFC 9457 body in one language. */
export const problemBody = (problem: Problem, locale: 'zh' | 'en', requestId: string): Record<string, unknown> => ({
  type: `urn:gangqiao:problem:${problem.code}`,
  title: fill(problem.detail[locale], problem.params),
  status: problem.status,
  code: problem.code,
  detail: fill(problem.detail[locale], problem.params),
  ...(requestId ? { instance: `urn:gangqiao:request:${requestId}` } : {}),
  ...(Object.keys(problem.params).length > 0 ? { params: problem.params } : {}),
  ...(problem.errors.length > 0
    ? {
        errors: problem.errors.map((fault) => ({
          path: fault.path,
          code: fault.code,
          message: fill(fault.message[locale], fault.params ?? {}),
        })),
      }
    : {}),
});

/** When it is worth asking again, for programs. */
const comeAgain = ({ status, params: { seconds } }: Problem): Record<string, string> =>
  status === 429 && typeof seconds === 'number' ? { 'retry-after': String(seconds) } : {};

/** The one place where an error becomes an answer and a log line. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const problem = toProblem(error);
    this.log(problem, request);
    if (reply.sent) return;
    const context = requestContext();
    void reply
      .status(problem.status)
      .headers({ 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store', ...comeAgain(problem) })
      .send(problemBody(problem, context?.locale ?? 'zh', context?.requestId ?? ''));
  }

  private log(problem: Problem, request: FastifyRequest): void {
    const line =
      `${problem.code} ${request.method} ${request.routeOptions.url ?? request.url.split('?')[0]} ` +
      `${requestContext()?.requestId ?? ''}`;
    if (problem.severity === 'error')
      this.logger.error(`${line} ${problem.message}`, (problem.cause as Error | undefined)?.stack ?? problem.stack);
    else if (problem.severity === 'warn' && problem.status !== 401 && problem.status !== 404)
      this.logger.warn(`${line} ${problem.message}`);
  }
}
