import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module.js';
import { ProcessesModule } from '../processes/processes.module.js';
import { CampaignLaunchService } from './campaign-launch.service.js';
import { CampaignsController } from './campaigns.controller.js';
import { CampaignsService } from './campaigns.service.js';
import { FindingsService } from './findings.service.js';
import { HandInsService } from './hand-ins.service.js';
import { ResultsService } from './results.service.js';

@Module({
  imports: [ProcessesModule, LedgerModule],
  controllers: [CampaignsController],
  providers: [CampaignLaunchService, CampaignsService, FindingsService, ResultsService, HandInsService],
})
export class CampaignsModule {}
