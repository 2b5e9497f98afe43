import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { OnceInterceptor } from './once.interceptor.js';
import { RequestKeys } from './request-keys.js';

/** Stands before `HttpModule`: what it keeps of an answer is the whole answer. */
@Module({ providers: [RequestKeys, { provide: APP_INTERCEPTOR, useClass: OnceInterceptor }] })
export class OnceModule {}
