import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { RehearsalWorkspaces } from '../workspace/rehearsal-workspaces.js';
import { WORKSPACE_RESOLVER } from './hooks.js';
import { ProblemFilter } from './problem.filter.js';
import { validationPipe } from './validation.js';

/** What every endpoint gets without asking. */
@Global()
@Module({
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useFactory: validationPipe },
    { provide: WORKSPACE_RESOLVER, useClass: RehearsalWorkspaces },
  ],
  exports: [WORKSPACE_RESOLVER],
})
export class HttpModule {}
