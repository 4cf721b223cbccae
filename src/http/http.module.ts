import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { WORKSPACE_RESOLVER, type WorkspaceResolver } from './hooks.js';
import { ProblemFilter } from './problem.filter.js';
import { validationPipe } from './validation.js';

/** Until rehearsals exist: none is known. */
const NO_REHEARSALS: WorkspaceResolver = { resolve: () => Promise.resolve(null) };

/** What every endpoint gets without asking. */
@Global()
@Module({
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useFactory: validationPipe },
    { provide: WORKSPACE_RESOLVER, useValue: NO_REHEARSALS },
  ],
  exports: [WORKSPACE_RESOLVER],
})
export class HttpModule {}
