export { Action, Caller, IfMatch, MaybeCaller, PERMISSION, Resource, type ActionOptions, type AuthenticatedRequest } from './action.js';
export { addressBlock } from './address.js';
export { AnonymousReads } from './anonymous-reads.js';
export { CursorSeal } from './cursor-seal.js';
export {
  bool,
  day,
  id,
  instant,
  int,
  json,
  listOf,
  nested,
  num,
  oneOf,
  PageQuery,
  phone,
  someOf,
  text,
  type FieldOptions,
} from './fields.js';
export { InsideOnly } from './inside.guard.js';
export { HttpModule } from './http.module.js';
export { openApi } from './openapi.js';
export { Authenticator, Authorizer, ROLES, type Grant, type Principal, type Role } from './principal.js';
export {
  conflict,
  defineProblems,
  fill,
  forbidden,
  invalid,
  notFound,
  Problem,
  signInFirst,
  type FieldFault,
  type Wording,
} from './problem.js';
export { toProblem } from './problem.filter.js';
export { localeOf } from './locale.js';
export { requestContext, requestStorage, type RequestContext } from './request-context.js';
export { httpAdapter, prepareHttp } from './server.js';
export { Trail, type TracedObject } from './trail.js';
export { uploadedFile, withUpload, type UploadRequest } from './upload.js';
