import { Module } from '@nestjs/common';
import { AttachmentsModule } from '../attachments/attachments.module.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { HistoryModule } from '../history/history.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { MeetingsModule } from '../meetings/meetings.module.js';
import { ProcessesModule } from '../processes/processes.module.js';
import { ItemChainsController } from './item-chains.controller.js';
import { ItemChainsService } from './item-chains.service.js';

@Module({
  imports: [AttachmentsModule, DocumentsModule, HistoryModule, LedgerModule, MeetingsModule, ProcessesModule],
  controllers: [ItemChainsController],
  providers: [ItemChainsService],
})
export class ItemChainsModule {}
