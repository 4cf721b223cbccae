import { Module, type DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { Configuration } from './config/configuration.js';
import { HttpModule } from './http/http.module.js';
import { requestLogging } from './http/logging.js';
import { AccessModule } from './modules/access/access.module.js';
import { ArchiveModule } from './modules/archive/archive.module.js';
import { AssignmentsModule } from './modules/assignments/assignments.module.js';
import { AttachmentsModule } from './modules/attachments/attachments.module.js';
import { CalendarModule } from './modules/calendar/calendar.module.js';
import { DocumentsModule } from './modules/documents/documents.module.js';
import { HealthModule } from './modules/health/health.module.js';
import { HistoryModule } from './modules/history/history.module.js';
import { LedgerModule } from './modules/ledger/ledger.module.js';
import { MetricsModule } from './modules/metrics/metrics.module.js';
import { NoticesModule } from './modules/notices/notices.module.js';
import { OrganisationModule } from './modules/organisation/organisation.module.js';
import { PoliciesModule } from './modules/policies/policies.module.js';
import { ProcessesModule } from './modules/processes/processes.module.js';
import { RehearsalsModule } from './modules/rehearsals/rehearsals.module.js';
import { WorkspaceModule } from './workspace/workspace.module.js';

/** One module a noun. Add yours to the list; none knows another except through what it exports. */
const MODULES = [
  AccessModule,
  AssignmentsModule,
  HealthModule,
  LedgerModule,
  MetricsModule,
  NoticesModule,
  OrganisationModule,
  ProcessesModule,
  HistoryModule,
  PoliciesModule,
  CalendarModule,
  AttachmentsModule,
  DocumentsModule,
  ArchiveModule,
  RehearsalsModule,
];

@Module({})
export class AppModule {
  static with(configuration: Configuration): DynamicModule {
    return {
      module: AppModule,
      global: true,
      imports: [LoggerModule.forRoot(requestLogging(configuration)), WorkspaceModule, HttpModule, ...MODULES],
      providers: [{ provide: Configuration, useValue: configuration }],
      exports: [Configuration],
    };
  }
}
