import { Module, type DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { Configuration } from './config/configuration.js';
import { HttpModule } from './http/http.module.js';
import { requestLogging } from './http/logging.js';
import { AccessModule } from './modules/access/access.module.js';
import { AnnualCyclesModule } from './modules/annual-cycles/annual-cycles.module.js';
import { ArchiveModule } from './modules/archive/archive.module.js';
import { AssignmentsModule } from './modules/assignments/assignments.module.js';
import { AttachmentsModule } from './modules/attachments/attachments.module.js';
import { CalendarModule } from './modules/calendar/calendar.module.js';
import { CampaignsModule } from './modules/campaigns/campaigns.module.js';
import { CirculationsModule } from './modules/circulations/circulations.module.js';
import { ChangeOrdersModule } from './modules/change-orders/change-orders.module.js';
import { CoordinationModule } from './modules/coordination/coordination.module.js';
import { CircularsModule } from './modules/circulars/circulars.module.js';
import { DocumentsModule } from './modules/documents/documents.module.js';
import { EventsModule } from './modules/events/events.module.js';
import { HealthModule } from './modules/health/health.module.js';
import { HistoryModule } from './modules/history/history.module.js';
import { HonoursModule } from './modules/honours/honours.module.js';
import { ItemChainsModule } from './modules/item-chains/item-chains.module.js';
import { LedgerModule } from './modules/ledger/ledger.module.js';
import { LiaisonsModule } from './modules/liaisons/liaisons.module.js';
import { InspectionsModule } from './modules/inspections/inspections.module.js';
import { EvaluationsModule } from './modules/evaluations/evaluations.module.js';
import { RectificationsModule } from './modules/rectifications/rectifications.module.js';
import { MeetingsModule } from './modules/meetings/meetings.module.js';
import { MetricsModule } from './modules/metrics/metrics.module.js';
import { NoticePreviewModule } from './modules/work-points/notice-preview.module.js';
import { NoticesModule } from './modules/notices/notices.module.js';
import { OrganisationModule } from './modules/organisation/organisation.module.js';
import { OperationsModule } from './modules/operations/operations.module.js';
import { OverviewModule } from './modules/overview/overview.module.js';
import { PhrasesModule } from './modules/phrases/phrases.module.js';
import { PlanPreviewModule } from './modules/plan-preview/plan-preview.module.js';
import { PoliciesModule } from './modules/policies/policies.module.js';
import { ProcessesModule } from './modules/processes/processes.module.js';
import { ProxiesModule } from './modules/proxies/proxies.module.js';
import { RehearsalsModule } from './modules/rehearsals/rehearsals.module.js';
import { SignaturesModule } from './modules/signatures/signatures.module.js';
import { VetoesModule } from './modules/vetoes/vetoes.module.js';
import { WorkPointsModule } from './modules/work-points/work-points.module.js';
import { WorkspaceModule } from './workspace/workspace.module.js';

/** One module a noun. Add yours to the list; none knows another except through what it exports. */
const MODULES = [
  AccessModule,
  AssignmentsModule,
  HealthModule,
  LedgerModule,
  ItemChainsModule,
  MeetingsModule,
  MetricsModule,
  NoticesModule,
  OrganisationModule,
  ProcessesModule,
  ProxiesModule,
  HistoryModule,
  PoliciesModule,
  CalendarModule,
  CircularsModule,
  AttachmentsModule,
  CirculationsModule,
  PhrasesModule,
  DocumentsModule,
  ArchiveModule,
  RehearsalsModule,
  SignaturesModule,
  HonoursModule,
  LiaisonsModule,
  CoordinationModule,
  AnnualCyclesModule,
  WorkPointsModule,
  PlanPreviewModule,
  NoticePreviewModule,
  ChangeOrdersModule,
  CampaignsModule,
  RectificationsModule,
  InspectionsModule,
  VetoesModule,
  EvaluationsModule,
  EventsModule,
  OperationsModule,
  OverviewModule,
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
